### An account: a few statements that together speak for everyone.

account-title = What we would say together
account-chosen = { $chosen ->
    [one] 1 statement of { $statements } was chosen.
   *[other] { $chosen } statements of { $statements } were chosen.
}
account-people = { $count ->
    [one] 1 person answered.
   *[other] { $count } people answered.
}
account-what = Together they should speak for everyone, not only for most. This is not a contest.
account-bought = Everybody had an equal share to spend. The shares of those who agree were enough for it.
account-added = It was added for people for whom nothing spoke yet.
account-first-none = Others before it speak for the same people.
account-first = { $count ->
    [one] It is the first to speak for 1 person.
   *[other] It is the first to speak for { $count } people.
}
account-first-about = It is the first to speak for about { $count } people.
account-first-few = It is the first to speak for a few people.

## Whom it speaks for, and what was checked.

account-whom = Whom it speaks for
account-covers = { $count ->
    [one] At least one of them speaks for 1 person.
   *[other] At least one of them speaks for { $count } people.
}
account-covers-about = At least one of them speaks for about { $count } people.
account-covers-hidden = Exactly how many people they speak for is not shown. The number could tell about somebody.
account-checked = What was checked
account-part = { $places ->
    [one] There was 1 place. It belongs to everybody.
   *[other] There were { $places } places. Each belongs to an equal part of the people.
}
account-holds = No group that is large enough for a place, and agrees on something, is left out.
account-fails = A group that is large enough for a place, and agrees on something, is left out.
account-left = { $count ->
    [one] The strongest group left out is 1 person. They agree:
   *[other] The strongest group left out has { $count } people. They agree:
}
account-left-about = The strongest group left out has about { $count } people. They agree:
account-left-few = The strongest group left out is small. Its people agree:
account-silence-none = A missing answer counts as not agreeing.
account-silence-others = A missing answer counts like the answers of those who gave one.
account-again = The same answers always give the same choice. A program can check it again.

## Beside other choices.

account-beside = Is that fair to all?
account-compared = We compared it with { $picks } choices made by chance, and with the statements most people like.
account-caption = How many in ten have at least one statement that speaks for them
account-those = People
account-this = This choice
account-liked = Most liked
account-random = By chance
account-tenths = { $tenths } in 10
account-outnumbered = People who are mostly in a minority
account-between = People between the groups
account-everybody = Everybody
account-fair = No group is covered worse than by a choice made by chance.
account-unfair = Some people are covered worse than by a choice made by chance.

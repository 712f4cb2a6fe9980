### Decisions: answering, closing, and what they came to.

decision-passed = Decided: yes
decision-not-passed = Decided: no
decision-talk-first = We talk first
decision-too-few = Too few answered
decision-side-too-small = A side is too small
decision-chosen = Decided: one of several
decision-tied = Several come first
decision-shared = Decided: the money is shared
decision-advised = Advice is given
decision-open-until = Open until { $day }
decision-waits = Waits to be counted
decision-came-passed = We decided yes.
decision-came-new-rules = We decided yes. This is how we decide from now on.
decision-came-not-passed = We decided no.
decision-came-talk-first = Somebody is worried. We talk about that before anything is settled.
decision-came-too-few = Too few people answered, so nothing is decided.
decision-came-side-too-small = A side is too small to be counted apart. So nothing is decided by this rule.
decision-came-chosen = We chose: { $option }
decision-came-tied = Several come first together, so none of them is chosen.
decision-came-shared = { $count ->
    [0] The money pays for nothing on the list.
    [one] The money pays for 1 thing on the list.
   *[other] The money pays for { $count } things on the list.
}
decision-came-advised = Everybody has given advice. { $who } decides by { $day }.
stand-yes = Yes
stand-yes-means = I want this.
stand-ok = OK
stand-ok-means = I can live with it.
stand-not-sure = Not sure
stand-not-sure-means = I need to know more.
stand-worried = Worried
stand-worried-means = I think it could hurt someone. We should talk first.

## All of them.

decisions-all = All decisions
decisions-lead = What we decide together, and what came of it. Nobody sees a count before the end.
decisions-no-rules = First choose together how you decide.
decisions-none = Nothing has been decided here yet.
decisions-open = You can answer these
decisions-waiting = These wait to be counted
decisions-closed = These are decided
decisions-answered = You have answered.
decisions-not-yet = You have not answered yet.
decisions-new = Open a decision

## What people know before they answer.

decision-short = Decision
decision-review = We look at it again
decision-from = How we got here
decision-more-time = { $day }. It was { $before }, until somebody asked for more time.
decision-after-talk = We talked about this before
decision-met = How the worries were met:
decision-rule = How we decide this
decision-seats = { $count ->
    [one] 1 seat was taken when this opened. It can answer.
   *[other] { $shown } seats were taken when this opened. They can answer.
}
decision-needed = { $count ->
    [one] At least 1 has to.
   *[other] At least { $shown } have to.
}
decision-no-count = Nobody sees a count before the end, whoever they are.
decision-disagree = What we do if we do not agree
decision-new-rules = This is how we would decide from then on
decision-new-account = What we heard is agreed when { $share } in 100 say yes, and { $floor } in 100 of each group.

## Answering.

ballot-title = Your answer
ballot-no-seat = Everybody with a seat from before this opened can answer.
ballot-small-table = Few people have a seat here. The numbers at the end can tell what one person said. If everyone says the same, everyone will know what you said.
ballot-stand = What do you say to it?
ballot-advice = What is your advice?
ballot-stand-empty = Choose one of the four answers.
ballot-words = In your own words
ballot-words-hint = You do not have to. If you are worried: what worries you, and what would make it OK? Everybody can read it at the end, without your name.
ballot-places = Put them in order
ballot-places-hint = Write 1 beside what you want most, then 2, and so on. Two can have the same number. What you leave empty comes last.
ballot-place-wrong = Write a number such as 1 beside “{ $option }”, or leave it empty.
ballot-places-empty = Write 1 beside at least one of them.
ballot-wants = What do you want the money to pay for?
ballot-wants-hint = Tick all that you want, even if it comes to more than the money. Ticking nothing is an answer too.
ballot-wants-none = Nothing on the list
ballot-until = You can change it until { $day }.
ballot-send = Send my answer
ballot-saved = Saved. You can change it until { $day }.
ballot-yours = You answered this. Nobody else can see it.
ballot-change = Change my answer
ballot-take-back = Take it back
ballot-taken-back = Taken back.
ballot-not-counted = This was not counted. Here is what you sent, so that your words are not lost.
ballot-yours-afterwards = What you answered
ballot-back-waiting = If you take it back, it does not count, and nobody will read it.
ballot-back-counted = If you take it back, your words go. What was counted stays counted.

## More time.

time-title = More time
time-does = Any one person can ask for { $days } days more, once. Then the last day is { $day }, for everybody. Nobody sees who asked.
time-given = Somebody asked for more time. That can be done once.
time-button = Ask for more time
time-saved = Everybody has more time now. The last day is { $day }.

## Who is not here?

not-here-title = Who is not here?
not-here-needed = Nobody has answered this yet. It has to be answered before anything is counted.
not-here-answer = Answer: who is not here?
not-here-change = Change this answer
not-here-was = Who was not here
not-here-saved = Saved. Everybody can read it here, and change it.
not-here-back = Back to the decision
not-here-lead = Think of the people this touches. Who should have a say, and has not been heard?
not-here-count = Write how many you expected and how many were heard, as you count them yourselves. It is not the number of answers here.
not-here-few = From 1 to 7 people we keep only “1-7”, so that nobody can be found out.
not-here-people = People { $row }
not-here-who = Who
not-here-channel = How they were reached
not-here-expected = How many we expected
not-here-heard = How many were heard
not-here-1-to-7 = 1 to 7
not-here-counts = Expected: { $expected }. Heard: { $heard }.
not-here-row = Add a row
not-here-words = In words
not-here-words-hint = Who is missing, and what did you do to hear them? If nobody is, say how you know.
not-here-send = Save this answer
not-here-who-wrong = People { $row }: write who they are, in up to 80 characters.
not-here-channel-wrong = People { $row }: write in up to 80 characters how they were reached.
not-here-expected-wrong = People { $row }: write a number, how many you expected.
not-here-heard-wrong = People { $row }: write a number, how many were heard. It can be 0.

## Counting.

close-title = Counting
close-later = Any one of us can count after { $day }.
close-now = The last day has passed. Any one of us can count now. Everybody sees what it came to.
close-anybody = The last day has passed. Anybody with a seat can count now.
close-button = Count now
close-saved = Counted. This is what we decided.

## The result.

result-counted = It was counted on { $day }.
result-taken-up = We talked about it, and went on here:
result-talk = Talk about the worries together. Then say how you met them, and everybody answers again.
result-talked = We have talked about it
result-working = How it was counted
result-turnout = { $count ->
    [one] 1 person
   *[other] { $shown } people
} answered, of { $seats ->
    [one] 1 seat.
   *[other] { $all } seats.
}
result-needed = { $count ->
    [one] At least 1 had to.
   *[other] At least { $shown } had to.
}
result-worries = What worries people
result-not-met = Nobody has written here how these worries were met.
result-not-sure = What people need to know
result-for-it = What others wrote
result-promises = What was promised
result-no-promise = Nobody has promised anything for this yet.
result-promise-by = by { $day }
result-promise-this = Make a promise of this
decision-was-about = What we decided about

## The working.

working-stands = What people said
working-answer = Answer
working-people = People
working-worried = { $count ->
    [0] Nobody is worried.
    [one] 1 person is worried.
   *[other] { $count } people are worried.
}
working-vote = { $part } of the { $whole } people who took a side want it or can live with it.
working-vote-needed = It needed { $share } in 100 of them.
working-vote-nobody = Nobody took a side.
working-sides = What each side said
working-side = Side
working-side-said = Want it or can live with it
working-side-agreed = Did they agree?
working-in-ten = { $count ->
    [1] 1 or fewer in 10
    [9] 9 or more in 10
   *[other] About { $count } in 10
}
working-agreed = Yes
working-not-agreed = No
working-not-told = Not told
working-sides-needed = Each side needed { $share } in 100 of those who took a side.
working-sides-small = Fewer than 8 people are never told apart. Fewer than 20 in all are not, either. Nothing is told that would show how one person answered.
working-order = The order it came to:
working-equal = and, equal,
working-pairs = How many put one before the other
working-pairs-read = Each row shows how many people put that one before each other one.
working-pairs-win = The first in the order beats each other one, head to head or in a chain of stronger ones.
working-pairs-example = For example: “{ $one }” comes before “{ $other }” on { $count ->
    [one] 1 answer
   *[other] { $more } answers
}, and after it on { $less }.
working-before = before number
working-option = To choose from
working-cost = It costs { $sum }.
working-wanted = { $count ->
    [one] 1 person wants it.
   *[other] { $shown } people want it.
}
working-paid = Paid for
working-shares = Each person who wants it pays { $sum } of their equal part, or what they have left.
working-rest = It comes out of what was left over.
working-unpaid = Not paid for
working-spent = Spent
working-left = Left over
working-raised = Parts
working-raised-why = Each part was counted as { $sum } larger, so that more of the money is used.

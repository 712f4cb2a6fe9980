### Where we stand.

stand-title = Where we stand
stand-nothing-yet = Too few people have answered so far. Come back when more have.
stand-few-people = A few people took part.
stand-people = { $shown } people took part.
stand-agree-on = Most people agree on { $count ->
    [one] 1 thing.
   *[other] { $count } things.
}
stand-turn-down = Most people disagree with { $count ->
    [one] 1 thing.
   *[other] { $count } things.
}
stand-differ-on = { $count ->
    [one] There is 1 thing we see in different ways.
   *[other] There are { $count } things we see in different ways.
}
stand-too-early = It is too early to say more.
stand-not-a-contest = This is not a vote and no one has won. It shows where we are close and where we need to talk.
stand-to-numbers = Go to all the numbers
stand-no-groups = There are no clear groups.
stand-live-check = Check for changes
stand-live-said = New answers are shown.
stand-live-pause = Pause updates
stand-live-start = Start updates
stand-agree-title = We mostly agree
stand-agree-lead = Most people agree with these.
stand-disagree-lead = Most people disagree with these. That is something we share, too.
stand-groups-first = What every group says comes first.
stand-differ-title = We see this in different ways
stand-differ-lead = People here have different reasons. Read them before you talk about it.
stand-widest-first = What divides the groups most comes first.
stand-all-of-us = All of us:
stand-own-words = Say it in your own words
stand-strong-title = A few people feel strongly
stand-strong-lead = These views are held by a smaller part of us. A good plan listens to them, too.
stand-strong-matters = It matters a lot to them.
stand-not-sure-title = Not sure yet
stand-not-sure-lead = Many people are not sure about these.
stand-few-title = Few have answered yet
stand-few = { $count ->
    [one] 1 thing needs more answers before we can say how it stands.
   *[other] { $count } things need more answers before we can say how they stand.
}
stand-few-answer = Answer what others said
stand-more = Show { $count } more
stand-rest = { $count ->
    [one] 1 more stands in the table with all the numbers.
   *[other] { $count } more stand in the table with all the numbers.
}
stand-groups-title = People who answered in a similar way
stand-why-no-groups = When some answers are left out, groups do not stay the same, or there is no gap between them.
stand-why-twenty = With fewer people, a group could give away what one person said.
stand-unlike = This does not sound like me
stand-line-title = Ideas on a line
stand-line-table = Find each number in the table
stand-people-title = Show the map of people
stand-people-lean = The map of people is left out, because you asked for less data.
stand-reasons = Read people’s reasons
stands-agree = Most agree
stands-disagree = Most disagree
stands-differ = We see it in different ways
stands-not-sure = Many are not sure
stands-few = Too early to say
stands-few-agree = Too early to say. Of the few who answered, most agree
stands-few-disagree = Too early to say. Of the few who answered, most disagree
stands-few-differ = Too early to say. The few who answered see it in different ways
stands-few-not-sure = Too early to say. Of the few who answered, many are not sure
tenths-agree = { $tenths ->
    [0] Nobody who answered agrees.
    [10] Everybody who answered agrees.
   *[other] { $tenths } in 10 agree.
}
tenths-disagree = { $tenths ->
    [0] Nobody who answered disagrees.
    [10] Everybody who answered disagrees.
   *[other] { $tenths } in 10 disagree.
}
tenths-not-sure = { $tenths ->
    [0] Nobody who answered is unsure.
    [10] Nobody who answered is sure.
   *[other] { $tenths } in 10 are not sure.
}
counts-sentence = { $agree } agree, { $disagree } disagree, { $pass } not sure.
counts-agree = { $count } agree
counts-disagree = { $count } disagree
counts-pass = { $count } not sure
numbers-title = All the numbers
numbers-lead = A star (*) means that fewer than 8 people answered. Then we show no numbers, so that nobody is found out.
numbers-groups = For each group, numbers are how many of every 10 who answered. 1 is 1 or fewer, and 9 is 9 or more.
numbers-caption = { $from } to { $to } of { $all }
numbers-words = What was said
numbers-not-sure = Not sure
numbers-stands = How it stands
numbers-file = Get the numbers as a file for spreadsheets (CSV)
numbers-columns = These columns are in the file:
column-number = The number of what was said
column-statement = What was said, as the person wrote it
column-agree = How many people agree, or *
column-disagree = How many people disagree, or *
column-not-sure = How many people are not sure, or *
column-stands = How it stands, in the words of the table
column-shares = How many in 10 of the { $group } agree, disagree and are not sure, or *. 1 is 1 or fewer, 9 is 9 or more
fair-title = Was everything heard?
fair-rule = Which thing comes next is drawn by lot. What fewer people have answered comes first. A little chance is left for all.
fair-range = The least heard has { $least } answers. The most heard has { $most }.
fair-under = fewer than { $count }
fair-weighed = We check this draw. Counting each answer by its chance changes no share by more than { $count } in 100.
fair-luck = Luck alone can do that.
fair-not-luck = { $count ->
    [one] For 1 thing that is more than luck.
   *[other] For { $count } things that is more than luck.
}
circles-title = How people here are connected to this
circles-lead = People could tick more than one, or none. Small numbers are not shown, others are rounded.
circles-nobody = Nobody
circles-about = About { $count } people
circles-few = Not shown
how-title = How we worked this out
how-enough = We say nothing of a thing that fewer than { $count } people answered.
how-agree = “Most agree” means more than half of all, and more than two in three of those who chose a side. The same goes for “most disagree”.
how-differ = “In different ways” means that the smaller side is a third or more.
how-not-sure = “Many are not sure” means that a third or more are not sure.
how-strong = “Feel strongly” means a smaller side, of which half or more say it matters a lot to them.
how-shares = “9 in 10” means of all who answered, rounded.
how-hidden = No number is shown where fewer than { $count } people answered.
how-same = Everybody counts the same. The same answers always give the same page.
how-back = Back to where we stand
how-words-title = What the words mean
how-crossed = If most of one group agree and most of another do not, that is “in different ways”, too.
how-groups-title = How we looked for groups
how-last = The map was last worked out after entry { $entry } of this conversation.
how-why-eight = It is not done at each answer, so that nobody can see what one person changed.
how-files-title = The files
how-file = Get the map as a file (JSON)
how-again-title = Working it out again
how-command = Whoever runs this server can make the same file of the map again, byte for byte:
how-rows = The list of who answered what is not public. One person could be found in it.

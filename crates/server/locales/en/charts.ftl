### Groups, pictures and shares in tenths: what a published map says.

group-leaf = Leaf group
group-wave = Wave group
group-sun = Sun group
group-stone = Stone group
group-star = Star group
shares-agree = { $tenths ->
    [1] 1 or fewer in 10 agree
    [9] 9 or more in 10 agree
   *[other] { $tenths } in 10 agree
}
shares-disagree = { $tenths ->
    [1] 1 or fewer in 10 disagree
    [9] 9 or more in 10 disagree
   *[other] { $tenths } in 10 disagree
}
shares-not-sure = { $tenths ->
    [1] 1 or fewer in 10 are not sure
    [9] 9 or more in 10 are not sure
   *[other] { $tenths } in 10 are not sure
}
shares-sentence = { $list }.
shares-all-agree = Everybody who answered agrees.
shares-all-disagree = Everybody who answered disagrees.
shares-all-not-sure = Nobody who answered is sure.
shares-too-few = Too few have answered so far.

## Whether there are groups.

groups-too-few = Groups of people are shown from 20 people on.
groups-none = We looked for groups of people who answer alike. There are no clear groups. That is an answer too.
groups-clear = There are { $count } groups of people who answered in a similar way.
groups-lead = A computer put answers that look alike side by side. The groups are not teams. You can be between groups. No names are shown.
group-about = About { $shown } people
group-near = You are near here
group-nearest = You are between groups. This one is nearest to you.
group-agrees = People here mostly agree:
group-disagrees = People here mostly disagree:
group-they-disagree = They mostly disagree:

## What they share and what divides them.

common-agree = In every group at least { $tenths } in 10 agree.
common-most-agree = In every group most people agree.
common-disagree = In every group at least { $tenths } in 10 disagree.
common-most-disagree = In every group most people disagree.
common-at-least-agree = At least { $tenths } in 10 people agree.
common-people-agree = Most people agree.
common-at-least-disagree = At least { $tenths } in 10 people disagree.
common-people-disagree = Most people disagree.
divide-keener = { $tenths ->
    [0] Nobody who answered in the { $group } agrees.
    [1] 1 or fewer in 10 of the { $group } agree.
    [9] 9 or more in 10 of the { $group } agree.
    [10] All who answered in the { $group } agree.
   *[other] About { $tenths } in 10 of the { $group } agree.
}
divide-cooler = { $tenths ->
    [0] Nobody who answered in the { $group } does.
    [1] 1 or fewer in 10 of the { $group } do.
    [9] 9 or more in 10 of the { $group } do.
    [10] All who answered in the { $group } do.
   *[other] About { $tenths } in 10 of the { $group } do.
}
divide-more = More of the { $keener } agree than of the { $cooler }.
minority-agree = Most of the { $group } agree. Most of the others do not.
minority-disagree = Most of the { $group } disagree. Most of the others agree.
bridge-agree = People at both ends of the map agree.
bridge-disagree = People at both ends of the map disagree.

## Ideas on a line.

line-lead = Each circle is one idea, with its number from the table.
line-how-groups = The further right it is, the more people agree in the group that likes it least.
line-how-all = The further right it is, the more people agree.
line-waiting = { $count ->
    [one] 1 idea is not on the line yet. Too few people have answered it.
   *[other] { $count } ideas are not on the line yet. Too few people have answered them.
}
line-none = No idea has enough answers for this picture yet.
line-title = { $count ->
    [one] A line with 1 idea on it
   *[other] A line with { $count } ideas on it
}
line-few-in-a-group = Few agree in at least one group
line-all-groups = All groups agree
line-few = Few agree
line-most = Most agree

## The map of people.

people-lead = Each sign is one person, or a few. People who gave similar answers are close together.
people-axes = Left and right, up and down, do not mean anything.
people-placed = About { $shown } people are on the map.
people-not-yet = People who answered only a few things are not on it yet.
people-you-not-yet = You are not on it yet. Answer a few more things.
people-too-few = The map of people is shown from 20 people on.
people-alike = There is no map of people, because answers do not tell people apart so far.
people-title = A map of people, each shown as the sign of a group
people-you = You
people-you-only = You. Only you can see this.
people-between = In no group
people-anybody = One person, or a few

## The table of shares.

shares-caption = How many out of 10
shares-lead = Each number is out of every 10 who answered. A star (*) means that too few people answered.
shares-ends = In a group, 1 is 1 or fewer and 9 is 9 or more, so that nobody is found out.
shares-idea = Idea
shares-everybody = Everybody
cell-agree = { $tenths } agree
cell-disagree = { $tenths } disagree
cell-not-sure = { $tenths } not sure
cell-hidden = *

## How the map was made.

method-side-by-side = A computer puts people who give similar answers close together.
method-unknown = What somebody has not answered counts as not known.
method-directions = { $count ->
    [one] One direction was enough to tell answers apart.
   *[other] { $count } directions were enough to tell answers apart.
}
method-no-directions = No direction told answers apart better than chance. So there is no map.
method-steady = To see whether groups stay, a fifth of the answers was left out, { $count } times.
method-limits = A group has 8 people or more.
tried-fit = { $count } groups are clear enough to show.
tried-unfit = { $count } groups are not clear enough to show.
tried-moved = With fewer answers, { $share } in 100 people change group.
tried-apart = How far apart: { $apart }; without any groups it would be { $cloud }. How steady: { $steady } of 1.
method-none-shown = So no groups are shown.
method-shares = Shares in a group are rounded to tenths. They are shown where 8 or more of it answered, and 8 or more others.
method-again = Groups are worked out again when the answers of 8 people or more have changed.
method-name = Method: { $name }, version { $version }.
method-seed = Every draw starts from the number { $seed }.
method-fingerprint = Fingerprint of the answers:

## The report to keep.

report-all-agree = { $count ->
    [one] All groups say the same about 1 thing.
   *[other] All groups say the same about { $count } things.
}
picture-group = { $group }, about { $shown } people
report-bridges = What reaches across
report-groups = People who answered in a similar way
report-picture = Ideas on a line
report-people = Map of people
report-numbers = All the numbers
report-how = How this was worked out

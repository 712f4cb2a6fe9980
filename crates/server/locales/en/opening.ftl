### Opening a decision, and taking it up again after a talk.

opening-title = Open a decision
opening-lead = First say what it is about. Then you see if it was asked before.
opening-no-rules = You have not chosen how you decide here yet. That comes first.
opening-about = What is it about?
opening-about-hint = A few words are enough, such as: opening the front door later.
opening-look = Go on
opening-kinds = How do you want to decide it?
opening-kinds-ours = These are the rules that the group chose.
opening-kinds-rules = Read how each of them works
opening-new-rules = New rules for deciding
opening-new-rules-for = You put new rules to a decision. Until it passes, the rules stay as they are.
opening-before-you-answer = Everybody reads this before they answer. If you do not know something, say so.
opening-see = See how it will stand

## What each field is for.

opening-hint-proposal = One sentence that people can say yes or worried to.
opening-hint-proposal-rules = One sentence that says what changes.
opening-hint-proposal-ranked = One sentence that says what you choose between.
opening-hint-proposal-budget = One sentence that says what the money is for.
opening-hint-proposal-advice = One sentence that says what has to be decided.
opening-hint-would-do = What would be different afterwards, and for whom.
opening-hint-cost = Money, time, and anything else. If it costs nothing, say so.
opening-hint-who-does = A group or a job is enough.
opening-hint-would-stop = What would not happen any more. If nothing stops, say so.
opening-hint-bad-for = Think of people who are not here.
opening-hint-overrule = Who could still say no afterwards? Ask them first, and write down that they have said so.
opening-hint-sources = Tick the words that led to this. Then everybody can follow it back to them.
opening-hint-closes = Until this day people can answer, and change their answer.
opening-hint-review = On this day you look at how it went, and can change course.
opening-hint-options = 2 to 20 choices, one on each line.
opening-hint-budget = The whole sum in pounds, such as 1,200 or 1200.50.
opening-hint-projects = One on each line, with what it costs at the end, such as: A bench, 120.50
opening-hint-decider = A name or a job that people know. They will have to answer.
opening-hint-decide-by = After this day everybody sees that the answer is late.
opening-by = By which rule?
opening-rules = The new rules
opening-about-rules = What they would mean
opening-source-said = Somebody said this
opening-source-line = A line of “{ $title }”
opening-source-all = All lines, about: { $question }

## What can be wrong.

opening-options-count = Write 2 to 20 choices, one on each line.
opening-projects-count = Write 1 to 50 things with what they cost, one on each line.
opening-line-long = Line { $line } has room for 140 characters. Take out { $over ->
    [one] 1 character
   *[other] { $over } characters
}.
opening-line-sum = Line { $line }: write what it is, and what it costs at the end, such as: A bench, 120.50
opening-budget-wrong = Write a sum of money in “The money”, such as 1,200 or 1200.50.
opening-same-rules = These are the rules you have now. Change something in them.
opening-by-wrong = Choose by which rule this is decided.

## How it will stand.

opening-check-title = Here is how it will stand
opening-check-frozen = Nobody can change it once it is open. Read it once more.
opening-check-rule = How it is decided: { $rule }
opening-check-no-source = Nothing was ticked.
opening-check-button = Open the decision
opening-check-change = Change it
opening-opened = It is open. Everybody who has a seat now can answer it.
opening-budget-is = There is { $sum } to share out.
opening-project = What
opening-project-cost = What it costs
opening-decides-by = They have to answer by { $day }.

## After a talk.

after-title = After the talk
after-back = The decision
after-lead = Somebody was worried, so you talked. Write the proposal as it is now.
after-same-rule = The same rule decides. Everybody answers anew.
after-worries = What worried people
after-no-words = Nobody wrote down what worried them. Ask in the talk.
after-hint-met = For each worry: what has changed, or why it has not. Everybody reads this first.

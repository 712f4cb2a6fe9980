### Papers to print and keep: minutes, promises, evidence, accounts.

## The page with all of them.

papers-title = Papers to print and keep
papers-lead = Offices need papers. These are made from what is here already, so nobody types anything twice.
papers-from = They say what everybody who reads here can see, and nothing more. They never say who said what.
papers-minutes = What happened at this table, day by day. It ends with the days to come.
papers-actions = Every promise: who will do what, by when, and what became of it.
papers-conversations = Evidence, and what we heard
papers-evidence = For each conversation: what was offered, what people said, where we stand, and what came of it.
papers-forms = Which one do I need?
papers-fonts = The fonts in the PDFs, and who lets us use them
papers-pdf = A PDF is good to print, to send and to keep. Screen readers can read it.
papers-html = A page is good to read here, on a phone too.
papers-csv = A table (CSV) opens in a program for spreadsheets.
papers-as-pdf = PDF
papers-as-page = Page
papers-as-table = Table (CSV)
papers-as-json = File for programs (JSON)

## On every paper.

paper-table = Table
paper-foot = Made by Roundtable on { $day } from what was said and done at this table.
paper-called = { $name }: { $words }
paper-address = Address
paper-state = How it stands
paper-begun-on = Begun on
paper-made-on = Put together on
paper-number = Number
paper-people = People
paper-yes = Yes
paper-no = No
paper-day = Day
paper-what = What

## Minutes.

paper-minutes = Minutes
paper-days = Days
paper-from-to = { $from } to { $to }
paper-conversation = Conversation { $number }
paper-opened = Opened. { $what }
paper-offer-changed = What is offered was changed. { $what }
paper-agreement-new = The new words:
paper-rules = How we decide, version { $version }
paper-rules-by = Decision { $decision } chose these rules.
paper-disagreement = What we do when we do not agree:
paper-hear-back = The day came to hear what became of a conversation.
paper-made = Put together. { $what }
paper-counted = Counted. { $what }
paper-waits = The time to answer is over. It waits to be counted. { $what }
paper-review = The day came to look at it again. { $what }
paper-promised = Promised. { $what }
paper-told = There is news. { $what }
paper-late = It is late. { $what }
paper-next = What comes next
paper-next-caption = Days to come
paper-elsewhere = What was said about it there

## Decisions.

paper-decisions = Decisions
paper-by-rule = The rule: { $rule }
paper-new-rules = This would be how we decide from then on:
paper-options = What there is to choose from:
paper-projects = What could be paid for from { $sum }
paper-project = What
paper-costs = What it costs
paper-after-talk = It came after a talk about decision { $decision }. This is how the worries were met:
paper-came = It came about by these words:
paper-answered = { $answered } of { $seats } seats answered.
paper-totals = How many people said what
paper-answer = Answer
paper-sides = What each side said. A star (*) means that a side is not told apart: { $least } people are needed. 1 is 1 or fewer, 9 is 9 or more.
paper-side = Side
paper-for-it = In 10, so many are for it
paper-side-agreed = Agreed
paper-order = The order that everybody’s choices came to
paper-rank = Place
paper-option = What there was to choose from
paper-pairs = How many people put the one on the left before the one above
paper-shared = What the money pays for
paper-wanted = How many want it
paper-paid = Paid
paper-paid-shares = Yes. Each who wants it pays up to { $each }.
paper-paid-rest = Yes, from what was left.
paper-not-paid = No
paper-left = { $sum } is left.
paper-raised = Everybody’s part was raised by { $sum } before the end.
paper-not-here = Who is not here?
paper-expected-heard = Whom we expected, and whom we heard
paper-expected-who = Who
paper-expected-channel = How they were reached
paper-expected = Expected
paper-heard = Heard
paper-wrote = People who answered “{ $stand }” wrote:
paper-met = Decision { $decision } came after the talk. This is how the worries were met:

## Promises.

paper-actions = Action log
paper-each-promise = Each promise
paper-answers = What it answers
paper-promised-on = Promised on
paper-news = { $day }: { $news }
paper-news-on = Day of the last news

## Accounts.

paper-accounts = What we heard
paper-lines = The lines, as people said them
paper-line = Line { $line }.
paper-account-until = Last day to answer the account
paper-account-called = Somebody asked for it, and the program chose lines that together speak for everyone.
paper-account-written = Somebody at the table chose its lines.
paper-how-made = How it was made, and who it leaves out
paper-missing = People say that this is missing:
paper-is-it-ours = Is it the group’s own?
paper-agreed = The group agreed to it.
paper-not-agreed = It is not agreed.
paper-agreed-when = This makes an account agreed:

## Evidence.

paper-evidence = Evidence
paper-who = Who took part
paper-connection = Connection
paper-disagree = Disagree
paper-where = Where to find all of it
paper-numbers-file = The numbers as a file
paper-took-part = How many people answered
paper-each-page = Each thing that was said has a page. Its address is { $address } and its number.

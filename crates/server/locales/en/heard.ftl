### What we heard: accounts of a conversation, and what the group says to them.

heard-account-title = What we heard, account { $number }
heard-agreed = Agreed by the group
heard-not-agreed = Not agreed
heard-open-until = Open until { $day }
heard-waits = Waits to be counted
heard-back = All accounts
heard-seat-first = Only people with a seat can do things here.

## All accounts of a conversation.

heard-title = What we heard
heard-lead = An account is a few things that people said, in their own words. Together they tell what we heard.
heard-none = There is no account of this conversation yet.
heard-none-agreed = The group has not agreed to an account yet.
heard-by-program = The program chose these lines on { $day }, because somebody asked for it.
heard-by-person = A person at this table chose these lines on { $day }.
heard-more-lines = { $count ->
    [one] And 1 more line.
   *[other] And { $count } more lines.
}
heard-home-count = { $count ->
    [0] No account yet.
    [one] 1 account.
   *[other] { $count } accounts.
}
heard-takes-title = When is it the group’s account?
heard-takes-share = For each line, { $share } in 100 of those who answer it must say yes.
heard-takes-floor = So must { $floor } in 100 of each group of people that can be counted apart.
heard-takes-apart = A group is counted apart when { $least } or more of it answered, { $least } or more others, and { $table } in all.
heard-takes-enough = { $least } people must answer, or half of the seats where there are few.
heard-takes-author = Whoever wrote an account cannot agree to it alone.

## Calling for an account.

heard-call-title = Ask for an account
heard-call-lead = The program chooses a few things people said that speak for everyone together.
heard-call-1 = It looks at who agreed with what. Answers of all people count the same.
heard-call-2 = Each group that agrees on something gets its share of the lines. It must be large enough for one.
heard-call-3 = It does not change a word, and it does not say what words mean. Nobody does.
heard-call-4 = Then people with a seat say to each line: yes, or not quite.
heard-places-hint = From 1 to { $most }. With 5 lines it fits on one page.
heard-last-day = Last day to answer it
heard-last-day-hint = After this day the answers can be counted.
heard-call-button = Choose the lines

## Writing an account.

heard-write-title = Write an account
heard-write-lead = Choose things people said, and put them in order. You can add a few words between them.
heard-step = Step { $step } of 3.
heard-choose-lead = Tick what should be in it: 1 to { $most } things.
heard-tick = Tick 1 to { $most } things.
heard-boxes = What people said
heard-find = Find words
heard-find-button = Find
heard-find-all = Show all
heard-nothing-found = There is nothing here with these words.
heard-ticked-elsewhere = { $count ->
    [one] 1 more thing is ticked on other pages of this list.
   *[other] { $count } more things are ticked on other pages of this list.
}
heard-to-order = Put them in order
heard-order-title = The order
heard-order-lead = Move lines up until they read well. You can add linking words. You do not have to.
heard-up = Move up
heard-words-before = Add words before this line
heard-words-after = Add words after all lines
heard-linking-hint = They will be marked as words of whoever wrote this account. Your name is not shown.
heard-line-gone = Somebody took back a thing you had ticked. It is left out now.
heard-to-check = See how it will read
heard-to-choose = Tick other things
heard-check-title = Here is how it will read
heard-check-lead = It will stand beside the other accounts. You cannot change it after you send it.
heard-send = Send it
heard-sent-before = You sent an account from this form before. Send again to make another one.

## One account.

heard-called = Done. These are the lines.
heard-written = Sent. It stands beside the other accounts now.
heard-answered = Saved. Thank you.
heard-open-lead = People with a seat can answer each line until { $day }.
heard-hidden = Nobody can see what others say until it is counted. So nobody has to follow the crowd.
heard-begin = Answer the lines
heard-progress = You have answered { $answered } of { $of } lines.
heard-waits-lead = The last day to answer has passed. The answers are not counted yet.
heard-settle-what = Anybody with a seat can have them counted. After that the result stays as it is.
heard-settle-button = Count the answers now
heard-settled = The answers are counted.
heard-agreed-lead = The group agreed to this account.
heard-not-agreed-lead = The group did not agree to this account. This is why:
heard-counted-on = The answers were counted on { $day }.
heard-replied = { $count } people answered.
heard-replied-few = A few people answered.
heard-replied-nobody = Nobody answered.
heard-short-few = Fewer than { $least } people answered, and fewer than half of the seats.
heard-short-author = Nobody said yes but the person who wrote it.
heard-short-nobody = Nobody said yes.
heard-short-line = Line { $line }: fewer than { $share } in 100 said yes.
heard-short-group = Line { $line }: fewer than { $floor } in 100 of the { $group } said yes.
heard-lines-title = The account
heard-own-words = These are people’s own words. Press one to read the reasons behind it.
heard-line = Line { $line }:
heard-group = { $group }: { $tenths ->
    [1] 1 or fewer in 10.
    [9] 9 or more in 10.
   *[other] { $tenths } in 10.
}
heard-linking = words of whoever wrote this account
heard-said = { $yes } of { $answered } said: yes, we heard this.
heard-said-few = Fewer than { $least } people answered this line, so no numbers are shown.
heard-not-quite-lead = Not quite. These people would say it like this:
heard-promise = Make a promise for this
heard-missing-heading = What is missing
heard-nothing-missing = Nobody said that something is missing.
heard-my-missing = You say this is missing:
heard-became-title = What came of it
heard-decide = Put a decision to the group
heard-rival = Write another account
heard-others = Other accounts of this conversation
heard-others-count = { $count ->
    [0] There are none.
    [one] There is 1.
   *[other] There are { $count }.
}
heard-keep = Keep it:
heard-pdf = to print (PDF)
heard-html = as a page
heard-json = for programs (JSON)

## Whom it speaks for.

heard-nobody-left-out = No group of people who agree on something is left out.
heard-whom-written = A person chose these lines. So nobody has worked out whom they speak for.
heard-covers-few = At least one of them speaks for a few people.
heard-covers-nearly-all = At least one of them speaks for nearly everybody.
heard-left-out = There is a group that it speaks for less than for others. Its people agree:
heard-left-nearly-all = Nearly everybody agrees with this, too, and it is in no line:
heard-how-title = How the lines were chosen
heard-chosen-with = { $yes } of { $answered } agreed that day
heard-command = Whoever runs this server can make the same choice again:
heard-command-at = If people answered more since, they add --at and the journal’s entry of that day.

## Answering a line.

heard-answer-title = Is this what we heard?
heard-line-of = Line { $line } of { $count }
heard-yes = Yes
heard-not-quite = Not quite
heard-otherwise = How would you say it?
heard-otherwise-hint = You do not have to. Write it, then press Not quite. Everybody reads it after the count, without your name.
heard-yes-with-words = You wrote how you would say it. Press Not quite to send it, or empty the box.
heard-choose = Press Yes or Not quite.
heard-word-yes = yes
heard-word-not-quite = not quite
heard-missing-link = Something is missing

## What is missing.

heard-missing-title = Is something missing?
heard-missing-lead = Did you hear something important that is in no line? Say it here.
heard-missing-hint = Everybody can read it after the answers are counted. It does not say who wrote it.
heard-missing-button = Send it
heard-missing-nothing = Nothing is missing
heard-missing-take-back = Take it back
heard-missing-saved = Saved. It will be printed with the account.
heard-missing-gone = Taken back. Your words are gone.
heard-again = You sent this before. Send it again to change it.

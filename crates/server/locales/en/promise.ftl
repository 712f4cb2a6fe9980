### Promises: who will do what by when, and what became of it.

promise-late = Late
promise-waiting = Not yet
promise-doing = Doing it
promise-said-done = They say it is done
promise-will-not = Will not
promise-kept = Kept
promise-partly = Partly kept
promise-not-kept = Not kept
promise-words-gone = Words that were taken back
promise-of-decision = We decided
promise-of-line = We heard
promise-of-statement = Somebody said
tidings-doing = They are doing it.
tidings-done = They say it is done.
tidings-will-not = says that it will not be done.
judged-few = Few people have said if it was kept.
judged-most = Most of those who said something say: { $what }.
judged-differ = People say different things about it.
judged-counts = Kept: { $kept }. Partly kept: { $partly }. Not kept: { $not }.

promises-title = Promises
promises-all = All promises
promises-lead = Who will do what, and by when. Late ones come first.
promises-late = { $count ->
    [one] 1 promise is late.
   *[other] { $count } promises are late.
}
promises-none = Nobody has promised anything here yet.
promises-make = Make a promise
promises-print = Print this as a poster
promise-short = Promise
promise-title = Promise { $number }
promise-state = How it stands
promise-who = Who
promise-by = By when
promise-last = Last news
promise-judged = What those who asked say
promise-story = What became of it
promise-story-made = This was promised.
promise-came = How this came about
promise-came-said = What people said
promise-came-more = { $count ->
    [one] One more is in the accounts and decisions above.
   *[other] { $count } more are in the accounts and decisions above.
}
promise-came-none = No words are linked to this.
promise-saved-made = Saved. Everybody here can see your promise now.
promise-saved-told = Saved. Everybody here can see the news.
promise-saved-judged = Saved: { $what }. You can change it at any time.
promise-saved-back = Taken back.

judge-ask = Is it done? You tell us.
judge-own = You made this promise. The others say if it was kept.
judge-later = People say if it was kept once there is an answer, or after { $day }.
judge-mine = You said: { $what }. Nobody sees that it was you.
judge-back = Take back what I said
tell-title = Say what is new
tell-doing = They are doing it
tell-done = It is done
tell-will-not = It will not be done
tell-words = What happened, or why not
tell-words-hint = One or two sentences. Everybody here can read them.
tell-teller = Who says that it will not be done
tell-teller-hint = Only if it will not be done. A name people know.
tell-button = Tell everybody
tell-kind-empty = Choose what is new.
tell-words-empty = Write what happened, or why it will not be done.
tell-teller-empty = Write who says that it will not be done.
tell-teller-long = The name has room for { $max } characters. Make it shorter.

promise-before = Somebody has promised something for this already:
promise-make-who = Anybody can promise, on any side. Promise what you can do yourself, or what you were told you may promise.
promise-make-button = Promise this
promise-make-again = You sent this form before. Press the button again to make one more promise.
promise-hint-who = A name people know, such as “The house team” or “Sam at the front desk”. Everybody here can read it.
promise-hint-what = What will be done, so that everybody can see later if it was.
promise-hint-by = The last day in time, such as 2026-12-31. After it, everybody sees that it is late.
sources-lead = A promise answers something: a decision, a line of what we heard, or what somebody said.
sources-none = Nothing waits for a promise here now.
sources-decisions = Decided, and nobody has promised anything yet
sources-lines = Agreed that we heard, and nobody has promised anything yet
sources-statement = To answer what somebody said, open its page. There is a link to promise something.
promises-poster-title = What was promised
promises-poster-by = By { $day }.
promises-poster-somebody = Somebody at this table.
promises-poster-more = { $count ->
    [one] One more promise is on the page.
   *[other] { $count } more promises are on the page.
}
promises-poster-qr = A square code that leads to the promises when you scan it
promises-poster-scan = See all promises, and say if they were kept. Point a phone’s camera at the square, or go to
promises-poster-day = How it stood on { $day }.

### The record: what it is, its eight words, who has seen it, what the host did, and how to check it.

record-title = The record
record-lead = A mark of everything said and done at this table is kept here. Nobody can change this without it showing.
record-nobody-can = Nobody can change this without it showing.
record-none = Nothing is in it yet. Look again in a moment.
record-entry = In the record, entry { $number }
record-final = Final: it has been seen by { $who }.
record-not-final = Kept, not yet seen by those who keep watch.
record-and = { $some } and { $last }

## The words.

record-words-title = Eight words
record-words-what = Keep these words on paper. If anything from before is changed, the words for this many entries change too.
record-qr = A code that opens this page with these words
record-entries = { $count ->
    [one] The words for 1 entry, on { $day }.
   *[other] The words for { $count } entries, on { $day }.
}
record-poster = { $count ->
    [one] The record, with 1 entry:
   *[other] The record, with { $count } entries:
}

## A paper from before.

record-older-title = Do you have a paper with older words?
record-older-record = The record began again once. Words from before that day are not here; what was done that day is told below.
record-older-label = How many entries does your paper say?
record-older-hint = The number stands near the eight words.
record-older-button = Show the words from then
record-older-words = { $count ->
    [one] With 1 entry the words were:
   *[other] With { $count } entries the words were:
}
record-older-same = Are they the same as on your paper? Then everything from before is as it was.
record-older-other = Are they not the same? Keep your paper, and show it to the others at the table.
record-older-more = { $count ->
    [one] There is only 1 entry here.
   *[other] There are only { $count } entries here.
}
record-older-gone = If your paper says more, something was taken away. Keep your paper, and show it to the others.
record-older-no-number = Write the number of entries, such as 120.

## Who has seen it.

record-seen-title = Who has seen it
record-seen-nobody = Nobody outside has been asked to keep watch yet.
record-seen-enough = Enough of those who keep watch have seen all of it.
record-seen-not-yet = Not enough of those who keep watch have seen it yet.
record-seen-to = { $count ->
    [one] Enough of those who keep watch have seen the first entry.
   *[other] Enough of those who keep watch have seen the first { $count } entries.
}
record-seen-some = Others look at it, but nobody’s word is needed.
record-watcher-none = has not seen it yet
record-watcher-all = has seen all of it
record-watcher-some = { $count ->
    [one] has seen the first entry
   *[other] has seen the first { $count } entries
}

## Something is wrong.

record-rolled-back = Something is wrong. Somebody outside saw { $seen } entries of a record here, and now there are { $here }.
record-other = Something is wrong. Somebody outside saw another record than the one here.
record-restored = Everything here was put back from a copy. Those who run this server have not said so in public yet.
record-trouble-now = Everything can be read, and nothing can be added until this is cleared up.
record-trouble-do = Keep every paper with older words. Ask the people who run this server what happened, and tell the others.

## What the host did.

record-host-title = What the people who run this server did
record-host-what = Each time they do something with what is kept here, it is written down for everybody.
record-host-nothing = Nothing so far.
record-did-restored = { $count ->
    [one] They put everything back from a copy, and this record began. The one before had 1 entry.
   *[other] They put everything back from a copy, and this record began. The one before had { $count } entries.
}
record-did-key-lost = { $count ->
    [one] They lost the key that signs the record, and this one began. The one before had 1 entry.
   *[other] They lost the key that signs the record, and this one began. The one before had { $count } entries.
}
record-did-build = They began to use this program: { $program }.
record-did-backup = They made a copy of everything, to keep it safe.
record-did-export = They took out everybody’s answers as files.
record-did-read = They went through everybody’s answers to make a map or an account.
record-did-import = They brought in a conversation from elsewhere.
record-did-witnesses = They changed who keeps watch.
record-did-config = They changed how this server is set up.
record-did-erase = They erased what somebody had here, because that person asked.
record-did-times = { $count } times.

## What is in it.

record-in-title = What is in it
record-in-what = Answers come in together, in no order, and answers to a decision only when it is counted.
record-in-statements = Things said
record-in-responses = Answers to things said
record-in-replies = Answers to accounts
record-in-ballots = Answers to decisions
record-in-kept = Other things people did for themselves
record-in-power = What counts for everybody: offers, rules, accounts, decisions and promises
record-in-maps = Maps of where we stand that were shown
record-in-gone = Taken away for good

## Check it yourself.

record-check-title = Check it yourself
record-check-first = On paper:
record-check-paper = compare the words with a paper from last month
record-check-second = Your own things:
record-check-own = check your own words
record-check-program = All of it: on a computer with the program, run
record-check-file = Take the whole record as a file.
record-programs = Files for programs
record-programs-what = A program of your own can check all of it with these.
record-file-now = The record as it is now, signed
record-file-key = The key that it is signed with
record-file-policy = Those who keep watch
record-file-words = Every word that the eight are taken from

## On paper.

record-paper-words = Eight words
record-paper-entries = Entries
record-paper-seen = Seen by others

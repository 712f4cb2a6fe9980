### Check my words: whether what somebody gave is in the record, unchanged.

checking-title = Check my words
checking-unchanged = Your words are in the record, unchanged.
checking-unchanged-lead = Nobody can change them without it showing.
checking-also-held = { $count ->
    [one] 1 more of your answers waits until it is counted. That is as it should be.
   *[other] { $count } more of your answers wait until they are counted. That is as it should be.
}
checking-waiting = { $count ->
    [one] 1 of your things waits for the record. It will be there by { $day }.
   *[other] { $count } of your things wait for the record. They will be there by { $day }.
}
checking-waiting-lead = Things wait so that nobody can tell from the time who did what. You can come back and look again.
checking-held = { $count ->
    [one] Your answer waits until it is counted.
   *[other] Your { $count } answers wait until they are counted.
}
checking-nothing = You have said and answered nothing yet.
checking-not-now = We can’t look at the record just now.
checking-not-now-lead = Try again in a few minutes. If it stays like this, tell somebody at your table.
checking-wrong = { $count ->
    [one] Something is wrong with 1 of your things.
   *[other] Something is wrong with { $count } of your things.
}
checking-wrong-lead = You did nothing wrong. Below you see what it is, with a cross.
checking-destroyed = { $count ->
    [one] 1 of your things was destroyed, and not by you.
   *[other] { $count } of your things were destroyed, and not by you.
}
checking-destroyed-lead = Did you ask whoever runs this to destroy it? Then all is well. If not, do this:
checking-perhaps = Something at this table was changed, and it may be yours.
checking-perhaps-lead = We can’t tell any more whose it was. What we know to be yours is listed below. Look whether something is missing.
checking-perhaps-where = Where it was
checking-keep-page = Keep this page. Print it, or take a picture of it.
checking-do-keep = Press “Keep the proof” where you see it. It is a small file.
checking-do-tell = Show it to two people at your table whom you trust.
checking-do-host = Only then tell whoever runs this place. It may be a mistake, and they can look.

checking-number = Number { $number } in conversation { $conversation }
checking-one-in = In the record as entry { $entry }, unchanged.
checking-one-waits = Waits for the record. It will be there by { $day }.
checking-one-held = Waits until it is counted.
checking-one-taken-back = You took it back. Its place is kept.
checking-one-late = It should be in the record by now, and it is not.
checking-one-destroyed = It was destroyed, and not by you.
checking-one-altered = This is not what you gave us. Somebody changed what is kept here.
checking-one-lost = It is not where it was kept.
checking-keep = Keep the proof

checking-ballots = My answers to decisions
checking-ballot = Decision { $number }
checking-ballot-held = Your answer to decision { $number } waits until it is counted.

checking-replies = What I said to accounts
checking-others = Other things I did
checking-others-what = Your seat, your name, what you bring, reasons you gave, and what you took back.
checking-all-answers = { $count ->
    [one] Your answer is in the record, unchanged.
   *[other] All { $count } of your answers are in the record, unchanged.
}
checking-all-replies = { $count ->
    [one] It is in the record, unchanged.
   *[other] All { $count } are in the record, unchanged.
}
checking-all-others = { $count ->
    [one] 1 thing is in the record, unchanged.
   *[other] All { $count } things are in the record, unchanged.
}
checking-sum-in = { $count ->
    [one] 1 is in the record, unchanged.
   *[other] { $count } are in the record, unchanged.
}
checking-sum-waiting = { $count ->
    [one] 1 waits. It will be in the record by { $day }.
   *[other] { $count } wait. They will be in the record by { $day }.
}
checking-sum-held = { $count ->
    [one] 1 waits until it is counted.
   *[other] { $count } wait until they are counted.
}
checking-sum-taken-back = { $count ->
    [one] You took 1 back. Its place is kept.
   *[other] You took { $count } back. Their places are kept.
}
checking-sum-altered = { $count ->
    [one] 1 is not what you gave us.
   *[other] { $count } are not what you gave us.
}
checking-sum-late = { $count ->
    [one] 1 should be in the record by now, and is not.
   *[other] { $count } should be in the record by now, and are not.
}
checking-sum-destroyed = { $count ->
    [one] 1 was destroyed, and not by you.
   *[other] { $count } were destroyed, and not by you.
}

checking-meaning = What this means
checking-meaning-promise = Whoever runs this place can change what is kept here. Nobody can change it without it showing.
checking-meaning-record = The record is a list that only grows. It has a seal for each thing, and never a name.
checking-meaning-proof = A proof shows that your thing is in the list. It never shows how you answered.
checking-record = See the record of this table

checking-fresh = It will be in the record by { $day }.
checking-fresh-in = It is in the record.

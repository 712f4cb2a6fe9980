### What became of words: the accounts, decisions and promises they are part of.

trail-title = What became of these words
trail-account = Account { $number }
trail-decision = Decision { $number }
trail-promise = Promise { $number }
trail-nothing = Nothing has come of it yet.
trail-in-both = Your words are in account { $account }, { $stage ->
    [agreed] which the group agreed
    [open] which people can still answer
    [waits] which waits to be counted
   *[not] which was not agreed
}, and in decision { $decision }.
trail-in-account = Your words are in account { $account }, { $stage ->
    [agreed] which the group agreed
    [open] which people can still answer
    [waits] which waits to be counted
   *[not] which was not agreed
}.
trail-in-decision = Your words led to decision { $decision }.
trail-more = They are part of { $count ->
    [one] 1 more account or decision
   *[other] { $count } more accounts or decisions
}.
trail-promised = { $count ->
    [one] A promise came of it: { $states }.
   *[other] { $count } promises came of it: { $states }.
}
trail-promised-alone = { $count ->
    [one] A promise answers your words: { $states }.
   *[other] { $count } promises answer your words: { $states }.
}
trail-promise-this = Answer this with a promise

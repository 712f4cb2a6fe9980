### Why something was not done: what to do instead. And the names of fields, as they stand in these sentences.

refusal-empty = Write something in “{ $field }”.
refusal-too-long = “{ $field }” has room for { $max } characters. Take out { $over ->
    [one] 1 character
   *[other] { $over } characters
}.
refusal-too-early = Choose { $day } or later for “{ $field }”.
refusal-too-late = Choose { $day } or earlier for “{ $field }”.
refusal-not-a-day = Write a day that exists in “{ $field }”, such as 2026-12-31.
refusal-out-of-range = Write a number from { $least } to { $most } in “{ $field }”.
refusal-no-seat = Take a seat first. It needs no name and no e-mail.
refusal-already-seated = You already have a seat at this table.
refusal-seat-gone = This seat is not in use any more. You can take a new one.
refusal-not-invited = This table needs an invitation that still works. Ask somebody at the table for one.
refusal-not-found = There is nothing here by that number.
refusal-ended = This conversation ended on { $day }. You can still read it.
refusal-held-elsewhere = This conversation was held somewhere else. You can read it here, but not add to it.
refusal-already-said = Somebody has said exactly this. It is number { $statement }. You can agree with it.
refusal-enough-for-today = One seat can say { $most } things a day here. Come back tomorrow, or answer what others said.
refusal-taken-back = The person who said this took it back.
refusal-not-yours = Only the person whose it is can do this.
refusal-not-answered = You have not answered this, so there is nothing to take back.
refusal-request-over = This request for a card is over.
refusal-cannot-vouch = You can vouch once, not for your own seat, and only if you sat here before the request.
refusal-card-taken = That card is taken. Open the page again to get another one.
refusal-full = There is no room for more of these here.
refusal-changed-meanwhile = Somebody changed this while you were writing. Read what is there now, then send yours again.

field-table-name = Name of the table
field-purpose = What the table is for
field-agreement = How we work together
field-why = Why
field-question = The question
field-open = What is open
field-fixed = What is fixed, and why
field-who-decides = Who can decide
field-who-spends = Who can spend money
field-who-stops = Who can stop it
field-how-decided = How we will decide
field-by-when = Last day to take part
field-hear-back = When people hear back
field-statement = What you want to say
field-reason = In my own words
field-name = Name for this table
field-own-strength = In your own words
field-mark = What is different
field-seat-name = Name of the seat
field-card = The words on the card
field-code = Code
field-how-many = How many people
field-last-day = Last day

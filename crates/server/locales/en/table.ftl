### Tables: setting one, coming to one, sitting down.

set-title = Set a table
set-lead = A table is a group with a purpose. Everybody at it can do the same things, you too.
set-choose = What do you want to start from?
set-back = Start from something else
set-seat-note = You get a seat like everybody’s. Nobody owns a table.
set-name-hint = A few words, such as “Mill Street front door”. Leave out anything private.
set-purpose-hint = What do you want to do together? One or two sentences.
set-agreement-hint = Change these words as you like. The group can change them later, and everybody will see it.
set-findable = Who can find it?
set-button = Set the table
starter-service = A service that people use
starter-note-service = People who use it, run it and pay for it work on it as equals.
starter-purpose-service = We want to make this service better together. People who use it, run it and pay for it decide as equals.
starter-agreement-service =
    Everybody speaks for themselves. Nobody is here as a case or as a job.
    We listen first. It is fine to be angry about how things are.
    We use plain words and ask when we do not know one.
    You can stop at any time. You never have to say why.
    What somebody tells here stays theirs. Ask before you pass it on.
    We say honestly what can change, what cannot, and when people hear back.
    When we do not agree, we write down both sides.
starter-place = A place that people share
starter-note-place = Neighbours, a building, a park, a street.
starter-purpose-place = We want to look after this place together and decide what happens here.
starter-agreement-place =
    Everybody who uses this place can have a say.
    We listen first and keep to one thing at a time.
    We use plain words.
    You can stop at any time. You never have to say why.
    When we do not agree, we write down both sides.
starter-group = A group that plans its own work
starter-note-group = A club, a team, a kitchen table.
starter-purpose-group = We want to plan what we do next, so that everybody has a part in it.
starter-agreement-group =
    Everybody gets a turn before anybody gets two.
    We use what each of us is good at.
    You can stop at any time. You never have to say why.
    When we do not agree, we write down both sides.
starter-blank = Nothing filled in
starter-note-blank = You write all the words yourself.
findable-public = Everybody
findable-note-public = It stands on the first page. Everybody can read it and take a seat.
findable-invitation = People who are invited
findable-note-invitation = Its name stands on the first page. You need an invitation to take a seat and to read.
findable-hidden = Nobody else
findable-note-hidden = It is not shown anywhere. You need an invitation even to know that it is here.
sit-title = Take a seat
sit-nothing-needed = You need no name, no e-mail and no phone. You get a card with words that bring you back.
sit-agreement = How we work together
sit-button = Take a seat
table-title = The table
table-seat-note = You can read first. To say or answer something you need a seat. It takes one press.
table-requests = { $count ->
    [one] Somebody lost their card and asks for help
   *[other] { $count } people lost their cards and ask for help
}
table-doorstep = Only people with a seat can read what is said here.
table-agreement-read = Read how we work together
table-agreement-all = { $version ->
    [1] See it on its own page, or change it
   *[other] See all { $version } versions, or change it
}
table-more = What you can do here
table-open-conversation = Open a conversation
table-invite = Invite people
table-my-page = My page
table-vouch = Vouch for somebody who lost their card
table-code = The code of this table is { $code }.
table-conversations = Conversations
table-no-conversation = There is no conversation yet.
conversation-open = Open
conversation-ended = Ended
conversation-imported = Held elsewhere
conversation-until = Take part until { $day }.
conversation-hear-back = You hear back by { $day }.

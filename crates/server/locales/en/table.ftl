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
table-heard = What we heard
table-heard-agreed = What we heard: agreed by the group
table-late-by = It was promised for { $day }.
table-deciding = Deciding now
table-deciding-all = See all { $count } open decisions
table-came = What came of it
table-decisions = Decisions
table-papers = Papers to print and keep
conversation-open = Open
conversation-ended = Ended
conversation-imported = Held elsewhere
conversation-until = Take part until { $day }.
conversation-hear-back = You hear back by { $day }.

agreement-lead = These words are the group’s own. They hold for everybody here.
agreement-anybody = Anybody with a seat can change these words. Everybody sees the change, and why. The older words stay here.
agreement-change = Change these words
agreement-why-hint = One or two sentences. Everybody can read them.
agreement-button = Change the words for everybody
agreement-saved = Saved. Everybody sees the new words now.
agreement-versions = How these words came to be
agreement-stay = Every version stays here. Nobody can take one away.
agreement-version = Version { $version }, { $day }
agreement-first = The words the table began with.
agreement-stands = These are the words that hold now.
agreement-stood = These are older words. They do not hold any more.

invite-title = Invite people
invite-lead = Anybody with a seat can make an invitation or end one. Everybody with a seat sees them all.
invite-works = Works
invite-full = Used up
invite-over = Too old
invite-ended = Ended
invite-used = { $used ->
    [0] Nobody of { $cap } has used it.
   *[other] { $used } of { $cap } people have used it.
}
invite-until = Last day: { $day }.
invite-link = The link to send:
invite-poster = Print a poster
invite-cards = Print small cards
invite-end = End this invitation
invite-new = Make a new invitation
invite-many-hint = A number, such as 50. Each person who takes a seat with it counts as one.
invite-day-hint = After this day it stops working, such as 2026-12-31.
invite-button = Make an invitation
invite-made = There is a new invitation. Send its link, or print it.
invite-ended-now = The invitation has ended. People who sat down with it keep their seats.

poster-title = Poster
poster-print = To print this page, use “Print” in your browser. It fits on A4 paper.
poster-stopped = This invitation does not work any more. Print one that works.
poster-free = You need no name, no e-mail, no phone.
poster-choice = You can stop at any time. If you do not want to, nothing changes for you.
poster-scan = Point a phone’s camera at the square. Or go to
poster-then = and type this code:
poster-type = Scan the square, or go to { $address } and type
poster-qr = A square code that leads to this table when you scan it
cards-title = Small cards
cards-lead = Eight cards on one page. Print them, cut them out and hand them round.

brings-title = What this group brings
brings-lead = This is what people here say they bring. It never says who.
brings-few = There is nothing to see yet. It shows once { $least } people have said what they bring.
brings-count = about { $count } people
brings-own = In people’s own words
brings-yours = Say what you bring

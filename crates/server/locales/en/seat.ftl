### One's own seat: the card, coming back, one's own page.

card-title = Your card
card-lead = These five words bring you back on any device. Keep them.
card-warning-sign = Important
card-once = We show these words only now. We do not keep them.
card-how = Write them down, take a picture, or print this page. Whoever has them can sit in your seat.
card-seat-name = Your seat is called “{ $name }”. Tell two people here that you trust. They can vouch for you if you lose your card.
card-go-on = Go to the table
card-first = I have kept my words. Go on
card-print = To print the card, use “Print” in your browser.
card-note = To come back, go to { $address }. The table’s code is { $code }.
card-qr = A square code that brings you back when you scan it
card-new-title = A new card
card-new-lead = We cannot show your words again, because we do not keep them. You can make a new card. Then the old one stops.
card-new-button = Make a new card
back-title = Get back in
back-lead = Type what stands on your card.
back-code = The table’s code
back-code-hint = Eight letters and numbers.
back-card = The five words
back-card-hint = In their order. The first four letters of each word are enough.
back-button = Get back in
back-scanned-title = Welcome back
back-scanned-lead = You scanned a card. Press the button to sit down in your seat.
back-count = A card has 5 words. This has { $count }.
back-unknown = No card has the word “{ $word }”. Look at it again.
back-nobody = These words open no seat at that table. Look at the words and at the code.
back-waiting = This card waits until two people at the table vouch for you. So far it is { $vouched }.
back-lost-title = Lost your card?
back-lost = Two people at the table who know you can give you your seat back.
back-lost-link = I lost my card

lost-title = I lost my card
lost-lead = You get a new card. It works once two people at the table say that they know you.
lost-seat-hint = Two words, such as “quiet river”. They stood under the words of your card.
lost-button = Ask for a new card
lost-unknown = We found no such seat at such a table. Look at the code and at the name of the seat.
lost-forgot-title = You do not know your seat’s name?
lost-forgot = Ask somebody at the table whom you told it. If nobody knows it, take a new seat.
waiting-title = Your new card
waiting-lead = Keep these five words. They work once two people at the table vouch for you.
waiting-do = What to do now
waiting-word = Your check word is
waiting-1 = Talk to two people at the table who know you. Meet them or ring them.
waiting-2 = Tell them your check word. They find your request on the table’s page.
waiting-3 = They have { $days } days. After that you can ask again.
waiting-old = When both have vouched, your old card stops. If you find it before, use it: all stays as it was.

vouch-title = Vouch for somebody
vouch-lead = Somebody who lost their card needs two people who know them.
vouch-none = Nobody has asked for a new card just now.
vouch-how = Vouch only if you know this person and they told you the check word. Talk to them first.
vouch-seat = The seat “{ $name }”
vouch-name = Their name here
vouch-word = Check word
vouch-day = Asked on
vouch-so-far = So far
vouch-count = { $count ->
    [0] Nobody has vouched
    [one] 1 person has vouched
   *[other] { $count } people have vouched
}
vouch-button = I know this person and they told me the word
vouch-done = Thank you. You have vouched.
vouch-yours = You have vouched for this one. Somebody else has to vouch too.
vouch-newer = You sat down after this was asked. Somebody who was here before has to vouch.
vouch-own = This is your own seat.
vouch-own-stop = Was it not you? Stop it on your page

paging-label = Pages of this list
paging-back = Page before
paging-on = Next page
paging-said = Page { $page } of { $pages }

me-title = My page
me-seat = Your seat is called “{ $name }”.
me-seat-for = This name never stands beside what you say. Tell it to two people you trust. They can vouch for you if you lose your card.
me-request = On { $day } somebody asked for a new card for your seat.
me-request-how = Was it you? Then do nothing. If it was not you, stop it. Then nobody else gets your seat.
me-request-stop = That was not me. Stop it
me-stopped = Stopped. Nobody gets a new card for your seat.
me-saved = Saved.
me-save = Save
me-carry-on = Carry on
me-skip = Skip this
me-change = Change
me-name-none = No name
me-name-about = your name for this table
me-not-said = You have not said
me-bring-about = what you bring
me-connected-about = how you are connected to this
me-card = Its words bring you back on any device.
me-card-new = Make a new card
me-card-about = for your seat
me-said = What I said
me-said-none = You have said nothing yet.
me-said-all = See all { $count } things you said
me-answers = My answers
me-answers-none = You have answered nothing yet.
me-answers-count = { $count ->
    [one] 1 answer
   *[other] { $count } answers
}
me-yours = It is yours
me-copy = Take a copy of everything you gave
me-copy-note = It is one file, which programs can read too.
me-leave = Leave this table
me-leave-note = Then everything of yours here is destroyed.

said-lead = Only you can see which things you said. Press one to see what became of it, or to take it back.
said-few = Few people have answered it yet.
said-some = Some people have answered it.
said-count = { $count } people have answered it.
said-taken-back = What you took back is destroyed, so it is not in this list.

answers-private = Only you see this page. Others only ever see totals.
answers-agree = You agree.
answers-disagree = You disagree.
answers-pass = You are not sure.
answers-matters = This matters a lot to you.
answers-gone = The person who said this took it back.
answers-change = Change my answer
answers-change-about = to number { $number }

name-lead = You need no name. If you like, choose one for this table.
name-where = It shows on your page. If you lose your card, people who vouch for you see it too. It never stands beside what you say.
name-label = Name
name-hint = A first name or a made-up one. Leave it empty to have no name.

first-step-1 = First of two short questions. You can skip both.
first-step-2 = Second of two short questions. You can skip it.
bring-title = What do you bring?
bring-lead = Everybody here is asked this, whoever they are. Tick any, or skip it.
bring-where = Others see what the group brings, with no names.
bring-wall = See what this group brings
bring-legend = Tick all that fit
bring-own-hint = Anything else you bring. It shows with no name, so leave out what only you would say.
strength-knows-here = I know how things really work here
strength-listens = I listen well
strength-laughter = I make people laugh
strength-hands = I am good with my hands
strength-language = I speak another language
strength-cooks = I can cook
strength-numbers = I am good with numbers
strength-rules = I know the rules
strength-agrees = I can get things agreed
strength-been-through = I have been through it
strength-questions = I ask good questions
strength-looking = I just want to see

connected-title = How are you connected to this?
connected-lead = It helps to check that all sides are heard. Tick any, or skip it.
connected-where = It only shows as totals of 8 people or more. It never stands beside words, and nobody sees yours.
connected-legend = Tick all that fit
connected-or = or
connection-comes = I come here
connection-works = I work here
connection-pays = I plan or pay for services
connection-nearby = I live nearby
connection-cares = I care about somebody who comes here
connection-rather-not = I would rather not say

away-title = Leave this table
away-lead = You can leave at any time. You do not have to say why.
away-gone = What is destroyed
away-gone-said = Everything you said here, and your reasons.
away-gone-answers = All your answers. They come out of every total.
away-gone-about = Your name here, what you bring, and how you are connected.
away-gone-card = Your seat. Your card stops working, on all devices.
away-stays = What stays
away-stays-place = Where your words stood it says: this was taken back.
away-stays-totals = Totals that somebody wrote down or copied before.
away-stays-rules = What you changed for everybody, such as how we work together. It does not say who did it.
away-stays-copies = We cannot get back what others copied, printed or remember.
away-first = Before you go
away-sure = This cannot be undone, by you or by anybody.
away-button = Leave and destroy what is mine
away-stay = Stay at the table
left-title = You left
left-lead = What was yours at that table is destroyed. Your card does not work any more.
left-again = Thank you for being there. You can take a new seat at any time.

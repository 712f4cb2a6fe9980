### Conversations.

## Round every page of a conversation.

talk-back = Back to the question
talk-title = The question
talk-ended = It ended on { $day }. You can still read it.
talk-elsewhere = This was held somewhere else. You can read it here, but not add to it.
pager-label = Pages of this list
pager-back = Back
pager-on = Next
pager-page = Page { $number }
letters-up-to = You can write up to { $count } characters.
letters-one-left = There is room for { $count } more character.
letters-many-left = There is room for { $count } more characters.
letters-none-left = There is no room for more.
letters-one-over = Take out { $count } character.
letters-many-over = Take out { $count } characters.

## Opening a conversation from its offer.

open-back = Back to the table
open-title = Open a conversation
open-lead = First say what people can change, and what they cannot. People can only decide if they know.
open-frozen = These words stay. You can change them later, but everybody will see what changed and why.
open-button = Open the conversation
offer-hint-question = One question that people can answer with ideas. For example: What would make the front door feel safe?
offer-hint-open = What people’s words can change. Then nobody gives their time for nothing.
offer-hint-fixed = What cannot change, and the reason. It is kinder to say so now than later.
offer-hint-who-decides = Say it so that people know where to look. A group or a job is enough.
offer-hint-who-spends = And how much there is. If there is no money, say so.
offer-hint-who-stops = Somebody may be able to say no at the end. People should know that before they start.
offer-hint-how-decided = For example: we talk until nobody has a strong reason against it.
offer-hint-by-when = Until this day people can say and answer things.
offer-hint-hear-back = By this day you tell everybody what became of it. Choose a day you can keep.

## Its home.

home-can-change = What you can change
home-fixed = What is already fixed
home-begin = Have your say
home-how-long = It takes about 5 minutes. You do not need to give your name. You can stop at any time.
home-seat-first = You need a seat to have your say. It takes one press.
home-offer-title = Who decides, and when
home-more = More about this
home-all-count = { $count ->
    [0] Nothing yet.
    [one] 1 thing.
   *[other] { $count } things.
}
home-offer-link = What was offered
home-offer-versions = { $count ->
    [one] It has not changed.
   *[other] It has { $count } versions.
}
elsewhere-size = { $people ->
    [one] 1 person
   *[other] { $shown } people
} answered { $statements ->
    [one] 1 thing that was said.
   *[other] { $statements } things that were said.
}
elsewhere-where = It was held at

## The offer, its versions, and marks on it.

offer-title = What was offered
offer-lead = These are all versions of it, the newest first. Nothing here can be changed without it showing.
offer-version = Version { $number }, { $day }
offer-stands = This one counts
offer-why = Why it changed:
offer-field-changed = Changed
offer-change-link = Change what is offered
offer-marked = Saved. Everybody can read it here.
offer-changed = Saved. This is the new version.
marks-title = This is not what we were told
marks-none = Nobody has said so.
marks-count = { $count ->
    [one] It was marked once: this is not what we were told.
   *[other] It was marked { $count } times: this is not what we were told.
}
marks-about = About version { $version }, { $day }
marks-hint = Is it different from what you were told? Say how. Everybody will see it, without your name.
marks-button = Send it
change-back = What was offered
change-title = Change what is offered
change-lead = The old version stays. Everybody sees both, and why it changed.
change-now = This is there now: version { $number }
change-why = Why it changes
change-why-hint = People who said something before will want to know.
change-button = Change it

## Answering.

turn-begin = { $left ->
    [0] There is nothing to answer yet.
    [one] There is 1 thing to answer.
   *[other] There are { $left } things to answer.
} Stop when you like.
turn-progress = You have answered { $answered }. { $left ->
    [0] There are no more.
    [one] There is 1 more.
   *[other] There are { $left } more.
} Stop when you like.
say-title = What do you think?
say-by = Said by a person in this conversation
say-break = That is { $count }. Want a break?
say-stop = Stop here
say-add = Say something of your own
say-stand = See where we stand
answer-agree = Agree
answer-disagree = Disagree
answer-pass = Not sure, or skip
answer-word-agree = agree
answer-word-disagree = disagree
answer-word-pass = not sure
answer-more = Say more, or mark this as important to me
answer-matters = This matters a lot to me
answer-reason-hint = You do not have to. Everybody can read it. It does not say who wrote it.
answer-then = Now press one of the three answers above. It sends all of this.
answer-choose = Press Agree, Disagree, or Not sure.
answer-again = You answered this before. Press an answer now to change it.
answer-saved = Saved: { $answer }.
answer-change = Change it

## Saying something.

add-title = Say something of your own
add-lead = One idea. Say it so that anybody can answer agree or disagree.
add-hint = Start with a thing, like: The front door should…
add-who-sees = Everybody who can read here will see it. It does not say who said it.
add-button = See how it will look
add-same = Read the one that says this
check-title = Here is how it will look
check-similar = Is it one of these?
check-instead = These are here already. You can agree with one of them instead.
check-yours = Or send yours
check-warning = Look at this
check-send = Send it
check-change = Change it
check-take-back = You can take it back later.
find-phone = This looks like a phone number. Everybody will see it. Is that all right for whoever it belongs to?
find-email = This looks like an e-mail address. Everybody will see it. Is that all right for whoever it belongs to?
find-postcode = This looks like a postcode. People could find out where somebody lives.
find-address = This looks like a web address. People who open it leave this site.

## One statement, and what became of it.

statement-title = What became of number { $number }
statement-short = What became of this
statement-by = Said by a person in this conversation, { $day }
statement-gone = Something was said here. The person took it back.
statement-set-aside = Something was said here. The people who ran this conversation set it aside.
statement-yours = You said this. Only you can see that.
statement-said = Sent. People can answer it now.
statement-withdrawn = You took it back. Your words are gone.
statement-answer-gone = Your answer is taken back.
statement-mine = Your answer: { $answer }
statement-change = You can change it as long as the conversation is open.
statement-take-back = Take my answer back
statement-stands = How it stands now
statement-stands-show = Show how it stands before I answer
statement-no-numbers = There are no numbers yet, because so few people have answered.
statement-reasons = In people’s own words
statement-no-reasons = Nobody has written why yet.
statement-answer-more = Answer what others said
next-title = What happens next
next-hear-back = By { $day } everybody hears what became of this conversation.
withdraw-link = Take it back
withdraw-title = Take back what you said
withdraw-yours = Said by you
withdraw-what = What happens then
withdraw-1 = Your words are destroyed. Nobody can read them here any more, you neither.
withdraw-2 = In their place it says: Something was said here. The person took it back.
withdraw-3 = Nobody can answer it any more.
withdraw-4 = Somebody may have copied it before. We cannot get copies back.
withdraw-button = Take it back
withdraw-keep = Leave it as it is

## Everything that was said, and stopping.

all-title = Everything that was said
all-lead = { $count ->
    [0] Nothing has been said yet.
    [one] 1 thing was said.
   *[other] { $count } things were said. The newest comes first.
}
all-gone = Number { $number } was taken back or set aside
all-row = Number { $number }, { $day }
done-title = Thank you
done-saved = { $count ->
    [0] You have not answered anything yet.
    [one] 1 answer is saved.
   *[other] { $count } answers are saved.
}
done-nothing-left = You have answered everything that is here so far.
done-more = { $count ->
    [one] There is 1 more. You can come back to it.
   *[other] There are { $count } more. You can come back to them.
}
done-go-on = Go on answering
done-card = Your card brings you back on any device.
done-card-link = Your card
done-table = The table

### What changed: the page, the feed and the mail.

changes-title = What changed
changes-mine = What changed at my tables
changes-none = Nothing changed in these days.
changes-earlier = What changed before that
changes-feed = Follow this in a feed reader
changes-feed-note = A feed reader is a program that tells you when a page has something new. Give it this address.
changes-feed-private = This address is only yours. Whoever has it can read what changed here, and nothing more. A new card ends it.
feed-title = What changed at { $table }

change-set = The table was set.
change-agreement = How we work together was changed.
change-rules = How we decide was chosen or changed.
change-promise-late = A promise is late.
change-promise-told = There is something new about a promise.
change-promise-made = A promise was made.
change-decision-closed = A decision was counted.
change-decision-waits = The time to answer a decision is over. Anybody can count it now.
change-decision-opened = A decision was opened. You can answer it.
change-review = It is the day to look at a decision again.
change-account-settled =
    { $agreed ->
        [yes] An account of what we heard is agreed.
       *[no] An account of what we heard was counted. It is not agreed.
    }
change-account-made = There is a new account of what we heard.
change-hear-back = Today is the day to hear what became of a conversation.
change-conversation-ended = A conversation has ended.
change-said =
    { $count ->
        [one] One new thing was said in a conversation.
       *[other] { $count } new things were said in a conversation.
    }
change-offer = What people are told about a conversation was changed.
change-conversation-opened = A conversation was opened.

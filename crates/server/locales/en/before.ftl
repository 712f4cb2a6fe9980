### "Was this asked before?"

before-title = Asked before
before-nothing = Nothing like it was asked, decided or promised here.
before-promised = Promised.
before-decision = Put to a decision.
before-asked = Asked in a conversation.
before-said = Somebody said this.
before-was = Was this asked before?
before-was-box = A few words about it
before-was-button = Look
before-alike = This looks like something that was asked before
before-alike-lead = People get tired when they are asked again and nothing came of it. Have a look at these first.
before-all-the-same = Open it all the same
before-change = Change my words

### News by e-mail: the page that takes an address, the letters, and where their links lead.

address-title = News by e-mail
address-no-post = This server does not send e-mail. You can find all news on the page “What changed”.
address-lead = You do not need this. All news is on the page “What changed”.
address-what = We write only when something changed. The letters hold no names, and no words that people said.
address-hint = Other people may read mail on this phone or computer. Choose an address that only you read.
address-rhythm = How often?
rhythm-each-day = Once a day at most
rhythm-each-week = Once a week at most
address-confirmed = News goes to { $address }.
address-waits = We sent a letter to { $address }. Open the link in it to say yes. Until then we send no news.
address-take-back = No more e-mail, and forget my address
me-mail-note = Only if you want it. Nobody at the table sees your address.

mail-subject-question = Please confirm
mail-subject-news = News
mail-question =
    Somebody gave this address to get news from a group they are part of.

    Was it you? Then open this link and press Yes:
    { $link }

    If it was not you, you do not need to do anything. No news is sent until somebody presses Yes.
mail-news = This is what changed in a group that you are part of.
mail-stop =
    To get no more of these letters, open this link:
    { $link }

letter-title = Do you want news here?
letter-lead = We would send news to { $address } when something changed.
letter-yes = Yes, send me news
letter-no = No more e-mail, and forget this address
letter-confirmed = Thank you. News will come to you.
letter-stop-title = Stop the letters?
letter-stop-lead = We will forget { $address }. Your seat and your words stay as they are.
letter-stopped = Done. No more letters will come.

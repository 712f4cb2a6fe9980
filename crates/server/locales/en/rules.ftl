### How we decide: the rules in words, and choosing them before the first decision.

## Each sort of rule: its name, what it is good for, and three sentences.

rule-consent = Consent
rule-consent-for = It goes ahead unless somebody is worried. Then you talk first.
rule-consent-1 = It goes through when nobody is worried.
rule-consent-2 = When anybody is worried, we talk about it first and then ask everybody again.
rule-quorum = At least { $quorum } in 100 of the people who can answer have to answer.
rule-vote = Most must agree
rule-vote-for = It goes ahead when enough people are for it.
rule-vote-1 = It goes through when { $share } in 100 of those who take a side are for it.
rule-vote-2 = “Yes” and “OK” are for it, “worried” is against it, and “not sure” takes no side.
rule-both = Both sides must agree
rule-both-for = The sides are counted apart, so that nobody who lives with it is outnumbered.
rule-both-1 = These sides are counted apart, as people named them: { $sides }.
rule-both-2 = It goes through when { $share } in 100 of each side are for it, leaving out “not sure”.
rule-both-3 = At least { $quorum } in 100 of the people have to answer, and 8 on each side.
rule-side = “{ $words }”
rule-ranked = Putting choices in order
rule-ranked-for = It picks one of several choices.
rule-ranked-1 = Everybody puts the choices in order, the best one first.
rule-ranked-2 = The Schulze method compares every two choices: the one that more people put higher wins that pair.
rule-ranked-3 = The choice that comes out first is taken, if { $quorum } in 100 of the people answer.
rule-budget = Sharing out money
rule-budget-for = It finds out which things share a sum of money.
rule-budget-1 = Everybody has an equal part of the money, and { $quorum } in 100 of the people have to answer.
rule-budget-2 = Those who want a thing pay for it from their parts, by the Method of Equal Shares.
rule-budget-3 = Then parts grow step by step (add1), and the rest buys the most wanted that fits.
rule-advice = Advice, then somebody decides
rule-advice-for = Everybody gives advice. Then a person you name decides, by a day you name.
rule-advice-1 = Everybody can say yes, OK, not sure or worried, and why.
rule-advice-2 = Then the person who was named before decides, by a day that everybody knows.
rule-advice-3 = They have to answer: it becomes a promise, and everybody sees when it is late.

## How we decide now.

rules-lead = A decision is made by one of these rules. It is chosen before the decision, never after.
rules-none = We have not chosen how we decide yet. That comes before the first decision.
rules-anybody = Anybody with a seat can do this.
rules-choose = Choose how we decide
rules-choose-anew = Choose anew
rules-propose = Propose new rules
rules-change = How this can change
rules-change-now = You can choose anew until the first decision opens. Everybody sees the change.
rules-change-decision = A decision relies on these rules. From now on only a decision can change them.
rules-versions = How these came to be
rules-stay = Every version stays here. A decision keeps the rules it was opened with.
rules-version = Version { $version }, { $day }
rules-decided = Changed by decision { $decision }
rules-no-why = No reason was written.
rules-stand = These are the rules that hold now.
rules-stood = These are older rules. They hold only for decisions that were opened with them.
rules-saved = Saved. This is how you decide now.
rules-account = When “What we heard” is agreed
rules-account-share-says = Each line needs a yes from { $share } in 100 of those who answered it.
rules-account-floor-says = It also needs { $floor } in 100 in each opinion group that can be counted apart.

## Choosing.

rules-choose-lead = Choose this before you decide anything. Then nobody can pick the rule that suits them.
rules-choose-until = You can choose anew until the first decision opens. After that, only a decision changes it.
rules-flatten = Now the numbers differ from rule to rule. Here they become the same for all.
rules-kinds = Which rules do you want to use?
rules-kinds-hint = Tick one or more. Each decision then uses one of them.
rules-quorum = How many must answer
rules-quorum-hint = With fewer answers nothing is decided. 30 in 100 suits a group where not everybody comes each week.
rules-share-hint = So many of those who take a side, or of each side. At least 51. “Not sure” takes no side.
rules-sides-hint = Only for “both sides must agree”. Tick two or more. Nobody has to say which side they are on.
rules-in-100 = in 100
rules-disagreement-hint = Ask the group now. In the middle of a quarrel it is too late.
rules-disagreement-start = We talk first, and whoever is worried is heard. Then we change the proposal and ask everybody again. If we still do not agree, we write down both sides and change nothing yet.
rules-account-what = “What we heard” is a short list of what people said. Everybody answers each line.
rules-account-share = How many must say yes to each line
rules-account-share-hint = Of those who answered it. 60 in 100 is a good start.
rules-account-floor = How many must say yes in each opinion group
rules-account-floor-hint = So that no group of 8 or more is passed over. 40 in 100 is a good start.
rules-why-hint = You do not have to. Everybody can read it.
rules-button = Decide like this from now on
rules-two-sides = Tick two sides or more. Otherwise there are no sides to count apart.
rules-number = Write a number from { $least } to 100 in “{ $field }”.

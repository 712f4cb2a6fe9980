//! Saying things, answering them, changing one's mind, the offer, and where we stand.

use std::collections::BTreeSet;

use crate::World;
use crate::hand::Hand;
use crate::setting::QUESTION;

/// What Ana says. The answers in the story follow the words, not their order, which is drawn.
const SAID: [&str; 4] = [
    "The front door should be open on Sundays",
    "Nobody should have to give a name to come in",
    "There should be tea before any questions",
    "The bell should play a tune",
];
const WITH_A_PHONE_NUMBER: &str = "Ring me on 07700 900123 about the door";
const REASON: &str = "My sister turned round at the word register.";

/// Four things are said. Before the first a phone number is pointed out, and taken out again.
pub(crate) fn say_things(ana: &Hand, talk: &str) {
    ana.go("Say something of your own", "One idea.");
    ana.write("What you want to say", WITH_A_PHONE_NUMBER);
    ana.go("See how it will look", "This looks like a phone number.");
    assert!(ana.says(WITH_A_PHONE_NUMBER));
    ana.go("Change it", "One idea.");
    for (at, words) in SAID.iter().enumerate() {
        ana.write("What you want to say", words);
        ana.go("See how it will look", "Here is how it will look");
        assert!(!ana.says("This looks like a phone number."));
        ana.go("Send it", "Sent. People can answer it now.");
        ana.browser.expect_path(&format!("{talk}/s/{}", at + 1));
        ana.go("Say something of your own", "One idea.");
    }
    ana.go("Back to the question", QUESTION);
}

/// Ben answers all four in the order he is asked: one each way, one with more to it.
pub(crate) fn answer_all(ben: &Hand) {
    ben.go("Have your say", "There are 4 things to answer.");
    let mut heard = BTreeSet::new();
    for answered in 1..=SAID.len() {
        let words = ben.browser.text(".rt-statement__words");
        let then = if answered == SAID.len() {
            "4 answers are saved.".into()
        } else {
            format!("You have answered {answered}.")
        };
        if words == SAID[0] {
            ben.go("Agree", &then);
            assert!(ben.says("Saved: agree."));
        } else if words == SAID[1] {
            ben.unfold("Say more, or mark this as important to me");
            ben.tick("This matters a lot to me");
            ben.write("In my own words", REASON);
            ben.go("Agree", &then);
        } else if words == SAID[2] {
            ben.go("Disagree", &then);
            assert!(ben.says("Saved: disagree."));
        } else {
            ben.go("Not sure, or skip", &then);
            assert!(ben.says("Saved: not sure."));
        }
        heard.insert(words);
    }
    assert_eq!(heard, SAID.iter().map(|words| (*words).to_owned()).collect(), "each was asked once");
}

/// An answer is changed from one's own page; another is taken back on the page of what was said.
pub(crate) fn change_and_take_back(ben: &Hand, table: &str) {
    ben.go("My page", "Your seat is called");
    ben.go("4 answers: What would make the front door feel safe?", "Only you see this page.");
    assert!(ben.says("This matters a lot to you.") && ben.says(REASON));
    ben.go("Change my answer to number 3", "What do you think?");
    let given = "return document.querySelector('[aria-pressed=true]').innerText.trim()";
    assert_eq!(ben.browser.execute(given), "Disagree");
    // It is the last to answer, so the thanks come again.
    ben.go("Agree", "Saved: agree.");
    ben.go("My page", "Your seat is called");
    ben.go("4 answers: What would make the front door feel safe?", "Only you see this page.");
    assert!(!ben.says("You disagree."), "the last answer counts");
    ben.go("Change my answer to number 4", "What do you think?");
    ben.go("Agree", "Saved: agree.");
    ben.go("Change it", "What became of number 4");
    ben.go("Take my answer back", "Your answer is taken back.");
    ben.browser.expect_path(&format!("{table}/c/1/s/4"));
    ben.go("My page", "Your seat is called");
    assert!(ben.says("3 answers"));
}

/// What is there already stands first; Ben sends his all the same, and later takes it back.
pub(crate) fn say_something_similar_and_withdraw_it(ben: &Hand) {
    ben.go("3 answers: What would make the front door feel safe?", "Only you see this page.");
    ben.go(QUESTION, "Who decides, and when");
    ben.go("Say something of your own", "One idea.");
    ben.write("What you want to say", "The front door should be open on Sunday mornings");
    ben.go("See how it will look", "Is it one of these?");
    let order = "const at = s => document.body.innerText.indexOf(s);\
         return at('The front door should be open on Sundays') < at('The front door should be open on Sunday mornings')";
    assert_eq!(ben.browser.execute(order), true, "what is there already stands first");
    ben.go("Send it", "Sent. People can answer it now.");
    assert!(ben.says("What became of number 5"));
    ben.go("Take it back", "What happens then");
    ben.go("Leave it as it is", "What became of number 5");
    ben.go("Take it back", "What happens then");
    ben.go("Take it back", "You took it back. Your words are gone.");
    assert!(ben.says("Something was said here. The person took it back."));
    assert!(!ben.says("Sunday mornings"));
}

/// "This is not what we were told" is seen by all; so is a change, with what it was before.
pub(crate) fn mark_and_change_the_offer(world: &World, ben: &Hand, ana: &Hand, talk: &str) {
    ben.go("Back to the question", "Who decides, and when");
    ben.go("What was offered", "Nobody has said so.");
    ben.go("Send it", "Something needs another look");
    ben.write("What is different", "We were told the rent ends in 2027.");
    ben.go("Send it", "Saved. Everybody can read it here.");

    ana.open(&world.url(talk), QUESTION);
    assert!(ana.says("It was marked once: this is not what we were told."));
    ana.go("What was offered", "We were told the rent ends in 2027.");
    ana.go("Change what is offered", "The old version stays.");
    ana.write("What is fixed, and why", "The building, until the end of 2027.");
    ana.write("Why it changes", "We looked at the contract.");
    ana.go("Change it", "Saved. This is the new version.");

    ben.open(&world.url(talk), "It has 2 versions.");
    assert!(ben.says("The building, until the end of 2027."));
    ben.go("What was offered", "We looked at the contract.");
    assert!(ben.says("Version 2,") && ben.says("Version 1,") && ben.says("We rent it until 2030."));
    let changed = "return [...document.querySelectorAll('.govuk-summary-list__key')]\
         .map(key => key.innerText).filter(key => key.includes('Changed'))";
    let changed = ben.browser.execute(changed);
    let changed: Vec<&str> =
        changed.as_array().into_iter().flatten().filter_map(|key| key.as_str()).collect();
    assert!(changed.len() == 1 && changed[0].starts_with("What is fixed, and why"), "{changed:?}");
}

/// Words first; few people, so no numbers, on the page as in the file.
pub(crate) fn see_where_we_stand(ben: &Hand, talk: &str) {
    ben.go("Back to the question", "Who decides, and when");
    ben.go("Where we stand", "Too few people have answered so far.");
    ben.browser.expect_path(&format!("{talk}/stand"));
    assert!(ben.says("This is not a vote and no one has won."));
    let csv = ben.download("Get the numbers as a file for spreadsheets (CSV)");
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 1 + SAID.len(), "a head, and a line for each that stands: {csv}");
    assert!(SAID.iter().all(|words| csv.contains(words)) && !csv.contains("Sunday mornings"), "{csv}");
    assert!(
        lines[1..].iter().all(|line| line.matches('*').count() == 3),
        "under 8 people, no numbers: {csv}"
    );
}

//! What the demonstration promises.

use server::issue::Heard;
use store::{House, Journal};
use table::{Connection, Conversation, Day, Findable, Kept, Table, look};
use voice::groups::Verdict;
use voice::ideal::Workers;
use voice::publish::{self, Cell, Cut};
use voice::responses::Tally;
use voice::standing::{Footing, Standing, stand};

use super::{door, fill, ideas::IDEAS, lunch, people, words};

/// Labels and office words that no page says: what is "wrong" with people, and what they are "to" a service.
const NOT_OUR_WORDS: [&str; 33] = [
    "service user",
    "user",
    "client",
    "case",
    "beneficiary",
    "participant",
    "hard to reach",
    "disengaged",
    "did not attend",
    "the homeless",
    "rough sleeper",
    "addict",
    "alcoholic",
    "vulnerable",
    "chaotic",
    "complex need",
    "lived experience",
    "expert by experience",
    "professional",
    "consultation",
    "stakeholder",
    "commissioner",
    "deliver",
    "account",
    "log in",
    "submit",
    "vote",
    "diagnosis",
    "mentally ill",
    "patient",
    "offender",
    "victim",
    "disorder",
];

fn today() -> Day {
    "2026-11-22".parse().unwrap()
}

/// The tables of a house as its journal tells them, in order.
fn fold(house: &House) -> Vec<Table> {
    let journal = house.journal().unwrap();
    let fold_one = |id| {
        let mut table: Option<Table> = None;
        journal
            .follow(id, 0, &mut |kept, day| match (&mut table, &kept) {
                (None, Kept::Whole(first)) => table = Table::begin(first, day),
                (Some(table), kept) => table.apply_kept(kept, day),
                (None, Kept::Erased(..) | Kept::Altered(..)) => panic!("a table begins with its setting"),
            })
            .unwrap();
        table.unwrap()
    };
    journal.tables().unwrap().into_iter().map(fold_one).collect()
}

fn filled() -> (tempfile::TempDir, Vec<Table>) {
    let directory = tempfile::tempdir().unwrap();
    let house = House::open(directory.path()).unwrap();
    fill(&house, today()).unwrap();
    let tables = fold(&house);
    (directory, tables)
}

fn live_tallies(conversation: &Conversation) -> Vec<(u32, Tally)> {
    let position = |(number, _)| Conversation::position(number);
    conversation.live().map(position).map(|at| (at, conversation.responses.tally(at))).collect()
}

fn standing_of(conversation: &Conversation) -> Standing {
    stand(live_tallies(conversation), conversation.responses.people())
}

/// Every text a person can read, whoever said it.
fn texts() -> Vec<&'static str> {
    let mut texts = words::ALL.to_vec();
    texts.extend(lunch::all());
    texts.extend(door::all());
    texts.extend(IDEAS.iter().map(|idea| idea.text));
    texts.extend(IDEAS.iter().flat_map(|idea| idea.because.iter().map(|(_, reason)| *reason)));
    texts.extend(people::texts());
    texts
}

fn sentences(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.split(['.', '?', '!', '\n'])
        .map(|part| part.split_whitespace().collect())
        .filter(|s: &Vec<_>| !s.is_empty())
}

#[test]
fn two_fills_fold_to_the_same_state() {
    let ((_kept, one), (_kept_too, other)) = (filled(), filled());
    assert_eq!(one, other);
    let ids: Vec<String> = one.iter().map(|table| table.id.to_string()).collect();
    assert_eq!(ids, ["manyhand", "tuesdays", "frntdesk"]);
}

#[test]
fn a_house_that_holds_a_table_is_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    let house = House::open(directory.path()).unwrap();
    fill(&house, today()).unwrap();
    let before = fold(&house);
    fill(&house, today().plus(3)).unwrap();
    assert_eq!(fold(&house), before);
}

#[test]
fn another_day_moves_the_days_and_nothing_else() {
    let directory = tempfile::tempdir().unwrap();
    let house = House::open(directory.path()).unwrap();
    fill(&house, today().plus(100)).unwrap();
    let (_kept, now) = filled();
    for (now, later) in now.iter().zip(fold(&house)) {
        assert_eq!(later.set_on, now.set_on.plus(100));
        let (now, later) = (&now.conversations[0], &later.conversations[0]);
        assert_eq!(now.responses, later.responses);
        assert_eq!(now.reasons, later.reasons);
    }
}

#[test]
fn the_first_table_is_as_full_as_stated() {
    let (_kept, tables) = filled();
    let table = &tables[0];
    let conversation = &table.conversations[0];
    assert_eq!(table.findable, Findable::Public);
    assert_eq!(table.seats().count(), 64);
    assert_eq!(conversation.responses.people(), 64, "everybody answered something");
    assert_eq!(conversation.statements.len(), IDEAS.len());
    assert_eq!(conversation.live().count(), IDEAS.len() - 1, "one was taken back");
    assert!((1_000..2_000).contains(&conversation.responses.len()), "{}", conversation.responses.len());
    let reasons = conversation.reasons.len();
    assert!((25..60).contains(&reasons), "{reasons} reasons");
    assert_eq!((table.agreement.len(), conversation.marks.len()), (2, 1));
    let (version, stands) = conversation.offer().unwrap();
    assert_eq!((version, conversation.marks[0].version), (2, 1), "the mark came first, then the change");
    assert!(stands.why.is_some());
    assert_eq!((stands.offer.by_when, stands.offer.hear_back), (today().plus(28), today().plus(56)));
    assert!(table.seats().filter(|(_, seat)| !seat.strengths.is_empty()).count() > 40);
    assert!(table.seats().filter(|(_, seat)| seat.name.is_some()).count() >= 8);
}

#[test]
fn what_was_taken_back_is_in_no_file() {
    let (directory, _tables) = filled();
    let holds = |words: &str| {
        std::fs::read_dir(directory.path()).unwrap().any(|entry| {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap();
            bytes.windows(words.len()).any(|window| window == words.as_bytes())
        })
    };
    for idea in IDEAS {
        assert_eq!(holds(idea.text), idea.taken_back.is_none(), "{}", idea.text);
    }
}

#[test]
fn answers_come_over_three_weeks_and_no_statement_hogs_them() {
    let (_kept, tables) = filled();
    let conversation = &tables[0].conversations[0];
    assert_eq!(conversation.opened_on, today().plus(people::OPENED));
    let early: Vec<u32> = live_tallies(conversation)
        .into_iter()
        .filter(|(at, _)| IDEAS.len() - 6 > *at as usize)
        .map(|(_, tally)| tally.seen())
        .collect();
    let exposure = voice::hearing::exposure(&early);
    assert!(exposure.least >= 15 && exposure.most <= 2 * exposure.median, "{exposure:?}");
}

#[test]
fn there_is_agreement_difference_and_a_strong_minority() {
    let (_kept, tables) = filled();
    let standing = standing_of(&tables[0].conversations[0]);
    let overview = standing.overview();
    assert_eq!(overview.footing, Footing::Table);
    assert!(overview.mostly_agree >= 8, "{overview:?}");
    assert!(overview.mostly_disagree >= 1, "{overview:?}");
    assert!(overview.differ >= 6, "{overview:?}");
    assert!(overview.not_sure_yet >= 1, "{overview:?}");
    assert!((3..=10).contains(&overview.few_have_answered), "{overview:?}");
    assert!(overview.minority_strong >= 3, "{overview:?}");
}

#[test]
fn the_map_has_groups_with_something_in_common() {
    let (_kept, tables) = filled();
    let map = Heard::of(&tables[0].conversations[0]).issue(Workers::ONE).published;
    assert_eq!((map.verdict, map.groups.len()), (Verdict::Clear, 3), "{:?}", map.method);
    let groups = map.all_agree.len();
    assert!(groups >= 6 && map.bridges.len() >= 6 && map.divides.len() >= 10, "{map:?}");
    assert!(map.minorities.len() >= 3 && map.marks.len() >= 50, "{map:?}");
}

#[test]
fn how_people_are_connected_can_be_published() {
    let (_kept, tables) = filled();
    let count = |connection: &Connection| {
        tables[0].seats().filter(|(_, seat)| seat.connections.contains(connection)).count()
    };
    let cells: Vec<u32> = Connection::ALL.iter().map(|one| u32::try_from(count(one)).unwrap()).collect();
    let Cut::Cells(shown) = publish::choices(64, &cells) else { panic!("withheld: {cells:?}") };
    let rounded = shown.iter().filter(|cell| matches!(cell, Cell::Rounded(_))).count();
    assert!(rounded >= 4, "{cells:?}");
}

#[test]
fn six_people_are_spoken_of_in_words() {
    let (_kept, tables) = filled();
    let table = &tables[1];
    let conversation = &table.conversations[0];
    assert_eq!(table.findable, Findable::Invitation);
    assert_eq!((table.seats().count(), conversation.responses.people()), (6, 6));
    assert_eq!(table.invitations[0].used, 5, "whoever set the table needed none");
    let overview = standing_of(conversation).overview();
    assert_eq!(overview.footing, Footing::WordsOnly);
    assert!(
        overview.mostly_agree >= 2 && overview.differ >= 1 && overview.few_have_answered >= 1,
        "{overview:?}"
    );
    let counted = live_tallies(conversation)
        .into_iter()
        .filter(|(_, tally)| matches!(publish::statement(*tally), publish::Heard::Counts(_)));
    assert_eq!(counted.count(), 0, "no counts of so few");
}

#[test]
fn words_are_plain_and_no_label_is_on_anybody() {
    for text in texts() {
        let lower = text.to_lowercase();
        let spaced: String = lower.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        let spaced = format!(" {} ", spaced.split_whitespace().collect::<Vec<_>>().join(" "));
        for label in NOT_OUR_WORDS {
            assert!(!spaced.contains(&format!(" {label} ")), "{label:?} in {text:?}");
            assert!(!spaced.contains(&format!(" {label}s ")), "{label:?} in {text:?}");
        }
        assert_eq!(look(text), [], "{text:?} could lead to somebody");
        for sentence in sentences(text) {
            assert!(sentence.len() <= 20, "{} words: {sentence:?}", sentence.len());
        }
    }
}

#[test]
fn statements_are_short_and_each_said_once() {
    for idea in IDEAS {
        assert!(idea.text.chars().count() <= 140, "{}", idea.text);
        assert!((people::OPENED..=0).contains(&idea.said), "{}", idea.text);
    }
    let all: Vec<usize> = texts().into_iter().flat_map(sentences).map(|sentence| sentence.len()).collect();
    let total: usize = all.iter().sum();
    assert!(total <= 10 * all.len(), "{total} words in {} sentences", all.len());
    let letters: usize = texts().iter().flat_map(|text| text.split_whitespace()).map(str::len).sum();
    assert!(letters <= 5 * total, "words of {letters} letters for {total} words are too long");
}

#[test]
fn the_days_of_a_table_go_one_way() {
    let directory = tempfile::tempdir().unwrap();
    let house = House::open(directory.path()).unwrap();
    fill(&house, today()).unwrap();
    let journal = house.journal().unwrap();
    for id in journal.tables().unwrap() {
        let mut days = Vec::new();
        journal.follow(id, 0, &mut |_, day| days.push(day)).unwrap();
        assert!(days.is_sorted() && days.last() <= Some(&today()), "{id}");
    }
}

#[test]
fn the_third_table_shows_an_agreed_account_and_a_rival() {
    let (_kept, tables) = filled();
    let accounts = &tables[2].accounts;
    assert_eq!(accounts.iter().map(table::Account::is_agreed).collect::<Vec<_>>(), [true, false]);
    assert_eq!(accounts[0].lines.len(), 5);
    assert!(matches!(&accounts[0].origin, table::AccountOrigin::Called(certificate) if certificate.holds));
    assert!(!accounts[0].settled.as_ref().unwrap().groups.is_empty(), "the groups are asked each");
    for account in accounts {
        let words: usize = account.lines.iter().map(|line| account.not_quite(*line).len()).sum();
        assert!(words >= 2 && !account.missing_words().is_empty(), "{:?}", account.number);
    }
}

#[test]
fn the_third_table_decided_by_every_rule() {
    use table::CameTo::{Advised, Chosen, Passed, Shared, TalkFirst};
    let (_kept, tables) = filled();
    let decisions = &tables[2].decisions;
    let came_to = |decision: &table::Decision| Some(decision.closed.as_ref()?.outcome.came_to());
    let expected = [TalkFirst, Passed, Passed, Passed, Chosen(0), Shared, Advised].map(Some);
    assert_eq!(decisions.iter().map(came_to).take(7).collect::<Vec<_>>(), expected);
    let kinds: std::collections::BTreeSet<_> = decisions.iter().map(|one| one.question.kind()).collect();
    assert_eq!(kinds.len(), table::RuleKind::ALL.len());
    let [waits, open] = &decisions[7..] else { panic!("{}", decisions.len()) };
    assert!(waits.closed.is_none() && !waits.is_open(today()) && waits.not_here.is_some());
    assert!(open.is_open(today()));
    let dissent: usize = decisions.iter().map(|decision| decision.words().len()).sum();
    assert!(dissent >= 6, "{dissent}");
}

#[test]
fn the_third_tables_promises_stand_in_every_way() {
    use table::PromiseState::{Doing, Kept, Late, Partly, SaidDone, Waiting, WillNot};
    let (_kept, tables) = filled();
    let states: Vec<_> = tables[2].promises.iter().map(|promise| promise.state(today())).collect();
    assert_eq!(states, [WillNot, Kept, Partly, Late, Doing, SaidDone, Waiting, Waiting]);
}

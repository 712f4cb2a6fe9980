//! What was altered keeps its place and is never shown; everything else stands.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "this is a test")]

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;
use table::{
    About, AccountCommand, AccountNo, Actor, Ballot, Change, Choice, Command, ConversationNo,
    DecisionCommand, DecisionNo, Event, Findable, InviteCode, Kept, Kind, NotHere, Opening, Passing,
    PromiseCommand, PromiseNo, PromiseState, Question, ReasonChange, Refusal, Said, SeatNo, Stage, Stand,
    StatementNo, Table, Tidings, Trace, asked_before,
};

mod begun;
mod life;
mod steps;

use begun::{begun, live};
use life::{Journal, Life, hash, offer, today, words};
use steps::{any_step, proposal};

const FIRST: ConversationNo = ConversationNo(1);
const HOST: Actor = Actor::Seat(SeatNo(0));

/// Alters every entry of a kind, as somebody would who can write to the data.
fn alter(journal: &mut Journal, kind: Kind) {
    alter_those(journal, |event| event.kind() == kind);
}

fn alter_those(journal: &mut Journal, is_one: impl Fn(&Event) -> bool) {
    for (kept, _) in &mut journal.0 {
        if let Kept::Whole(event) = &*kept
            && is_one(event)
        {
            *kept = Kept::Altered(event.kind(), event.about());
        }
    }
}

/// All texts in some events.
fn texts<'a>(events: impl Iterator<Item = &'a Event>) -> BTreeSet<String> {
    fn gather(value: &Value, into: &mut BTreeSet<String>) {
        match value {
            Value::String(text) => drop(into.insert(text.clone())),
            Value::Array(all) => all.iter().for_each(|one| gather(one, into)),
            Value::Object(all) => all.values().for_each(|one| gather(one, into)),
            _ => {}
        }
    }
    let mut all = BTreeSet::new();
    events.for_each(|event| gather(&serde_json::to_value(event).unwrap(), &mut all));
    all
}

/// Everything that was not altered, and was not taken back since, stands under its own number.
fn whole_ones_stand(table: &Table, journal: &Journal) {
    for event in journal.whole() {
        match event {
            Event::StatementMade { conversation, statement, text, .. } => {
                let there = table.conversation(*conversation).unwrap().statement(*statement).unwrap();
                assert_eq!(there.said.as_ref().map(|said| &said.text), Some(text));
            }
            Event::ConversationOpened { conversation, seed, .. } => {
                assert_eq!(table.conversation(*conversation).unwrap().seed, *seed);
            }
            Event::SeatTaken { seat, .. } => assert!(table.seat(*seat).is_some()),
            Event::Account(table::AccountEvent::Written { account, lines, .. }) => {
                assert_eq!(table.account(*account).unwrap().lines, *lines);
            }
            Event::Decision(table::DecisionEvent::Opened(opened)) => {
                assert_eq!(table.decision(opened.decision).unwrap().question, opened.question);
            }
            Event::Promise(table::PromiseEvent::Made { promise, by, .. }) => {
                assert_eq!(table.promise(*promise).unwrap().by, *by);
            }
            _ => {}
        }
    }
}

/// Looks at all there is, as pages do.
fn look(table: &Table) {
    let days = [today().plus(-900), today(), today().plus(900)];
    for day in days {
        for changed in table.changes(days[0], days[2]) {
            assert!(changed.on >= days[0]);
        }
        assert_eq!(table.promises_by_state(day).len(), table.promises.len());
    }
    let trace = Trace::of(table);
    for promise in &table.promises {
        let became = table::Became::Promise(promise.number);
        assert!(became.stage(table, today()).is_some());
        trace.behind(became);
    }
    assert!(asked_before(table, "a bell", 9).len() <= 9);
    for conversation in &table.conversations {
        assert!(conversation.askable().count() <= conversation.live().count());
        assert!(!conversation.question().is_empty());
    }
}

type Steps = Vec<(Actor, Command, i32)>;

/// No code is drawn twice: nobody hits one of so many by chance, and a second invitation would take the place of the first one
/// where that was altered.
fn with_codes_of_their_own(mut steps: Steps, mut more: Steps) -> (Steps, Steps) {
    let mut drawn = BTreeSet::from([InviteCode::from_number(7)]);
    let mut is_new = |command: &Command| match command {
        Command::Invite { code, .. } => drawn.insert(*code),
        _ => true,
    };
    steps.retain(|(_, command, _)| is_new(command));
    more.retain(|(_, command, _)| is_new(command));
    (steps, more)
}

/// Whose number is in their content alone, so that it goes with whoever leaves: after that they are counted. An entry that
/// was altered into one of these, or from one, puts that count out until the next of them names its number.
fn is_counted(kind: Kind) -> bool {
    matches!(kind, Kind::SeatTaken | Kind::CardAsked)
}

fn any_kind() -> impl Strategy<Value = Kind> {
    prop::sample::select(Kind::ALL.to_vec())
}

fn any_about() -> impl Strategy<Value = About> {
    let number = || prop::option::of(prop_oneof![6 => 0u32..9, 1 => Just(u32::MAX)]);
    (number(), number(), number()).prop_map(|(conversation, statement, item)| About {
        conversation: conversation.map(ConversationNo),
        statement: statement.map(StatementNo),
        item,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn whatever_was_altered_nothing_of_it_shows_and_the_rest_stands(
        steps in prop::collection::vec(any_step(), 1..120),
        altered in prop::collection::vec((any::<Index>(), prop::option::weighted(0.3, (any_kind(), any_about()))), 1..12),
        more in prop::collection::vec(any_step(), 1..40),
    ) {
        let (steps, more) = with_codes_of_their_own(steps, more);
        let mut life = begun(Findable::Public);
        live(&mut life, &steps);
        let entries = life.journal.0.len();
        let mut hit = BTreeSet::new();
        let mut are_numbers_told = true;
        for (at, instead) in altered {
            // The table itself is the first entry; without it there is none.
            let at = 1 + at.index(entries - 1);
            let (kept, _) = &mut life.journal.0[at];
            if let Kept::Whole(event) = kept.clone() {
                hit.insert(at);
                let (kind, about) = instead.unwrap_or((event.kind(), event.about()));
                are_numbers_told &= kind == event.kind() || !(is_counted(kind) || is_counted(event.kind()));
                *kept = Kept::Altered(kind, about);
            }
        }
        let before = begun_and_lived(&steps);
        let folded = life.journal.fold();
        prop_assert_eq!(folded.altered().len(), hit.len());
        whole_ones_stand(&folded, &life.journal);
        look(&folded);
        let left = texts(life.journal.whole());
        let shown = format!("{folded:?}");
        for text in texts(hit.iter().map(|at| &before[*at])).difference(&left) {
            prop_assert!(!shown.contains(&format!("{text:?}")), "{}", text);
        }
        // Life goes on, and the journal still says all there is.
        life.table = folded;
        live(&mut life, &more);
        let folded = life.journal.fold();
        whole_ones_stand(&folded, &life.journal);
        look(&folded);
        prop_assert!(!are_numbers_told || folded == life.table, "{:?}\n{:?}", folded, life.table);
    }

    #[test]
    fn what_moves_a_conversation_is_about_it(steps in prop::collection::vec(any_step(), 1..90)) {
        let mut life = begun(Findable::Public);
        for (actor, command, days) in &steps {
            life.today = life.today.plus(*days);
            let before: Vec<u64> = life.table.conversations.iter().map(|one| one.moved).collect();
            let answers: Vec<_> = life.table.conversations.iter().map(|one| one.responses.tallies().to_vec()).collect();
            let secret = matches!(
                command,
                Command::Account(_) | Command::Decision(_) | Command::Promise(_) | Command::Mail(_)
            );
            let done = life.does(*actor, command).is_ok();
            for (at, conversation) in life.table.conversations.iter().enumerate().take(before.len()) {
                prop_assert!(!(done && secret) || conversation.moved == before[at], "{:?}", command);
                let is_same = conversation.responses.tallies() == answers[at];
                prop_assert!(is_same || conversation.moved > before[at], "{:?}", command);
            }
        }
    }
}

/// The events of the same life, by their place in the journal; those that were erased are left out of what is compared.
fn begun_and_lived(steps: &[(Actor, Command, i32)]) -> Vec<Event> {
    let mut life = begun(Findable::Public);
    live(&mut life, steps);
    let blank = Event::SeatLeft { seat: SeatNo(0) };
    let whole = |(kept, _): &(Kept, _)| match kept {
        Kept::Whole(event) => event.clone(),
        Kept::Erased(..) | Kept::Altered(..) => blank.clone(),
    };
    life.journal.0.iter().map(whole).collect()
}

fn said(table: &Table, number: u32) -> &Said {
    table.conversation(FIRST).unwrap().said(StatementNo(number)).unwrap()
}

fn answer(statement: u32) -> Command {
    Command::Respond {
        conversation: FIRST,
        statement: StatementNo(statement),
        choice: Choice::Agree,
        matters: false,
        reason: ReasonChange::Keep,
        drawn: None,
    }
}

#[test]
fn a_statement_keeps_its_place_counts_and_can_not_be_asked_about() {
    let mut life = Life::new(Findable::Public);
    let one = life.sit(1);
    life.does(HOST, &Command::OpenConversation { offer: offer(), seed: [9; 32] }).unwrap();
    for text in ["a bell", "a bench", "a lamp"] {
        life.does(one, &Command::Say { conversation: FIRST, text: words(text) }).unwrap();
    }
    life.does(HOST, &answer(2)).unwrap();
    let second = |event: &Event| matches!(event, Event::StatementMade { statement: StatementNo(2), .. });
    let entry = 1 + life.journal.whole().position(second).unwrap() as u64;
    alter_those(&mut life.journal, second);
    life.table = life.journal.fold();
    let conversation = life.table.conversation(FIRST).unwrap();
    assert_eq!(
        life.table.altered(),
        [(Kind::StatementMade, About::conversation(FIRST, Some(StatementNo(2))))]
    );
    assert_eq!((said(&life.table, 2).altered, said(&life.table, 2).seat), (Some(entry), None));
    assert_eq!(said(&life.table, 3).text, words("a lamp"));
    assert_eq!(conversation.live().count(), 3, "it counts as it did");
    assert_eq!(conversation.responses.tally(1).agree, 1);
    let askable: Vec<u32> = conversation.askable().map(|(number, _)| number.0).collect();
    assert_eq!(askable, [1, 3]);
    assert!(!conversation.similar_to("a bench", 9).contains(&StatementNo(2)));
    assert_eq!(life.does(one, &answer(2)), Err(Refusal::Altered));
    let take_back = Command::WithdrawStatement { conversation: FIRST, statement: StatementNo(2) };
    assert_eq!(life.does(one, &take_back), Err(Refusal::Altered));
    life.does(one, &answer(3)).unwrap();
    // The same words can be said again, and have the next number.
    life.does(one, &Command::Say { conversation: FIRST, text: words("a bench") }).unwrap();
    assert_eq!(said(&life.table, 4).text, words("a bench"));
    // Whoever said it took it back before it was altered: then it was taken back.
    life.does(one, &Command::WithdrawStatement { conversation: FIRST, statement: StatementNo(1) }).unwrap();
    let first =
        life.journal.0.iter_mut().find(|(kept, _)| matches!(kept, Kept::Erased(Kind::StatementMade, _)));
    first.unwrap().0 = Kept::Altered(Kind::StatementMade, About::conversation(FIRST, Some(StatementNo(1))));
    assert_eq!(life.journal.fold().conversation(FIRST).unwrap().said(StatementNo(1)), None);
}

#[test]
fn what_stood_is_not_shown_as_what_stands() {
    let mut life = begun(Findable::Public);
    let agreement = Command::ChangeAgreement { over: 1, text: words("All at once"), why: words("Quicker") };
    life.does(HOST, &agreement).unwrap();
    let mut changed = offer();
    changed.fixed = words("The rent");
    let change =
        Command::ChangeOffer { conversation: FIRST, over: 1, offer: changed, why: words("We asked") };
    life.does(HOST, &change).unwrap();
    for kind in [Kind::AgreementChanged, Kind::OfferChanged, Kind::RulesChosen] {
        alter(&mut life.journal, kind);
    }
    life.table = life.journal.fold();
    let (version, stands) = life.table.agreement();
    assert_eq!((version, stands.altered.is_some()), (2, true));
    let conversation = life.table.conversation(FIRST).unwrap();
    let (version, stands) = conversation.offer().unwrap();
    assert_eq!((version, stands.altered.is_some(), stands.offer.by_when), (2, true, offer().by_when));
    assert!(conversation.is_open(today()), "a change that is not known closes nothing");
    let (version, stands) = life.table.rules().unwrap();
    assert_eq!((version, stands.altered.is_some(), stands.rules.rules.len()), (1, true, 0));
    let opening = Opening {
        conversation: None,
        proposal: proposal(Vec::new()),
        question: Question::Proposal { by: Passing::Consent },
        closes: today().plus(3),
        seed: [7; 32],
    };
    let open = Command::Decision(DecisionCommand::Open(Box::new(opening)));
    assert_eq!(life.does(HOST, &open), Err(Refusal::Altered));
    let again = Command::ChangeAgreement { over: 2, text: words("One at a time"), why: words("As it was") };
    life.does(HOST, &again).unwrap();
    assert_eq!(life.table.agreement().1.altered, None, "written anew it can be read");
}

#[test]
fn a_result_that_was_altered_is_not_counted_again() {
    let mut life = begun(Findable::Public);
    let decision = DecisionNo(1);
    let ballot = || Ballot::Stand { stand: Stand::Yes, words: None };
    let cast = |ballot| Command::Decision(DecisionCommand::CastBallot { decision, ballot });
    life.does(HOST, &cast(ballot())).unwrap();
    let not_here = NotHere { people: Vec::new(), words: words("Nobody") };
    let who = DecisionCommand::AnswerWhoIsNotHere { decision, not_here };
    life.does(HOST, &Command::Decision(who)).unwrap();
    life.today = today().plus(7);
    let close = Command::Decision(DecisionCommand::Close { decision });
    let settle = Command::Account(AccountCommand::Settle { account: AccountNo(1) });
    life.does(HOST, &close).unwrap();
    life.does(HOST, &settle).unwrap();
    alter(&mut life.journal, Kind::DecisionClosed);
    alter(&mut life.journal, Kind::AccountSettled);
    life.table = life.journal.fold();
    let decided = life.table.decision(decision).unwrap();
    assert!(decided.is_altered() && decided.closed.is_none() && !decided.is_open(today()));
    assert!(!life.table.account(AccountNo(1)).unwrap().is_open(today()));
    for command in [close, settle, cast(ballot())] {
        assert_eq!(life.does(HOST, &command), Err(Refusal::Altered));
    }
    let stage = table::Became::Decision(decision).stage(&life.table, life.today);
    assert_eq!(stage, Some(Stage::Altered));
    let changes = life.table.changes(today(), life.today);
    let waits = |changed: &&table::Changed| changed.what == Change::DecisionWaits(decision);
    assert_eq!(changes.iter().find(waits), None, "nobody is called to count it");
}

#[test]
fn more_time_is_not_lost() {
    let mut life = begun(Findable::Public);
    life.does(HOST, &Command::Decision(DecisionCommand::AskMoreTime { decision: DecisionNo(1) })).unwrap();
    let until = life.table.decision(DecisionNo(1)).unwrap().last_day();
    alter(&mut life.journal, Kind::DecisionMoreTimeAsked);
    assert_eq!(life.journal.fold().decision(DecisionNo(1)).unwrap().last_day(), until);
}

#[test]
fn nobody_is_late_because_their_answer_was_altered() {
    let mut life = begun(Findable::Public);
    let promise = PromiseNo(1);
    let tell = |tidings| Command::Promise(PromiseCommand::Tell { promise, tidings });
    life.does(HOST, &tell(Tidings::Done(words("It rings")))).unwrap();
    alter(&mut life.journal, Kind::PromiseTold);
    let late = today().plus(50);
    life.table = life.journal.fold();
    let state = |life: &Life| life.table.promise(promise).unwrap().state(late);
    assert_eq!(state(&life), PromiseState::Altered);
    let is_late = |changed: &table::Changed| changed.what == Change::PromiseLate(promise);
    assert!(!life.table.changes(today(), late).iter().any(is_late));
    life.does(HOST, &tell(Tidings::Done(words("It still rings")))).unwrap();
    assert_eq!(state(&life), PromiseState::SaidDone, "told anew it can be read");
    alter(&mut life.journal, Kind::PromiseMade);
    life.table = life.journal.fold();
    assert_eq!(state(&life), PromiseState::Altered);
    assert_eq!(life.does(HOST, &tell(Tidings::Doing(words("Ringing")))), Err(Refusal::Altered));
}

#[test]
fn what_was_ended_does_not_come_to_life_again() {
    let mut life = Life::new(Findable::Hidden);
    let sit = |card| Command::TakeSeat { invitation: Some(InviteCode::from_number(7)), card: hash(card) };
    life.does(Actor::Newcomer, &sit(1)).unwrap();
    life.does(HOST, &Command::EndInvitation { code: InviteCode::from_number(7) }).unwrap();
    life.does(Actor::Newcomer, &Command::AskForCard { seat: SeatNo(0), card: hash(9) }).unwrap();
    life.does(HOST, &Command::StopCard { request: table::RequestNo(1) }).unwrap();
    alter(&mut life.journal, Kind::InvitationEnded);
    alter(&mut life.journal, Kind::CardStopped);
    life.table = life.journal.fold();
    assert_eq!(life.does(Actor::Newcomer, &sit(2)), Err(Refusal::NotInvited));
    let vouch = Command::Vouch { request: table::RequestNo(1) };
    assert_eq!(life.does(Actor::Seat(SeatNo(1)), &vouch), Err(Refusal::RequestOver));
}

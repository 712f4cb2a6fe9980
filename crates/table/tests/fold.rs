//! The state of a table is the fold of its journal, whatever was said, changed, taken back and erased.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "this is a test")]

use proptest::prelude::*;
use table::{
    Actor, Chance, Choice, Command, ConversationNo, Event, Findable, InviteCode, ReasonChange, Refusal,
    RequestNo, SeatNo, StatementNo, Words, decide,
};

mod begun;
mod life;
mod steps;

use begun::{begun, live};
use life::{Life, hash, offer, today, words};
use steps::any_step;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_state_is_the_fold_of_what_is_left_of_the_journal(
        steps in prop::collection::vec(any_step(), 1..200),
        findable in prop_oneof![3 => Just(Findable::Public), 1 => Just(Findable::Hidden)],
    ) {
        let mut life = begun(findable);
        prop_assert!(live(&mut life, &steps), "a refused command changes nothing");
        prop_assert_eq!(life.journal.fold(), life.table);
    }

    #[test]
    fn deciding_is_pure(steps in prop::collection::vec(any_step(), 1..40)) {
        let mut life = begun(Findable::Public);
        for (actor, command, days) in &steps {
            life.today = life.today.plus(*days);
            let first = decide(&life.table, *actor, command, life.today);
            prop_assert_eq!(&first, &decide(&life.table, *actor, command, life.today));
            let _ = life.does(*actor, command);
        }
    }

    #[test]
    fn leaving_leaves_nothing_of_a_seat(steps in prop::collection::vec(any_step(), 1..200), leaver in 0u32..4) {
        let mut life = begun(Findable::Public);
        live(&mut life, &steps);
        let results: Vec<_> = life.table.decisions.iter().map(|decision| decision.closed.clone()).collect();
        let leaver = SeatNo(leaver);
        if life.does(Actor::Seat(leaver), &Command::Leave).is_ok() {
            prop_assert!(life.journal.whole().all(|event| event.owner() != Some(leaver)));
            prop_assert!(life.table.seat(leaver).is_none());
            for conversation in &life.table.conversations {
                prop_assert_eq!(conversation.responses.answered(leaver.0), 0);
                prop_assert!(!conversation.unlike.contains_key(&leaver));
            }
            for account in &life.table.accounts {
                prop_assert!(account.author.as_ref().is_none_or(|author| author.seat != leaver));
                prop_assert!(account.replies.keys().all(|(_, seat)| *seat != leaver));
                prop_assert!(!account.missing.contains_key(&leaver));
            }
            prop_assert!(life.table.decisions.iter().all(|decision| decision.ballot_of(leaver).is_none()));
            for promise in &life.table.promises {
                prop_assert!(promise.seat != Some(leaver) && !promise.judged.contains_key(&leaver));
            }
        }
        let after: Vec<_> = life.table.decisions.iter().map(|decision| decision.closed.clone()).collect();
        prop_assert_eq!(results, after, "what was decided stands");
    }

    #[test]
    fn events_read_back_from_their_text(steps in prop::collection::vec(any_step(), 1..90)) {
        let mut life = begun(Findable::Public);
        live(&mut life, &steps);
        for event in life.journal.whole() {
            let text = serde_json::to_string(event).unwrap();
            let plain = format!("{{\"{}\"", event.kind().key());
            let nested = event.kind().key().split_once('-').map(|(of, what)| format!("{{\"{of}\":{{\"{what}\""));
            let is_first = text.starts_with(&plain) || nested.is_some_and(|nested| text.starts_with(&nested));
            prop_assert!(is_first, "the name of the kind comes first: {text}");
            prop_assert_eq!(&serde_json::from_str::<Event>(&text).unwrap(), event);
        }
    }
}

#[test]
fn two_other_seats_bring_a_lost_card_back_and_nobody_alone_can() {
    let mut life = Life::new(Findable::Public);
    let (_, one, two) = (life.sit(1), life.sit(2), life.sit(3));
    let ask = Command::AskForCard { seat: SeatNo(0), card: hash(77) };
    life.does(Actor::Newcomer, &ask).unwrap();
    let vouch = Command::Vouch { request: RequestNo(1) };
    assert_eq!(life.does(Actor::Seat(SeatNo(0)), &vouch), Err(Refusal::CannotVouch), "not for oneself");
    life.does(one, &vouch).unwrap();
    assert_eq!(life.does(one, &vouch), Err(Refusal::CannotVouch), "not twice");
    let newcomer = life.sit(4);
    assert_eq!(life.does(newcomer, &vouch), Err(Refusal::CannotVouch), "not who sat down since");
    assert_eq!(life.table.seat_of_card(&hash(77)), None, "one is not enough");
    life.does(two, &vouch).unwrap();
    assert_eq!(life.table.seat_of_card(&hash(77)), Some(SeatNo(0)));
    assert_eq!(life.table.seat_of_card(&hash(0)), None, "the lost card stops");
    assert_eq!(life.table.seat(SeatNo(0)).unwrap().renewals, 1, "and so do visits begun with it");
    assert_eq!(life.does(two, &vouch), Err(Refusal::RequestOver));
}

#[test]
fn the_holder_can_stop_a_request_for_their_card() {
    let mut life = Life::new(Findable::Public);
    let one = life.sit(1);
    life.does(Actor::Newcomer, &Command::AskForCard { seat: SeatNo(0), card: hash(77) }).unwrap();
    let stop = Command::StopCard { request: RequestNo(1) };
    assert_eq!(life.does(one, &stop), Err(Refusal::NotYours));
    life.does(Actor::Seat(SeatNo(0)), &stop).unwrap();
    assert_eq!(life.does(one, &Command::Vouch { request: RequestNo(1) }), Err(Refusal::RequestOver));
}

#[test]
fn an_invitation_has_an_end_a_cap_and_a_stop() {
    let mut life = Life::new(Findable::Hidden);
    let sit = |code: u64, card: u8| Command::TakeSeat {
        invitation: Some(InviteCode::from_number(code)),
        card: hash(card),
    };
    assert_eq!(
        life.does(Actor::Newcomer, &Command::TakeSeat { invitation: None, card: hash(1) }),
        Err(Refusal::NotInvited)
    );
    let host = Actor::Seat(SeatNo(0));
    life.does(host, &Command::Invite { code: InviteCode::from_number(8), cap: 1, until: today() }).unwrap();
    life.does(Actor::Newcomer, &sit(8, 2)).unwrap();
    assert_eq!(life.does(Actor::Newcomer, &sit(8, 3)), Err(Refusal::NotInvited), "past its cap");
    life.does(Actor::Newcomer, &sit(7, 4)).unwrap();
    let late = decide(&life.table, Actor::Newcomer, &sit(7, 5), today().plus(91));
    assert_eq!(late, Err(Refusal::NotInvited), "past its last day");
    life.does(host, &Command::EndInvitation { code: InviteCode::from_number(7) }).unwrap();
    assert_eq!(life.does(Actor::Newcomer, &sit(7, 6)), Err(Refusal::NotInvited), "ended");
}

#[test]
fn an_offer_is_frozen_and_its_end_is_kept() {
    let mut life = Life::new(Findable::Public);
    let one = life.sit(1);
    life.does(one, &Command::OpenConversation { offer: offer(), seed: [1; 32] }).unwrap();
    let mut changed = offer();
    changed.fixed = words("The rent, because we signed");
    let change = |over| Command::ChangeOffer {
        conversation: ConversationNo(1),
        over,
        offer: changed.clone(),
        why: words("We learnt more"),
    };
    life.does(one, &change(1)).unwrap();
    let conversation = life.table.conversation(ConversationNo(1)).unwrap();
    let table::Origin::Offered(versions) = &conversation.origin else { panic!("opened here") };
    assert_eq!(versions.len(), 2, "the first version stays");
    assert_eq!(versions[0].offer, offer());
    assert_eq!(life.does(one, &change(1)), Err(Refusal::ChangedMeanwhile), "nobody overwrites unseen");
    let say = Command::Say { conversation: ConversationNo(1), text: words("A bell would help") };
    assert_eq!(
        decide(&life.table, one, &say, today().plus(15)),
        Err(Refusal::Ended { on: today().plus(14) })
    );
    life.does(one, &say).unwrap();
    let again = Command::Say { conversation: ConversationNo(1), text: words("a bell would HELP") };
    assert_eq!(life.does(one, &again), Err(Refusal::AlreadySaid { statement: StatementNo(1) }));
}

/// A conversation where seat 1 can speak.
fn talking() -> (Life, Actor) {
    let mut life = Life::new(Findable::Public);
    let one = life.sit(1);
    life.does(one, &Command::OpenConversation { offer: offer(), seed: [1; 32] }).unwrap();
    (life, one)
}

fn not_like_me(text: Option<&str>) -> Command {
    Command::NotLikeMe { conversation: ConversationNo(1), words: text.map(words) }
}

#[test]
fn one_seat_says_not_like_me_once_and_its_last_words_count() {
    let (mut life, one) = talking();
    let two = life.sit(2);
    life.does(one, &not_like_me(Some("I am in between"))).unwrap();
    life.does(one, &not_like_me(Some("I am somewhere else"))).unwrap();
    assert_eq!(life.does(one, &not_like_me(Some("I am somewhere else"))), Ok(vec![]), "the same again");
    life.does(two, &not_like_me(None)).unwrap();
    let unlike = &life.table.conversation(ConversationNo(1)).unwrap().unlike;
    let said: Vec<_> =
        unlike.iter().map(|(seat, words)| (seat.0, words.as_ref().map(Words::as_str))).collect();
    assert_eq!(said, [(1, Some("I am somewhere else")), (2, None)]);
    assert_eq!(life.journal.fold(), life.table);
    let left: Vec<&Event> =
        life.journal.whole().filter(|event| matches!(event, Event::NotLikeMeSaid { .. })).collect();
    assert_eq!(left.len(), 2, "words that were replaced are destroyed: {left:?}");
}

#[test]
fn not_like_me_is_taken_back_in_one_conversation_only() {
    let (mut life, one) = talking();
    life.does(one, &Command::OpenConversation { offer: offer(), seed: [2; 32] }).unwrap();
    life.does(one, &not_like_me(Some("Not me"))).unwrap();
    life.does(one, &Command::NotLikeMe { conversation: ConversationNo(2), words: None }).unwrap();
    let back = Command::TakeNotLikeMeBack { conversation: ConversationNo(1) };
    assert_eq!(life.does(one, &back).unwrap().len(), 1);
    assert_eq!(life.does(one, &back), Ok(vec![]), "it is taken back already");
    let folded = life.journal.fold();
    assert_eq!(folded, life.table);
    assert!(folded.conversations[0].unlike.is_empty());
    assert_eq!(folded.conversations[1].unlike.len(), 1, "the other conversation keeps its own");
}

#[test]
fn not_like_me_needs_a_seat_and_a_conversation_held_here_and_no_open_day() {
    let (life, one) = talking();
    let say = not_like_me(Some("Not me"));
    let after = today().plus(15);
    assert_eq!(decide(&life.table, Actor::Newcomer, &say, today()), Err(Refusal::NoSeat));
    assert_eq!(decide(&life.table, Actor::Seat(SeatNo(9)), &say, today()), Err(Refusal::SeatGone));
    assert_eq!(decide(&life.table, one, &say, after).map(|events| events.len()), Ok(1), "also afterwards");
    let elsewhere = Command::NotLikeMe { conversation: ConversationNo(3), words: None };
    assert_eq!(decide(&life.table, one, &elsewhere, today()), Err(Refusal::NotFound));
    let mut table = life.table.clone();
    let source = table::PolisConversation {
        topic: "Traffic".into(),
        description: String::new(),
        url: String::new(),
        summary: Vec::new(),
        has_history: false,
    };
    table.apply(
        &Event::ConversationImported { conversation: ConversationNo(2), source, seed: [0; 32] },
        today(),
    );
    for command in [
        Command::NotLikeMe { conversation: ConversationNo(2), words: None },
        Command::TakeNotLikeMeBack { conversation: ConversationNo(2) },
    ] {
        assert_eq!(decide(&table, one, &command, today()), Err(Refusal::HeldElsewhere));
    }
}

#[test]
fn a_journal_written_before_there_was_not_like_me_folds_as_it_did() {
    let (life, one) = talking();
    let folded = life.journal.fold();
    assert!(folded.conversations.iter().all(|conversation| conversation.unlike.is_empty()));
    let text = r#"{"not-like-me-said":{"conversation":1,"seat":1}}"#;
    let event = decide(&folded, one, &not_like_me(None), today()).unwrap().remove(0);
    assert_eq!(serde_json::to_string(&event).unwrap(), text, "no words leave nothing behind");
    assert_eq!(serde_json::from_str::<Event>(text).unwrap(), event);
}

#[test]
fn an_answer_keeps_the_chance_of_its_draw_however_often_a_mind_changes() {
    let mut life = Life::new(Findable::Public);
    let one = life.sit(1);
    let first = ConversationNo(1);
    life.does(one, &Command::OpenConversation { offer: offer(), seed: [1; 32] }).unwrap();
    for text in ["A bell", "A bench"] {
        life.does(one, &Command::Say { conversation: first, text: words(text) }).unwrap();
    }
    let answer = |statement, choice, drawn| Command::Respond {
        conversation: first,
        statement: StatementNo(statement),
        choice,
        matters: false,
        reason: ReasonChange::Keep,
        drawn,
    };
    let (chance, other) = (Chance::from_steps(120), Chance::from_steps(7));
    let host = Actor::Seat(SeatNo(0));
    let kept = |life: &Life, statement| {
        let now = life.table.conversation(first).unwrap().responses.drawn(0, statement);
        assert_eq!(life.journal.fold().conversation(first).unwrap().responses.drawn(0, statement), now);
        now
    };
    life.does(host, &answer(1, Choice::Agree, chance)).unwrap();
    assert_eq!(kept(&life, 0), chance);
    for (choice, drawn) in [(Choice::Pass, None), (Choice::Disagree, other)] {
        life.does(host, &answer(1, choice, drawn)).unwrap();
        assert_eq!(kept(&life, 0), chance, "the first draw is the one that asked");
    }
    life.does(host, &answer(2, Choice::Agree, None)).unwrap();
    life.does(host, &answer(2, Choice::Pass, other)).unwrap();
    assert_eq!(kept(&life, 1), None, "what was picked was not drawn");
    life.does(host, &Command::TakeBack { conversation: first, statement: StatementNo(1) }).unwrap();
    assert_eq!(kept(&life, 0), None);
    life.does(host, &answer(1, Choice::Agree, other)).unwrap();
    assert_eq!(kept(&life, 0), other, "asked again");
}

#[test]
fn answers_from_before_chances_were_kept_read_as_they_did() {
    let before =
        r#"{"response-given":{"conversation":1,"statement":2,"seat":3,"choice":"agree","matters":true}}"#;
    let event: Event = serde_json::from_str(before).unwrap();
    let Event::ResponseGiven { statement: StatementNo(2), drawn: None, imported: None, .. } = &event else {
        panic!("{event:?}")
    };
    assert_eq!(serde_json::to_string(&event).unwrap(), before, "and are written so still, without a draw");
    let with = before.replace("true}", "true,\"drawn\":266}");
    let event: Event = serde_json::from_str(&with).unwrap();
    assert_eq!(serde_json::to_string(&event).unwrap(), with);
    assert!(serde_json::from_str::<Event>(&before.replace("true}", "true,\"drawn\":681}")).is_err());
}

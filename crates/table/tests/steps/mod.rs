//! What people could ask for, at random: most of it makes sense.

use std::collections::BTreeSet;

use proptest::prelude::*;
use table::{
    AccountCommand, AccountNo, AccountTerms, Actor, Amendment, Ballot, Chance, Choice, Command, Connection,
    ConversationNo, DecisionCommand, DecisionNo, Expected, Headcount, InHundred, InviteCode, Judgement,
    LineReply, MailCommand, NotHere, Opening, Part, Passing, Project, PromiseCommand, PromiseNo, PromiseOf,
    Proposal, Question, ReasonChange, RequestNo, Rhythm, Rule, Rules, SeatNo, Source, Stand, StatementNo,
    Strength, Tidings,
};

use crate::life::{hash, offer, today, words};

fn any_actor() -> impl Strategy<Value = Actor> {
    prop_oneof![1 => Just(Actor::Newcomer), 20 => (0u32..8).prop_map(|seat| Actor::Seat(SeatNo(seat)))]
}

fn newcomers_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        2 => (any::<u8>(), prop::option::of(6u64..9)).prop_map(|(card, code)| Command::TakeSeat {
            invitation: code.map(InviteCode::from_number), card: hash(card) }),
        1 => (0u32..8, any::<u8>()).prop_map(|(seat, card)| Command::AskForCard {
            seat: SeatNo(seat), card: hash(card) }),
    ]
}

fn any_choice() -> impl Strategy<Value = Choice> {
    prop_oneof![Just(Choice::Agree), Just(Choice::Disagree), Just(Choice::Pass)]
}

fn any_chance() -> impl Strategy<Value = Option<Chance>> {
    prop::option::of((0u16..=680).prop_map(|steps| Chance::from_steps(steps).unwrap()))
}

fn any_command() -> impl Strategy<Value = Command> {
    let conversation = prop_oneof![3 => Just(1), 1 => 0u32..4].prop_map(ConversationNo);
    let statement = (0u32..7).prop_map(StatementNo);
    let place = (conversation, statement);
    let request = (0u32..5).prop_map(RequestNo);
    let reason = prop_oneof![
        Just(ReasonChange::Keep),
        Just(ReasonChange::Remove),
        "[a-z]{1,8}".prop_map(|text| ReasonChange::Set(words(&text))),
    ];
    prop_oneof![
        1 => newcomers_command(),
        1 => any::<u8>().prop_map(|card| Command::ReplaceCard { card: hash(card) }),
        3 => request.clone().prop_map(|request| Command::Vouch { request }),
        1 => request.prop_map(|request| Command::StopCard { request }),
        1 => prop::option::of("[a-z]{1,8}").prop_map(|name| Command::ChooseName { name: name.map(|n| words(&n)) }),
        1 => Just(Command::Bring { strengths: BTreeSet::from([Strength::Cooks]), own: None }),
        1 => (6u64..9, 1u32..4).prop_map(|(code, cap)| Command::Invite {
            code: InviteCode::from_number(code), cap, until: today() }),
        1 => (6u64..9).prop_map(|code| Command::EndInvitation { code: InviteCode::from_number(code) }),
        1 => (1u32..4, "[a-z]{1,8}").prop_map(|(over, text)| Command::ChangeAgreement {
            over, text: words(&text), why: words("because") }),
        2 => Just(Command::OpenConversation { offer: offer(), seed: [9; 32] }),
        1 => place.clone().prop_map(|(conversation, _)| Command::MarkOffer { conversation, words: words("not so") }),
        6 => (place.clone(), "[a-c]{1,2}").prop_map(|((conversation, _), text)| Command::Say {
            conversation, text: words(&text) }),
        2 => place.clone().prop_map(|(conversation, statement)| Command::WithdrawStatement { conversation, statement }),
        9 => (place.clone(), any_choice(), any::<bool>(), reason, any_chance()).prop_map(
            |((conversation, statement), choice, matters, reason, drawn)| Command::Respond {
                conversation, statement, choice, matters, reason, drawn }),
        2 => place.clone().prop_map(|(conversation, statement)| Command::TakeBack { conversation, statement }),
        3 => (place.clone(), prop::option::of("[a-c]{1,2}")).prop_map(|((conversation, _), text)| Command::NotLikeMe {
            conversation, words: text.map(|text| words(&text)) }),
        1 => place.clone().prop_map(|(conversation, _)| Command::TakeNotLikeMeBack { conversation }),
        1 => Just(Command::Connect { connections: BTreeSet::from([Connection::Comes, Connection::Works]) }),
        2 => (0u32..3, any_rules()).prop_map(|(over, rules)| Command::ChooseRules { over, rules, why: None }),
        16 => any_account_command().prop_map(Command::Account),
        30 => any_decision_command().prop_map(Command::Decision),
        12 => any_promise_command().prop_map(Command::Promise),
        3 => any_mail_command().prop_map(Command::Mail),
        1 => Just(Command::Leave),
    ]
}

pub(crate) fn every_rule() -> Rules {
    let (share, quorum) = (InHundred::new(60).unwrap(), InHundred::new(10).unwrap());
    let rules = vec![
        Rule::Consent { quorum },
        Rule::Vote { share, quorum },
        Rule::BothMustAgree { sides: BTreeSet::from([Connection::Comes, Connection::Works]), share, quorum },
        Rule::Ranked { quorum },
        Rule::SharedBudget { quorum },
        Rule::Advice,
    ];
    Rules { rules, disagreement: words("We sleep on it"), account: AccountTerms::default() }
}

fn any_rules() -> impl Strategy<Value = Rules> {
    prop_oneof![4 => Just(6), 2 => 0..6_usize].prop_map(move |some| {
        let mut rules = every_rule();
        rules.rules.truncate(some);
        rules
    })
}

fn any_account() -> impl Strategy<Value = AccountNo> {
    prop_oneof![4 => Just(1), 1 => 0u32..4].prop_map(AccountNo)
}

fn any_decision() -> impl Strategy<Value = DecisionNo> {
    prop_oneof![3 => 1u32..4, 1 => 0u32..9].prop_map(DecisionNo)
}

fn any_statement() -> impl Strategy<Value = StatementNo> {
    (0u32..5).prop_map(StatementNo)
}

fn any_account_command() -> impl Strategy<Value = AccountCommand> {
    let part = prop_oneof![
        3 => any_statement().prop_map(Part::Line),
        1 => "[a-c]{1,3}".prop_map(|text| Part::Linking(words(&text))),
    ];
    let reply = prop_oneof![
        Just(LineReply::Yes),
        prop::option::of("[a-c]{1,2}").prop_map(|text| LineReply::NotQuite(text.map(|text| words(&text)))),
    ];
    let until = (0..9).prop_map(|days| today().plus(days));
    prop_oneof![
        1 => (1u32..4, until.clone()).prop_map(|(places, until)| AccountCommand::Call {
            conversation: ConversationNo(1), places, until }),
        3 => (prop::collection::vec(part, 0..4), until).prop_map(|(parts, until)| AccountCommand::Write {
            conversation: ConversationNo(1), parts, until }),
        4 => (any_account(), any_statement(), reply).prop_map(|(account, statement, reply)| AccountCommand::Reply {
            account, statement, reply }),
        1 => (any_account(), any_statement()).prop_map(|(account, statement)| AccountCommand::TakeReplyBack {
            account, statement }),
        2 => (any_account(), "[a-c]{1,2}").prop_map(|(account, text)| AccountCommand::SayMissing {
            account, words: words(&text) }),
        1 => any_account().prop_map(|account| AccountCommand::TakeMissingBack { account }),
        2 => any_account().prop_map(|account| AccountCommand::Settle { account }),
    ]
}

fn any_proposal() -> impl Strategy<Value = Proposal> {
    let source = prop_oneof![
        any_statement().prop_map(|statement| Source::Statement(ConversationNo(1), statement)),
        any_account().prop_map(Source::Account),
    ];
    prop::option::weighted(0.3, source).prop_map(|source| proposal(source.into_iter().collect()))
}

pub(crate) fn proposal(from: Vec<Source>) -> Proposal {
    Proposal {
        what: words("Open the door at eight"),
        would_do: words("The door is open an hour longer"),
        cost: words("Nothing"),
        who_does: words("The team"),
        would_stop: words("Nothing"),
        bad_for: words("Those who sleep late"),
        overrule: words("Nobody; they have said so"),
        review_on: today().plus(200),
        from,
    }
}

fn any_question() -> impl Strategy<Value = Question> {
    let by = prop::sample::select(Passing::ALL.to_vec());
    prop_oneof![
        4 => by.clone().prop_map(|by| Question::Proposal { by }),
        2 => (by, any_rules()).prop_map(|(by, rules)| Question::NewRules { by, rules }),
        1 => Just(Question::Ranked { options: vec![words("Red"), words("Blue"), words("Green")] }),
        1 => Just(Question::SharedBudget {
            pence: 900,
            projects: vec![Project { what: words("Bell"), pence: 500 }, Project { what: words("Bench"), pence: 300 }],
        }),
        1 => Just(Question::Advice { who: words("The manager"), by: today().plus(100) }),
    ]
}

fn any_ballot() -> impl Strategy<Value = Ballot> {
    prop_oneof![
        4 => (prop::sample::select(Stand::ALL.to_vec()), prop::option::of("[a-c]{1,2}")).prop_map(|(stand, text)| {
            Ballot::Stand { stand, words: text.map(|text| words(&text)) }
        }),
        1 => prop::collection::vec(prop::collection::btree_set(0u16..4, 1..3), 1..3).prop_map(Ballot::Ranked),
        1 => prop::collection::btree_set(0u16..3, 0..3).prop_map(Ballot::Wants),
    ]
}

fn any_decision_command() -> impl Strategy<Value = DecisionCommand> {
    let not_here = NotHere {
        people: vec![Expected {
            who: words("The night team"),
            channel: None,
            expected: Headcount::of(9),
            heard: Headcount::of(3),
        }],
        words: words("We asked by phone"),
    };
    let closes = (0..9).prop_map(|days| today().plus(days));
    prop_oneof![
        3 => (any_proposal(), any_question(), closes).prop_map(|(proposal, question, closes)| {
            DecisionCommand::Open(Box::new(Opening { conversation: None, proposal, question, closes, seed: [3; 32] }))
        }),
        6 => (any_decision(), any_ballot()).prop_map(|(decision, ballot)| DecisionCommand::CastBallot {
            decision, ballot }),
        1 => any_decision().prop_map(|decision| DecisionCommand::TakeBallotBack { decision }),
        1 => any_decision().prop_map(|decision| DecisionCommand::AskMoreTime { decision }),
        3 => any_decision().prop_map(move |decision| DecisionCommand::AnswerWhoIsNotHere {
            decision, not_here: not_here.clone() }),
        4 => any_decision().prop_map(|decision| DecisionCommand::Close { decision }),
        2 => (any_decision(), any_proposal()).prop_map(|(decision, proposal)| DecisionCommand::AmendAfterTalk(Box::new(Amendment {
            decision, proposal, met: words("We leave a key"), closes: today().plus(150), seed: [4; 32] }))),
    ]
}

fn any_promise_command() -> impl Strategy<Value = PromiseCommand> {
    let promise = prop_oneof![3 => Just(1), 1 => 0u32..6].prop_map(PromiseNo);
    let from = prop_oneof![
        any_decision().prop_map(PromiseOf::Decision),
        (any_account(), any_statement()).prop_map(|(account, line)| PromiseOf::Line(account, line)),
        any_statement().prop_map(|statement| PromiseOf::Statement(ConversationNo(1), statement)),
    ];
    let tidings = prop_oneof![
        Just(Tidings::Doing(words("The wire is in"))),
        Just(Tidings::Done(words("The bell rings"))),
        Just(Tidings::WillNot { name: words("Sam"), because: words("No money") }),
    ];
    prop_oneof![
        3 => from.prop_map(|from| PromiseCommand::Make {
            from, who: words("Sam"), what: words("A bell"), by: today().plus(120) }),
        2 => (promise.clone(), tidings).prop_map(|(promise, tidings)| PromiseCommand::Tell { promise, tidings }),
        3 => (promise.clone(), prop::sample::select(Judgement::ALL.to_vec())).prop_map(|(promise, judgement)| {
            PromiseCommand::Judge { promise, judgement }
        }),
        1 => promise.prop_map(|promise| PromiseCommand::TakeJudgementBack { promise }),
    ]
}

/// What somebody asks for, and how many days pass before.
fn any_mail_command() -> impl Strategy<Value = MailCommand> {
    let address = "[ab]@b\\.org".prop_map(|address| address.parse().unwrap());
    prop_oneof![
        (address.clone(), any::<bool>()).prop_map(|(address, daily)| MailCommand::Give {
            address,
            rhythm: if daily { Rhythm::EachDay } else { Rhythm::EachWeek },
        }),
        address.prop_map(|address| MailCommand::Confirm { address }),
        Just(MailCommand::TakeBack),
        (0..9).prop_map(|days| MailCommand::Told { through: today().plus(days) }),
    ]
}

pub(crate) fn any_step() -> impl Strategy<Value = (Actor, Command, i32)> {
    let who = prop_oneof![
        1 => (Just(Actor::Newcomer), newcomers_command().boxed()),
        9 => (any_actor(), any_command().boxed()),
    ];
    (who, prop_oneof![60 => Just(0), 2 => Just(1), 1 => Just(6)])
        .prop_map(|((actor, command), days)| (actor, command, days))
}

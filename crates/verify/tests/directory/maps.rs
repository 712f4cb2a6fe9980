//! Maps that were shown and are made again.

use record::hash;
use table::{Actor, Command, ConversationNo, SeatNo, TableId};
use verify::Code;
use voice::ideal::Workers;
use voice::published;

use crate::life::{Home, Week, respond, say, today};
use crate::{codes, look};

const FIRST: ConversationNo = ConversationNo(1);

fn seat(number: u32) -> Actor {
    Actor::Seat(SeatNo(number))
}

/// The map as it would be shown now: how far the conversation had moved, and the fingerprint of its file.
async fn map(home: &Home) -> (u64, String) {
    let id: TableId = crate::life::id();
    let read = home.clerk().read(id, |table| {
        let conversation = table.conversation(FIRST).unwrap();
        let (responses, places) = (&conversation.responses, conversation.places());
        let issue = published::issue(responses, &places, &conversation.seed, Workers::ONE);
        (conversation.moved, format!("{}\n", serde_json::to_string(&issue.published).unwrap()))
    });
    let (moved, file) = read.await.unwrap();
    (moved, hash::fingerprint(file.as_bytes()))
}

fn show(home: &Home, map: (u64, String)) {
    show_of(home, published::VERSION, map);
}

fn show_of(home: &Home, method: u32, (at, sha256): (u64, String)) {
    let map = store::Map { conversation: FIRST.0, at, method, sha256 };
    home.recorder().publisher().stand(crate::life::id(), map).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_map_that_was_shown_follows_from_the_answers_there_were_then() {
    let mut home = Week::get().copy();
    home.open();
    // Of two that wait the newer one enters.
    show(&home, (1, "0".repeat(64)));
    show(&home, map(&home).await);
    home.recorder().flush();
    home.ask(seat(2), say("One more thing"), today()).await;
    home.ask(seat(1), respond(3, table::Choice::Pass), today()).await;
    home.recorder().flush();
    let (moved, sha256) = map(&home).await;
    show(&home, (moved, sha256));
    home.recorder().flush();
    let report = look(home.path());
    assert_eq!(report.findings, []);
    let done = report.records[0].recomputed;
    assert_eq!((done.maps, done.out_of_reach), (2, 0));
    show_of(&home, published::VERSION - 1, (moved, "0".repeat(64)));
    home.recorder().flush();
    let report = look(home.path());
    assert_eq!(report.findings, [], "an older version of the mathematics made it");
    assert_eq!(report.records[0].recomputed.out_of_reach, 1);
    // Whoever leaves takes the answers along, so that neither can be made again.
    home.ask(seat(5), Command::Leave, today()).await;
    home.recorder().flush();
    let report = look(home.path());
    assert_eq!(report.findings, []);
    let done = report.records[0].recomputed;
    assert_eq!((done.maps, done.out_of_reach), (0, 6), "with the decision and the accounts");
    home.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_map_than_follows_is_a_wrong_result() {
    let mut home = Week::get().copy();
    home.open();
    let (moved, sha256) = map(&home).await;
    home.ask(seat(2), say("One more thing"), today()).await;
    for shown in [(moved, "0".repeat(64)), (moved + 1, sha256.clone()), (moved + 50, sha256)] {
        show(&home, shown);
        home.recorder().flush();
    }
    let report = look(home.path());
    assert_eq!(codes(&report), [Code::WrongResult].into());
    assert_eq!(report.findings.len(), 3, "{:?}", report.findings);
    home.close().await;
}

//! Where a result stands in the record, and whether it is final.

use record::cosignature::Cosigner;
use record::policy::Policy;
use store::RecordSettings;
use table::Findable;

use super::*;

/// A counted decision at a table whose record is kept so.
async fn counted_at(record: RecordSettings) -> Trial {
    let trial = Trial::keeping(Findable::Public, record).await;
    trial.sit(2).await;
    trial.ask(0, Command::ChooseRules { over: 0, rules: rules(), why: None }).await;
    trial.say(0, "The door is shut").await;
    opened(&trial, consent(), 10).await;
    cast(&trial, 1, stand(Stand::Yes, None)).await;
    let open = trial.get(None, "/d/1").await.body;
    assert!(!open.contains("/record"), "nothing is said of the record before the count: {open}");
    counted(&trial).await;
    trial.fill_the_record();
    trial
}

/// The number of the entry that a page says its result is.
fn entry(page: &str) -> u64 {
    let rest = page.split_once("In the record, entry ").unwrap().1;
    rest.split_once('<').unwrap().0.parse().unwrap()
}

#[tokio::test]
async fn without_witnesses_a_result_only_says_where_it_stands() {
    let trial = counted_at(RecordSettings::default()).await;
    let page = trial.get(None, "/d/1").await.body;
    let (_, _, export) = trial.file(None, "/record/export.jsonl").await;
    let export = String::from_utf8(export).unwrap();
    let line = export.lines().nth(usize::try_from(entry(&page)).unwrap() + 1).unwrap();
    assert!(line.contains("\\\"kind\\\":\\\"result\\\"") && line.contains("\\\"about\\\":1,"), "{line}");
    assert!(!page.contains("Final:") && !page.contains("keep watch"), "{page}");
}

#[tokio::test]
async fn a_result_is_final_once_those_have_seen_it_whose_word_is_enough() {
    let witness = Cosigner::from_seed("peers.example", [2; 32]).unwrap();
    let text = format!("witness peers {}\nquorum peers\n", witness.witness());
    let policy: Policy = text.parse().unwrap();
    let record =
        RecordSettings { policy: Some(policy), policy_text: Some(text.clone()), ..RecordSettings::default() };
    let trial = counted_at(record).await;
    let page = trial.get(None, "/d/1").await.body;
    assert!(page.contains("Kept, not yet seen by those who keep watch."), "{page}");
    let whole = trial.get(None, "/record").await.body;
    assert!(whole.contains("peers.example</bdi>: has not seen it yet"), "{whole}");

    let view = trial.record();
    let signature = witness.cosign(&view.checkpoint, 1_700_000_000);
    trial.recorder().cosigned(trial.id, view.size, &witness.witness().to_string(), &signature).unwrap();
    let page = trial.get(None, "/d/1").await.body;
    assert!(page.contains("Final: it has been seen by peers.example."), "{page}");
    assert!(entry(&page) < view.size);
    let whole = trial.get(None, "/record").await.body;
    assert!(whole.contains("peers.example</bdi>: has seen all of it"), "{whole}");
    assert!(whole.contains("Enough of those who keep watch have seen all of it."), "{whole}");
    let (_, _, handed_out) = trial.file(None, "/record/policy").await;
    assert_eq!(handed_out, text.as_bytes());
    let (status, _, note) = trial.file(None, "/record/witnessed").await;
    assert_eq!(
        (status.as_u16(), String::from_utf8(note).unwrap()),
        (200, trial.record().checkpoint.to_string())
    );
}

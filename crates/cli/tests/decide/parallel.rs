//! One seat, one ballot.

use std::thread;

use crate::group::{Group, STANDS};

const SEAT: usize = 2;

#[test]
fn fifty_ballots_from_one_seat_at_once_are_one_ballot() {
    let group = Group::deciding(9);
    let page = group.at("/d/1");
    let client = || {
        let mut client = group.server.client();
        client.set_cookie(&format!("seat-{}", group.table), &group.tokens[SEAT]);
        client
    };
    let statuses: Vec<u16> = thread::scope(|scope| {
        let cast = |number: usize| {
            let mut client = client();
            let form = client.get(&page).send().form(&page);
            let form = form.with("stand", STANDS[number % 4]).with("reason", &format!("number {number}"));
            client.send_form(&form).send().status
        };
        let sent: Vec<_> = (0..50).map(|number| scope.spawn(move || cast(number))).collect();
        sent.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(statuses, vec![303; 50], "each was taken, and the last one counts");
    let export = client().get(&group.at("/me/export.json")).send().text();
    assert_eq!(export.matches("number ").count(), 1, "one ballot is left: {export}");
    let form = client().get(&page).send().form(&page);
    let words = form.fields.iter().find(|(name, _)| name == "reason").map(|(_, words)| words.as_str());
    assert!(words.is_some_and(|words| export.contains(words)), "the page shows the same one: {words:?}");
}

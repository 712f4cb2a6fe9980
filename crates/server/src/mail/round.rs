//! Going round: who is due for news is told, once.

use std::time::Duration;

use store::Key;
use table::{Actor, Command, Day, MailCommand, SeatNo, TableId};

use super::Post;
use super::letter::{Letter, news};
use crate::app::{App, today};
use crate::text::Tr;
use crate::visit::fresh_key;

/// So long between two rounds.
const ROUND: Duration = Duration::from_hours(1);
/// A letter that the mail server does not take is tried once more after this time.
const AGAIN: Duration = Duration::from_mins(1);

/// Tells everybody who is due, for as long as the server runs. A round begins once the mail server answers; letters go
/// out one after another.
pub(crate) async fn keep_telling(app: App) {
    loop {
        let due = due(&app, today()).await;
        if !due.is_empty() && answers(&app).await {
            for due in due {
                tell(&app, due).await;
            }
        }
        tokio::time::sleep(ROUND).await;
    }
}

async fn answers(app: &App) -> bool {
    let Some(post) = &app.post else { return false };
    post.answers().await.inspect_err(|error| tracing::warn!(%error, "news waits for the mail server")).is_ok()
}

/// Somebody who is to be told.
struct Due {
    table: TableId,
    seat: SeatNo,
    through: Day,
    letter: Letter,
}

async fn due(app: &App, today: Day) -> Vec<Due> {
    let (Some(origin), through) = (&app.origin, today.plus(-1)) else { return Vec::new() };
    let mut all = Vec::new();
    let read = app.clerk.read_each(|table| {
        for (seat, holder) in table.present() {
            let Some(mail) = &holder.mail else { continue };
            if let Some(letter) = news(Tr::english(), origin, &app.key, table, (seat, mail), today) {
                all.push(Due { table: table.id, seat, through, letter });
            }
        }
    });
    if read.await.is_err() { Vec::new() } else { all }
}

/// First it is kept that they were told, then they are: nobody gets the same letter twice, and one that is lost on the
/// way says nothing that is not on a page.
async fn tell(app: &App, due: Due) {
    let Some(post) = &app.post else { return };
    let Some(key) = Key::new(&fresh_key()) else { return };
    let told = Command::Mail(MailCommand::Told { through: due.through });
    let asked = app.clerk.ask(due.table, Actor::Seat(due.seat), told, key, today()).await;
    if asked.is_ok() {
        send(post, &due.letter).await;
    }
}

async fn send(post: &Post, letter: &Letter) {
    if post.send(letter).await.is_ok() {
        return;
    }
    tokio::time::sleep(AGAIN).await;
    if let Err(error) = post.send(letter).await {
        tracing::warn!(%error, "news was not sent");
    }
}

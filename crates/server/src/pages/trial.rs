//! A house with one table, for tests that send pages requests as a browser does.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::Response;
use http_body_util::BodyExt as _;
use store::{Clerk, House, Key};
use table::{
    Actor, Answer, CardHash, Command, ConversationNo, Day, Findable, InviteCode, Offer, SeatNo, SetTable,
    Starter, StatementNo, Table, TableId, TypedOffer, Words,
};
use tokio::sync::watch;
use tower::ServiceExt as _;

use crate::app::{App, Config, today};
use crate::cookies;
use crate::live::Streams;
use crate::router::router;
use crate::visit::Visit;

/// So many days before today the table was set.
const SET_BEFORE: i32 = 60;

/// See the module.
pub(crate) struct Trial {
    app: App,
    router: Router,
    keys: AtomicU32,
    /// The day on which people ask for things; it begins 60 days ago. Pages are always shown today.
    pub day: Day,
    /// The table.
    pub id: TableId,
    _directory: tempfile::TempDir,
    _stopping: watch::Sender<bool>,
}

/// What came back.
pub(crate) struct Reply {
    pub status: StatusCode,
    /// Where the browser is sent on.
    pub location: String,
    /// The cookie it keeps.
    pub cookie: String,
    pub body: String,
}

impl Trial {
    /// A table with seat 0, and conversation 1, which ends in a year.
    pub(crate) async fn new(findable: Findable) -> Self {
        Self::keeping(findable, store::RecordSettings::default()).await
    }

    /// The same with a record that is kept otherwise.
    pub(crate) async fn keeping(findable: Findable, record: store::RecordSettings) -> Self {
        let mut trial = Self::serving(tempfile::tempdir().unwrap(), record);
        trial.set(findable).await;
        trial.open("When is the door open?").await;
        trial
    }

    /// Somebody who can write to the disk puts other words in the place of some, each as long as those it takes the place of,
    /// and the server starts again.
    pub(crate) async fn tampered(self, changes: &[(&str, &str)]) -> Self {
        let ended = self.app.clerk.ended();
        let Self { app, router, keys, day, _directory: directory, _stopping: stopping, .. } = self;
        drop((app, router, stopping));
        ended.await;
        let file = directory.path().join("journal.sqlite");
        let log = directory.path().join("journal.sqlite-wal");
        while std::fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
            tokio::task::yield_now().await;
        }
        let mut bytes = std::fs::read(&file).unwrap();
        for (from, to) in changes {
            assert_eq!(from.len(), to.len(), "{from}");
            let at = bytes.windows(from.len()).position(|window| window == from.as_bytes()).expect(from);
            bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
        }
        std::fs::write(&file, bytes).unwrap();
        Self { keys, day, ..Self::serving(directory, store::RecordSettings::default()) }
    }

    fn serving(directory: tempfile::TempDir, record: store::RecordSettings) -> Self {
        let house = House::open(directory.path()).unwrap();
        let clerk = Clerk::start(Arc::new(house.journal().unwrap()), today()).unwrap();
        let (stopping_says, stopping) = watch::channel(false);
        let config = Config {
            listen: "127.0.0.1:0".parse().unwrap(),
            public_url: None,
            leave_to: "https://example.org".into(),
            demo: false,
            mail: None,
            record,
        };
        let recorder = store::Recorder::start(&house, &clerk, config.record.clone()).unwrap();
        let (key, streams) = (house.key().clone(), Streams::new(stopping));
        let app = App::new(clerk, recorder, key, house.directory(), config, None, streams);
        Self {
            router: router(app.clone()),
            app,
            keys: AtomicU32::new(0),
            day: today().plus(-SET_BEFORE),
            id: TableId::from_number(7),
            _directory: directory,
            _stopping: stopping_says,
        }
    }

    async fn set(&self, findable: Findable) {
        let command = SetTable {
            id: self.id,
            name: words("Mill Street"),
            purpose: words("The door"),
            agreement: words("We listen"),
            findable,
            starter: Starter::Blank,
            card: CardHash::from_bytes([0; 32]),
            invitation: InviteCode::from_number(2),
        };
        self.app.clerk.set(command, self.key(), self.day).await.unwrap();
    }

    fn key(&self) -> Key {
        Key::new(&self.fresh_key()).unwrap()
    }

    /// A form's key that was not used before.
    pub(crate) fn fresh_key(&self) -> String {
        format!("key-of-a-trial-{:07}", self.keys.fetch_add(1, Ordering::Relaxed))
    }

    /// A seat asks for something that is not refused.
    pub(crate) async fn ask(&self, seat: u32, command: Command) -> Answer {
        let actor = Actor::Seat(SeatNo(seat));
        self.app.clerk.ask(self.id, actor, command, self.key(), self.day).await.unwrap()
    }

    /// So many more people sit down.
    pub(crate) async fn sit(&self, people: u8) {
        let taken = self.look(Table::seats_ever);
        for card in (taken..).take(usize::from(people)) {
            let mut bytes = [0xca; 32];
            bytes[..4].copy_from_slice(&card.to_le_bytes());
            let invitation = Some(InviteCode::from_number(2));
            let command = Command::TakeSeat { invitation, card: CardHash::from_bytes(bytes) };
            let clerk = &self.app.clerk;
            clerk.ask(self.id, Actor::Newcomer, command, self.key(), self.day).await.unwrap();
        }
    }

    /// Seat 0 opens a conversation.
    pub(crate) async fn open(&mut self, question: &str) {
        let offer = Offer::check(&TypedOffer {
            question,
            open: "The hours.",
            fixed: "The building.",
            who_decides: "The meeting.",
            who_spends: "Nobody.",
            who_stops: "The landlord.",
            how_decided: "By consent.",
            by_when: Some(self.day.plus(365)),
            hear_back: Some(self.day.plus(366)),
        })
        .unwrap();
        self.ask(0, Command::OpenConversation { offer, seed: [7; 32] }).await;
    }

    /// A seat says something in conversation 1.
    pub(crate) async fn say(&self, seat: u32, text: &str) -> StatementNo {
        let command = Command::Say { conversation: ConversationNo(1), text: words(text) };
        match self.ask(seat, command).await {
            Answer::Said(_, number) => number,
            other => panic!("{other:?}"),
        }
    }

    /// Looks at the table.
    pub(crate) fn look<R>(&self, look: impl FnOnce(&Table) -> R) -> R {
        self.app.clerk.glance(self.id, look).unwrap()
    }

    /// A page under the table, such as `/promises`, as a seat or as somebody without one sees it.
    pub(crate) async fn get(&self, seat: Option<u32>, path: &str) -> Reply {
        self.send("GET", seat, path, String::new()).await
    }

    /// Sends a form with a fresh key, unless it has one.
    pub(crate) async fn post(&self, seat: Option<u32>, path: &str, fields: &[(&str, &str)]) -> Reply {
        let body = self.form(fields);
        self.send("POST", seat, path, body).await
    }

    fn form(&self, fields: &[(&str, &str)]) -> String {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        if !fields.iter().any(|(name, _)| *name == "key") {
            body.append_pair("key", &self.fresh_key());
        }
        body.finish()
    }

    /// A file under the table: the status, the headers and the bytes it comes with.
    pub(crate) async fn file(&self, seat: Option<u32>, path: &str) -> (StatusCode, HeaderMap, Vec<u8>) {
        let address = format!("/t/{}{path}", self.id);
        let response = self.respond("GET", &address, &self.cookie(seat), String::new()).await;
        let (parts, body) = response.into_parts();
        (parts.status, parts.headers, body.collect().await.unwrap().to_bytes().to_vec())
    }

    async fn send(&self, method: &str, seat: Option<u32>, path: &str, body: String) -> Reply {
        self.request(method, &format!("/t/{}{path}", self.id), &self.cookie(seat), body).await
    }

    /// The cookie of a seat's visit; empty for somebody without one.
    fn cookie(&self, seat: Option<u32>) -> String {
        let cookie = seat.map(|seat| {
            let visit = Visit { id: [9; 16], seat: SeatNo(seat), renewals: 0, began: today() };
            format!("{}={}", cookies::seat_name(&self.app, self.id), visit.token(&self.app.key, self.id))
        });
        cookie.unwrap_or_default()
    }

    /// Sends something to the API under the table, as the program of a seat or of a stranger does.
    pub(crate) async fn api(
        &self,
        method: &str,
        seat: Option<u32>,
        path: &str,
        body: Option<&serde_json::Value>,
    ) -> (StatusCode, serde_json::Value) {
        let (parts, body) = self.api_response(method, seat, path, body).await.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        (parts.status, serde_json::from_slice(&body).unwrap())
    }

    /// As [`Trial::api`], with whatever comes back.
    pub(crate) async fn api_response(
        &self,
        method: &str,
        seat: Option<u32>,
        path: &str,
        body: Option<&serde_json::Value>,
    ) -> Response {
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1/tables/{}{path}", self.id))
            .header(header::HOST, "127.0.0.1")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::COOKIE, self.cookie(seat))
            .header("idempotency-key", self.fresh_key())
            .body(body.map_or_else(Body::empty, |body| Body::from(body.to_string())))
            .unwrap();
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// Everything that waits for the record enters it now.
    pub(crate) fn fill_the_record(&self) {
        self.app.recorder.flush();
    }

    /// What keeps the records.
    pub(crate) fn recorder(&self) -> &store::Recorder {
        &self.app.recorder
    }

    /// The table's record.
    pub(crate) fn record(&self) -> store::LogView {
        self.app.recorder.log(self.id).unwrap()
    }

    /// Any request at all, with whatever cookie.
    pub(crate) async fn request(&self, method: &str, address: &str, cookie: &str, body: String) -> Reply {
        let (parts, body) = self.respond(method, address, cookie, body).await.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        let text = |name| {
            let value = parts.headers.get(name).map(|value| value.to_str().unwrap().to_owned());
            value.unwrap_or_default()
        };
        let (location, kept) = (text(header::LOCATION), text(header::SET_COOKIE));
        let cookie = kept.split(';').next().unwrap_or_default().to_owned();
        Reply { status: parts.status, location, cookie, body: String::from_utf8(body.to_vec()).unwrap() }
    }

    async fn respond(&self, method: &str, address: &str, cookie: &str, body: String) -> Response {
        let request = Request::builder()
            .method(method)
            .uri(address)
            .header(header::HOST, "127.0.0.1")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, cookie)
            .body(Body::from(body))
            .unwrap();
        self.router.clone().oneshot(request).await.unwrap()
    }
}

/// Words that fit.
pub(crate) fn words<const MAX: usize>(text: &str) -> Words<MAX> {
    Words::new(text).unwrap()
}

impl Reply {
    /// How many bytes it is, compressed as it is sent.
    pub(crate) fn weight(&self) -> usize {
        let params = brotli::enc::BrotliEncoderParams { quality: 6, ..Default::default() };
        let mut out = Vec::new();
        brotli::BrotliCompress(&mut self.body.as_bytes(), &mut out, &params).unwrap();
        out.len()
    }
}

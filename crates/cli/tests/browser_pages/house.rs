//! The tables whose pages are looked at: the demonstration's two, one with an odd history of its own, an empty
//! one, and a long conversation from elsewhere.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use support::html::{self, Form};
use support::http::{Client, Reply};
use support::people::{self, Person};
use support::{Launch, Server, must};
use tempfile::TempDir;

/// The demonstration's public table.
pub(crate) const DEMO: &str = "manyhand";
/// The demonstration's table of six, by invitation.
pub(crate) const LUNCH: &str = "tuesdays";
/// Its table with decisions and promises.
pub(crate) const DOOR: &str = "frntdesk";
/// Statements in the conversation from elsewhere: more than one page of any list.
const ELSEWHERE_SAID: u32 = 120;
/// People who answered there.
const ELSEWHERE_PEOPLE: u32 = 24;
/// What tries a layout: no space to break at, another script, marks that are not ours.
const ODD: [&str; 3] = [
    "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaftsvorsitzendenvertreter",
    "الباب الأمامي يجب أن يكون مفتوحا لكل الناس",
    "<b>Doors</b> & \"windows\" <script>alert(1)</script> 🚪🪟 — what about them?",
];

/// Who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// Somebody without any seat.
    Stranger,
    /// Somebody with a seat at the demonstration's public table and one at the table of six.
    Seated,
    /// Whoever set the empty table and the one with a history.
    Host,
    /// Somebody with a device on which nothing is kept, at the server with the conversation from elsewhere.
    Elsewhere,
}

/// The servers and what is on them.
pub(crate) struct House {
    demo: Server,
    elsewhere: Server,
    seated: Client,
    host: Client,
    /// A table with no conversation.
    pub(crate) empty: String,
    /// A table with odd words, changed rules, a lost card and a marked offer.
    pub(crate) odd: String,
    /// The table of the conversation from elsewhere.
    pub(crate) imported: String,
    /// A card of the demonstration's public table: its words with dashes.
    pub(crate) card: String,
    /// The name of a seat at the odd table.
    pub(crate) seat_name: String,
    /// A statement of the demonstration's that was taken back.
    pub(crate) taken_back: String,
    // Removed after its server has ended.
    _elsewhere_data: TempDir,
}

impl House {
    pub(crate) fn begin(program: &str) -> Self {
        let demo = Server::demo(program);
        let (elsewhere, imported, data) = import(program);
        let mut seated = demo.client();
        let card = sit(&mut seated, &format!("/t/{DEMO}/sit"));
        sit(&mut seated, "/j/tea4each");
        take_part(&mut seated);
        sit(&mut seated, &format!("/t/{DOOR}/sit"));
        put_decisions(&mut seated);
        ask_for_an_account(&mut seated);
        let mut host = demo.client();
        let empty =
            set(&demo, &mut host, "empty", "hidden", "A table with a name that is as long as it may be, say");
        let odd = set(&demo, &mut host, "odd", "public", ODD[0]);
        let seat_name = make_odd(&demo, &mut host, &odd);
        let taken_back = taken_back(&mut demo.client());
        Self {
            demo,
            elsewhere,
            seated,
            host,
            empty,
            odd,
            imported,
            card,
            seat_name,
            taken_back,
            _elsewhere_data: data,
        }
    }

    /// The full address of a path for somebody.
    pub(crate) fn url(&self, who: Who, path: &str) -> String {
        self.server(who).url(path)
    }

    fn server(&self, who: Who) -> &Server {
        if who == Who::Elsewhere { &self.elsewhere } else { &self.demo }
    }

    /// The cookies of somebody.
    pub(crate) fn cookies(&self, who: Who) -> Vec<(String, String)> {
        let client = match who {
            Who::Stranger | Who::Elsewhere => return Vec::new(),
            Who::Seated => &self.seated,
            Who::Host => &self.host,
        };
        client.cookies().iter().map(|cookie| (cookie.name.clone(), cookie.value.clone())).collect()
    }
}

/// Reads a page that must be there.
#[track_caller]
fn read(client: &mut Client, path: &str) -> Reply {
    let reply = client.get(path).send();
    let reply = client.follow(reply);
    assert_eq!(reply.status, 200, "{path}: {}", reply.words());
    reply
}

/// Sends a form that must be taken, and gives the page after.
#[track_caller]
fn send(client: &mut Client, form: &Form) -> Reply {
    let reply = client.send_form(form).send();
    let reply = client.follow(reply);
    assert_eq!(reply.status, 200, "{}: {}", form.action, reply.words());
    reply
}

/// Takes a seat; gives the card's words with dashes.
fn sit(client: &mut Client, path: &str) -> String {
    let page = read(client, path);
    let card = send(client, &page.form("/t/")).text();
    let words = card.split("rt-seatcard__words\">").nth(1).and_then(|rest| rest.split("</p>").next());
    let words = html::words(words.unwrap_or_default());
    let words: Vec<&str> = words.split_whitespace().collect();
    assert_eq!(words.len(), 5, "no card: {card}");
    words.join("-")
}

/// Five answers, one with more to it, and one thing of one's own.
fn take_part(client: &mut Client) {
    let base = format!("/t/{DEMO}/c/1");
    let mut page = read(client, &format!("{base}/say"));
    for (at, button) in ["Agree", "Disagree", "Not sure, or skip", "Agree", "Agree"].iter().enumerate() {
        let mut form = page.form(&base).pressing(button);
        if at == 0 {
            form = form.with("matters", "yes").with("reason", "I have waited for this.");
        }
        page = send(client, &form);
    }
    say(client, &base, "Let us meet where there is a ramp.");
}

/// Three decisions that this seat can answer: where somebody stands, an order, and a sum to share.
fn put_decisions(client: &mut Client) {
    let page = |kind: &str| format!("/t/{DOOR}/d/new/{kind}");
    put(client, &page("vote"), &[]);
    put(client, &page("ranked"), &[("options", "A lamp\nA bench\nA bell that can be heard far away")]);
    put(client, &page("shared-budget"), &[("budget", "100"), ("options", "A lamp, 40\nA bench, 60.50")]);
}

/// An account that this seat can answer: the third one.
fn ask_for_an_account(client: &mut Client) {
    let page = format!("/t/{DOOR}/c/1/heard/call");
    let form = read(client, &page).form(&page).with("places", "3").with("last-day", "2028-01-01");
    send(client, &form);
}

fn put(client: &mut Client, page: &str, more: &[(&str, &str)]) {
    let mut form = read(client, page).form(page).with("proposal", "Should there be a light over the door?");
    let told = ["would-do", "cost", "who-does", "would-stop", "bad-for", "overrule"];
    for (field, words) in
        told.iter().map(|field| (*field, "We have talked about it.")).chain(more.iter().copied())
    {
        form = form.with(field, words);
    }
    for (field, day) in [("closes", "2028-01-01"), ("review-on", "2028-02-01")] {
        form = form.with(field, day);
    }
    let check = send(client, &form);
    let mut sure = check.form(page);
    let button = sure.buttons.iter().find(|(name, ..)| name == "sure").cloned();
    let (name, value, _) = support::must(button.ok_or("no button"), "open it");
    sure.fields.push((name, value));
    send(client, &sure);
}

fn say(client: &mut Client, base: &str, words: &str) {
    let form = read(client, &format!("{base}/add")).form(base).with("statement", words);
    let checked = send(client, &form);
    send(client, &checked.form(base).pressing("Send it"));
}

/// Sets a table through the API and gives its code; the browser of the same person has the cookie then.
fn set(demo: &Server, host: &mut Client, stem: &str, findable: &str, name: &str) -> String {
    let mut person = Person::new(demo.address(), stem);
    let table = person.set_table(&name.chars().take(60).collect::<String>(), findable);
    host.set_cookie(&format!("seat-{table}"), person.token().unwrap_or_default());
    table
}

/// Odd words, a changed agreement, a marked and changed offer, a name, and a lost card. Gives the seat's name.
fn make_odd(demo: &Server, host: &mut Client, table: &str) -> String {
    let base = format!("/t/{table}");
    let form = read(host, &format!("{base}/agreement")).form(&base);
    send(host, &form.with("agreement", "We listen.\nWe rest.").with("why", "Two of us asked for it."));
    let talk = format!("{base}/c/1");
    open(host, &base);
    for words in ODD {
        say(host, &talk, words);
    }
    let form = read(host, &format!("{talk}/offer")).form(&talk);
    send(host, &form.with("mark", "We were told it was all open."));
    let form = read(host, &format!("{talk}/offer/change")).form(&talk);
    send(host, &form.with("fixed", ODD[0]).with("why", "We looked again."));
    let form = read(host, &format!("{base}/me/name")).form(&base);
    send(host, &form.with("name", "Zoë 🌻"));
    let form = read(host, &format!("{base}/me/bring")).form(&base);
    send(host, &form.with("own-strength", "I know every bus driver"));
    let me = read(host, &format!("{base}/me")).words();
    let seat = me.split(['“', '”']).nth(1).unwrap_or_default().to_owned();
    let mut stranger = demo.client();
    let form = read(&mut stranger, &format!("{base}/lost")).form("/lost");
    send(&mut stranger, &form.with("seat-name", &seat));
    seat
}

fn open(host: &mut Client, base: &str) {
    let offer = people::offer(ODD[0]);
    let mut form = read(host, &format!("{base}/c/new")).form(base);
    for (name, value) in offer.as_object().into_iter().flatten() {
        form = form.with(&name.replace('_', "-"), value.as_str().unwrap_or_default());
    }
    send(host, &form);
}

/// The path of a statement that its author took back.
fn taken_back(client: &mut Client) -> String {
    let page = read(client, &format!("/t/{DEMO}/c/1/all")).text();
    let before = page.split("was taken back").next().unwrap_or_default();
    let link = before.rsplit("href=\"").next().and_then(|rest| rest.split('"').next());
    link.unwrap_or_default().to_owned()
}

/// A server with one long conversation from elsewhere, the code of its table, and where its data are.
fn import(program: &str) -> (Server, String, TempDir) {
    let data = must(tempfile::tempdir(), "make a temporary directory");
    let from = data.path().join("polis");
    write_polis(&from);
    let output = Command::new(program)
        .args(["--json", "import", "polis"])
        .arg(&from)
        .arg("--data")
        .arg(data.path().join("house"))
        .output();
    let output = must(output, "run the import");
    let said: Value = must(serde_json::from_slice(&output.stdout), "read what the import said");
    let table = people::text(&said, "table");
    let server = Launch::serve(program).data(data.path().join("house")).start();
    (server, table, data)
}

/// As its publishers write them: people of two minds, who answer most things.
fn write_polis(into: &Path) {
    let mut comments =
        "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n".to_owned();
    let mut votes = "timestamp,datetime,comment-id,voter-id,vote\n".to_owned();
    for said in 0..ELSEWHERE_SAID {
        let words = match ODD.get(said as usize) {
            Some(odd) => odd.replace('"', "\"\""),
            None => format!(
                "Thing number {said} that somebody said, long enough to need a second line on a phone"
            ),
        };
        let author = said % ELSEWHERE_PEOPLE;
        let time = 1_700_000_000_000_u64 + u64::from(said) * 60_000;
        let _ = writeln!(comments, "{time},Tue,{said},{author},0,0,1,\"{words}\"");
        for person in
            (0..ELSEWHERE_PEOPLE).filter(|person| (person + said) % 5 > 0 && said + 3 < ELSEWHERE_SAID)
        {
            let vote = match (person * 7 + said * 3) % 6 {
                0 => 0,
                1..=3 if person % 2 == 0 => -1,
                1 | 2 => 1,
                _ if said % 3 == 0 => -1,
                _ => 1,
            };
            let _ = writeln!(votes, "{time},Tue,{said},{person},{vote}");
        }
    }
    must(fs::create_dir_all(into), "make a place for the files");
    let summary =
        "topic,Doors and windows\nurl,https://example.org/doors\nconversation-description,A long talk.\n";
    for (name, text) in [("summary.csv", summary), ("comments.csv", &comments), ("votes.csv", &votes)] {
        must(fs::write(into.join(name), text), "write a file");
    }
}

//! All pages: each address of the routers, in the states that look different.

use std::fmt;

use crate::house::{DEMO, DOOR, House, LUNCH, Who};
use crate::steps::steps;

/// A page as somebody comes to it.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    /// Which page it is; only pages of one kind may have the same title.
    pub(crate) kind: &'static str,
    /// Its address.
    pub(crate) path: String,
    /// The forms that are sent from there, one after another, when what comes then is the page that is meant.
    pub(crate) sent: Vec<Sent>,
    /// The status it comes with.
    pub(crate) status: u16,
}

/// A form that is sent.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    /// Where it goes, exactly.
    pub(crate) action: String,
    /// What is put in, over what is there.
    pub(crate) fields: Vec<(&'static str, String)>,
    /// The words of the button; the first one if this is left out.
    pub(crate) button: Option<&'static str>,
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path)?;
        let short = |value: &str| value.chars().take(20).collect::<String>();
        for sent in &self.sent {
            write!(f, " → {}", sent.action)?;
            sent.fields.iter().try_for_each(|(name, value)| write!(f, ", {name}={:?}", short(value)))?;
        }
        Ok(())
    }
}

/// A page that is there.
pub(crate) fn at(kind: &'static str, path: impl Into<String>) -> Page {
    Page { kind, path: path.into(), sent: Vec::new(), status: 200 }
}

impl Page {
    pub(crate) fn status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// What comes when its form is sent.
    pub(crate) fn send(mut self, action: &str, fields: &[(&'static str, &str)]) -> Self {
        let fields = fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        self.sent.push(Sent { action: action.to_owned(), fields, button: None });
        self
    }

    pub(crate) fn pressing(mut self, button: &'static str) -> Self {
        if let Some(sent) = self.sent.last_mut() {
            sent.button = Some(button);
        }
        self
    }
}

/// What comes when a form is sent with something in it to mend.
fn wrong(kind: &'static str, path: &str, action: &str, fields: &[(&'static str, &str)]) -> Page {
    at(kind, path).send(action, fields).status(422)
}

/// Everybody, with the pages they see, in an order in which the last ones may change things.
pub(crate) fn all(house: &mut House) -> Vec<(Who, Vec<Page>)> {
    vec![
        (Who::Stranger, [front(), doors(house), read_only(), became(), faults()].concat()),
        (Who::Elsewhere, elsewhere(house)),
        (Who::Host, [odd(house), empty(house)].concat()),
        (Who::Seated, [own(), talking(), mending(), deciding(), undecided(), steps(), lasting()].concat()),
        // What is sent here ends things, so it comes last.
        (Who::Stranger, sitting(house)),
    ]
}

/// The pages that people spend their time on.
pub(crate) fn main_ones(_: &mut House) -> Vec<Page> {
    let talk = format!("/t/{DEMO}/c/1");
    vec![
        at("/", "/"),
        at("settings", "/settings"),
        at("table", format!("/t/{DEMO}")),
        at("conversation", &*talk),
        at("say", format!("{talk}/say")),
        at("add", format!("{talk}/add")),
        at("statement", format!("{talk}/s/1")),
        at("stand", format!("{talk}/stand")),
        at("offer", format!("{talk}/offer")),
        at("me", format!("/t/{DEMO}/me")),
        at("invitations", format!("/t/{DEMO}/invitations")),
        at("decision", format!("/t/{DOOR}/d/6")),
        at("decision", format!("/t/{DOOR}/d/11")),
        at("account", format!("/t/{DOOR}/heard/1")),
        at("promises", format!("/t/{DOOR}/promises")),
    ]
}

fn front() -> Vec<Page> {
    let long = "x".repeat(2000);
    vec![
        at("/", "/"),
        at("/me", "/me"),
        at("go", "/go"),
        wrong("go wrong", "/go", "/go", &[("code", "ABCD-EFGH")]),
        at("settings", "/settings"),
        at("settings", "/settings").send("/settings", &[("theme", "device"), ("size", "1")]),
        at("leave/about", "/leave/about"),
        at("safety", "/safety"),
        at("privacy", "/privacy"),
        at("accessibility", "/accessibility"),
        at("help", "/help"),
        at("start", "/start"),
        at("start", "/start/service"),
        at("start", "/start/place"),
        at("start", "/start/group"),
        at("start", "/start/blank"),
        wrong("start wrong", "/start/blank", "/start/blank", &[]),
        wrong(
            "start wrong",
            "/start/service",
            "/start/service",
            &[("table-name", &long), ("purpose", &long)],
        ),
    ]
}

fn doors(house: &House) -> Vec<Page> {
    let card = &house.card;
    vec![
        at("back", "/back"),
        at("back", format!("/t/{DEMO}/back")),
        at("back", format!("/back/{DEMO}/{card}")),
        wrong("back wrong", "/back", "/back", &[]),
        wrong(
            "back wrong",
            "/back",
            "/back",
            &[("code", DEMO), ("card", "river xylophon river river river")],
        ),
        wrong("back wrong", "/back", "/back", &[("code", LUNCH), ("card", &card.replace('-', " "))]),
        at("lost", "/lost"),
        at("lost", format!("/t/{DEMO}/lost")),
        wrong("lost wrong", "/lost", "/lost", &[("code", DEMO), ("seat-name", "no such seat")]),
        at("table", format!("/t/{DEMO}")),
        at("table", format!("/t/{LUNCH}")),
        at("sit", format!("/t/{DEMO}/sit")),
        at("sit", format!("/t/{LUNCH}/sit")),
        at("sit", "/j/bethere2"),
        at("sit", "/j/tea4each"),
        at("agreement", format!("/t/{DEMO}/agreement")),
        at("agreement 1", format!("/t/{DEMO}/agreement/1")),
        at("agreement 2", format!("/t/{DEMO}/agreement/2")),
        at("brings", format!("/t/{DEMO}/brings")),
        at("statement", &*house.taken_back),
    ]
}

/// The demonstration's conversation, for those who only read.
fn read_only() -> Vec<Page> {
    let talk = format!("/t/{DEMO}/c/1");
    vec![
        at("conversation", &*talk),
        at("offer", format!("{talk}/offer")),
        at("statement", format!("{talk}/s/1")),
        at("stand", format!("{talk}/stand")),
        at("stand how", format!("{talk}/stand/how")),
        at("unlike", format!("{talk}/stand/unlike")),
        at("all", format!("{talk}/all")),
    ]
}

fn faults() -> Vec<Page> {
    vec![
        at("404", "/nothing/here").status(404),
        at("404", format!("/t/{DEMO}/c/99")).status(404),
        at("401", format!("/t/{DEMO}/me")).status(401),
        at("401", format!("/t/{DEMO}/checking")).status(401),
        at("401", format!("/t/{DEMO}/c/1/say")).status(401),
        at("401", format!("/t/{LUNCH}/c/1")).status(401),
        at("fault", format!("/t/{DEMO}/me/stop")).status(405),
    ]
}

fn elsewhere(house: &House) -> Vec<Page> {
    let (table, talk) = (format!("/t/{}", house.imported), format!("/t/{}/c/1", house.imported));
    vec![
        at("/", "/"),
        at("table elsewhere", table),
        at("conversation elsewhere", &*talk),
        at("stand elsewhere", format!("{talk}/stand")),
        at("stand elsewhere", format!("{talk}/stand?from=100")),
        at("stand how elsewhere", format!("{talk}/stand/how")),
        at("all elsewhere", format!("{talk}/all")),
        at("all elsewhere", format!("{talk}/all?from=50")),
        at("statement elsewhere", format!("{talk}/s/1")),
        at("statement elsewhere", format!("{talk}/s/60")),
    ]
}

/// The table with a history: odd words, a lost card, a marked and changed offer.
fn odd(house: &House) -> Vec<Page> {
    let table = format!("/t/{}", house.odd);
    let talk = format!("{table}/c/1");
    vec![
        at("table odd", &*table),
        at("vouch odd", format!("{table}/vouch")),
        at("me odd", format!("{table}/me")),
        at("checking odd", format!("{table}/checking")),
        at("agreement odd", format!("{table}/agreement")),
        at("conversation odd", &*talk),
        at("offer odd", format!("{talk}/offer")),
        at("all odd", format!("{talk}/all")),
        at("stand odd", format!("{talk}/stand")),
        at("statement odd", format!("{talk}/s/1")),
        at("statement odd", format!("{talk}/s/2")),
        at("statement odd", format!("{talk}/s/3")),
        at("withdraw odd", format!("{talk}/s/3/withdraw")),
        at("done odd", format!("{talk}/done")),
        at("me said odd", format!("{table}/me/said")),
        at("waiting", "/lost").send("/lost", &[("code", &house.odd), ("seat-name", &house.seat_name)]),
    ]
}

fn empty(house: &House) -> Vec<Page> {
    let table = format!("/t/{}", house.empty);
    vec![
        at("table empty", &*table),
        at("me empty", format!("{table}/me")),
        at("checking empty", format!("{table}/checking")),
        at("me said empty", format!("{table}/me/said")),
        at("brings empty", format!("{table}/brings")),
        at("vouch empty", format!("{table}/vouch")),
    ]
}

/// One's own pages at the demonstration's table.
fn own() -> Vec<Page> {
    let table = format!("/t/{DEMO}");
    vec![
        at("/", "/"),
        at("/me", "/me"),
        at("table", &*table),
        at("table", format!("/t/{LUNCH}")),
        at("me", format!("{table}/me")),
        at("me", format!("{table}/me?done=saved")),
        at("me said", format!("{table}/me/said")),
        at("me answers", format!("{table}/me/answers/1")),
        at("me name", format!("{table}/me/name")),
        at("me bring", format!("{table}/me/bring")),
        at("me bring", format!("{table}/me/bring?first=1")),
        at("me connected", format!("{table}/me/connected")),
        at("me connected", format!("{table}/me/connected?first=1")),
        at("me leave", format!("{table}/me/leave")),
        at("checking", format!("{table}/checking")),
        at("card", format!("{table}/card")),
        at("vouch", format!("{table}/vouch")),
        at("agreement", format!("{table}/agreement")),
        at("invitations", format!("{table}/invitations")),
        at("poster", format!("{table}/poster/bethere2")),
        at("cards", format!("{table}/poster/bethere2/cards")),
        at("brings", format!("{table}/brings")),
    ]
}

/// The conversations, for those who take part.
fn talking() -> Vec<Page> {
    let talk = format!("/t/{DEMO}/c/1");
    let lunch = format!("/t/{LUNCH}/c/1");
    vec![
        at("conversation", &*talk),
        at("conversation lunch", &*lunch),
        at("stand lunch", format!("{lunch}/stand")),
        at("stand how lunch", format!("{lunch}/stand/how")),
        at("say lunch", format!("{lunch}/say")),
        at("say", format!("{talk}/say")),
        at("add", format!("{talk}/add")),
        at("check", format!("{talk}/add")).send(
            &format!("{talk}/add"),
            &[(
                "statement",
                "Nobody knows the whole truth, ring 07700 900123 or write to a@example.org, SW1A 1AA",
            )],
        ),
        at("statement", format!("{talk}/s/1")),
        at("statement", format!("{talk}/s/5")),
        at("offer", format!("{talk}/offer")),
        at("change", format!("{talk}/offer/change")),
        at("stand", format!("{talk}/stand")),
        at("unlike", format!("{talk}/stand/unlike")),
        at("all", format!("{talk}/all")),
        at("done", format!("{talk}/done")),
        at("open", format!("/t/{DEMO}/c/new")),
    ]
}

/// Forms that come back with something to mend.
fn mending() -> Vec<Page> {
    let (table, talk) = (format!("/t/{DEMO}"), format!("/t/{DEMO}/c/1"));
    let long = "long ".repeat(500);
    let path = |base: &str, rest: &str| format!("{base}/{rest}");
    let same = |kind, path: &str, fields: &[(&'static str, &str)]| wrong(kind, path, path, fields);
    vec![
        same("me name wrong", &path(&table, "me/name"), &[("name", &long)]),
        same("me bring wrong", &path(&table, "me/bring"), &[("own-strength", &long)]),
        same("agreement wrong", &path(&table, "agreement"), &[("agreement", ""), ("why", "")]),
        same("invitations wrong", &path(&table, "invitations"), &[("how-many", "many"), ("last-day", "")]),
        same("open wrong", &path(&table, "c/new"), &[("open", &long)]),
        same("add wrong", &path(&talk, "add"), &[("statement", "")]),
        same("add wrong", &path(&talk, "add"), &[("statement", &long)]),
        same("offer wrong", &path(&talk, "offer"), &[("mark", "")]),
        same("change wrong", &path(&talk, "offer/change"), &[("fixed", ""), ("by-when", ""), ("why", "")]),
    ]
}

/// What became of a conversation, for those who only read.
fn became() -> Vec<Page> {
    let door = format!("/t/{DOOR}");
    let page = |kind, rest: &str| at(kind, format!("{door}{rest}"));
    let mut pages = vec![
        page("table door", ""),
        page("changes", "/changes"),
        page("changes", "/changes?to=2020-01-01"),
        page("rules", "/rules"),
        page("decisions", "/d"),
        page("heard", "/c/1/heard"),
        page("promises", "/promises"),
        page("promises poster", "/promises/poster"),
        page("papers", "/papers"),
        page("record", "/record"),
        page("record", "/record?entries=5"),
        page("record", "/record?entries=99999"),
        page("conversation door", "/c/1"),
        page("statement door", "/c/1/s/1"),
        at("changes mine", "/changes"),
    ];
    pages.extend((1..=9).map(|number| page("decision", &format!("/d/{number}"))));
    pages.extend((1..=8).map(|number| page("promise", &format!("/p/{number}"))));
    pages.extend((1..=2).map(|number| page("account", &format!("/heard/{number}"))));
    pages
}

/// The pages on which a group decides and promises, for those with a seat.
fn deciding() -> Vec<Page> {
    let door = format!("/t/{DOOR}");
    let page = |kind, rest: &str| at(kind, format!("{door}{rest}"));
    let mut pages = vec![
        page("me door", "/me"),
        page("checking door", "/checking"),
        page("mail", "/me/mail"),
        at("changes mine", "/changes"),
        page("changes", "/changes"),
        page("decisions", "/d"),
        page("asked before", "/d/new"),
        page("asked before", "/d/new?words=The+front+door+opens+at+eight"),
        page("decision", "/d/9"),
        page("not here", "/d/8/not-here"),
        page("account", "/heard/1"),
        page("call", "/c/1/heard/call"),
        page("write", "/c/1/heard/write"),
        page("promises", "/promises"),
        page("promise new", "/promises/new"),
        page("promise new", "/promises/new?from=d2"),
        page("promise", "/p/4"),
        page("papers", "/papers"),
    ];
    let kinds = ["consent", "vote", "both-must-agree", "ranked", "shared-budget", "advice", "new-rules"];
    pages.extend(kinds.map(|kind| page("decision new", &format!("/d/new/{kind}?source=h1"))));
    // Those that were opened when this seat was there, so that they can be answered.
    pages.extend((10..=12).map(|number| page("decision", &format!("/d/{number}"))));
    let wrong = |kind, rest: &str, fields: &[(&'static str, &str)]| {
        let path = format!("{door}{rest}");
        wrong(kind, &path, &path, fields)
    };
    pages.extend([
        wrong("decision wrong", "/d/10", &[]),
        wrong("decision wrong", "/d/11", &[("place-0", "first")]),
        wrong("decision new wrong", "/d/new/shared-budget", &[("options", "One, 5\nTwo")]),
    ]);
    pages.push(
        page("promise new wrong", "/promises/new?from=d2")
            .send(&format!("{door}/promises/new"), &[])
            .status(422),
    );
    pages
}

/// A table that has not chosen yet how it decides.
fn undecided() -> Vec<Page> {
    let table = format!("/t/{DEMO}");
    let page = |kind, rest: &str| at(kind, format!("{table}{rest}"));
    vec![
        page("rules none", "/rules"),
        page("rules choose", "/rules/choose"),
        page("decisions none", "/d"),
        page("asked before none", "/d/new"),
        page("heard none", "/c/1/heard"),
        page("promises none", "/promises"),
        wrong(
            "rules choose wrong",
            &format!("{table}/rules/choose"),
            &format!("{table}/rules/choose"),
            &[("rules", "ranked"), ("share", "5"), ("disagreement", "")],
        ),
    ]
}

/// What comes after a form that is taken.
fn lasting() -> Vec<Page> {
    let (table, talk) = (format!("/t/{DEMO}"), format!("/t/{DEMO}/c/1"));
    vec![
        at("statement", format!("{talk}/s/7")).send(&format!("{talk}/s/7"), &[]).pressing("Agree"),
        at("check", format!("{talk}/add"))
            .send(&format!("{talk}/add"), &[("statement", "A page should have pictures of hands.")]),
        at("card new", format!("{table}/card")).send(&format!("{table}/card"), &[]),
        at("left", format!("/t/{LUNCH}/me/leave")).send(&format!("/t/{LUNCH}/me/leave"), &[]),
    ]
}

/// Taking a seat.
fn sitting(house: &House) -> Vec<Page> {
    let action = format!("/t/{}/sit", house.odd);
    vec![at("card new", &*action).send(&action, &[])]
}

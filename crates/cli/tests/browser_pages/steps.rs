//! Pages that come in the middle of doing something: answers on their way, forms of several steps, what is to be mended.

use crate::house::DOOR;
use crate::list::{Page, at};

/// The first line of the account that is open.
const LINE: u32 = 6;

fn page(kind: &'static str, rest: &str) -> Page {
    at(kind, format!("/t/{DOOR}{rest}"))
}

/// What comes when the form of a page at the door's table is sent.
fn sent(kind: &'static str, rest: &str, fields: &[(&'static str, &str)]) -> Page {
    page(kind, rest).send(&format!("/t/{DOOR}{rest}"), fields)
}

/// For the seat that opened three decisions and asked for an account. Later ones count on earlier ones.
pub(crate) fn steps() -> Vec<Page> {
    [accounts(), written(), proposed(), answered(), promised(), checked(), papers()].concat()
}

/// An account, while people answer it line by line.
fn accounts() -> Vec<Page> {
    let line = format!("/heard/3/answer/{LINE}");
    let long = "long ".repeat(500);
    vec![
        sent("call wrong", "/c/1/heard/call", &[("places", "many")]).status(422),
        page("account", "/heard/3"),
        page("answer line", "/heard/3/answer"),
        sent("answer line wrong", &line, &[("not-quite", &long)]).pressing("Not quite").status(422),
        sent("answer line", &line, &[("not-quite", "Not on Sundays.")]).pressing("Not quite"),
        page("missing", "/heard/3/missing"),
        sent("missing wrong", "/heard/3/missing", &[]).status(422),
        sent("account", "/heard/3/missing", &[("missing", "A bench in the sun.")]),
    ]
}

/// Writing an account: what is in it, in which order, how it will read.
fn written() -> Vec<Page> {
    let write = "/c/1/heard/write";
    let order = || sent("write order", write, &[("line", "3")]).pressing("Put them in order");
    let check = Page { kind: "write check", ..order() }
        .send(&format!("/t/{DOOR}{write}"), &[("after", "That is what some of us say.")])
        .pressing("See how it will read");
    vec![sent("write wrong", write, &[]).pressing("Put them in order").status(422), order(), check]
}

/// A proposal, before it is opened; and a question that was asked before.
fn proposed() -> Vec<Page> {
    let proposal = [
        ("proposal", "Should the door be green?"),
        ("would-do", "It would be seen from far away."),
        ("cost", "A tin of paint."),
        ("who-does", "Two of us."),
        ("would-stop", "Nothing."),
        ("bad-for", "Nobody we know."),
        ("overrule", "Nobody."),
    ];
    let offer = [
        ("question", "When should the front door be open?"),
        ("open", "All of it."),
        ("fixed", "Nothing."),
        ("who-decides", "All of us."),
        ("who-spends", "Nobody."),
        ("who-stops", "Nobody."),
        ("how-decided", "Together."),
    ];
    vec![
        sent("decision new wrong", "/d/new/vote", &[]).status(422),
        sent("decision new wrong", "/d/new/new-rules", &[]).status(422),
        sent("decision check", "/d/new/vote", &proposal),
        sent("open asked", "/c/new", &offer),
    ]
}

/// Decisions, while people answer them.
fn answered() -> Vec<Page> {
    let not_here = "/d/9/not-here";
    vec![
        sent("decision", "/d/10", &[("stand", "worried"), ("reason", "Moths come to the light.")]),
        sent("decision", "/d/11", &[("place-0", "2"), ("place-1", "1")]),
        sent("decision", "/d/12", &[("want", "1")]),
        page("decision", "/d/11").send(&format!("/t/{DOOR}/d/11/time"), &[]),
        page("not here", not_here),
        sent("not here", not_here, &[]).pressing("Add a row"),
        sent("not here wrong", not_here, &[("who-0", "Neighbours"), ("expected-0", "many")]).status(422),
    ]
}

/// Promises, made, told of and judged.
fn promised() -> Vec<Page> {
    let new = "/promises/new";
    let kept = [("who", "The morning team"), ("promise", "We oil the hinges."), ("promise-by", "2028-01-01")];
    vec![
        sent("promise wrong", "/p/4", &[("kind", "will-not")]).pressing("Tell everybody").status(422),
        sent("promise", "/p/4", &[]).pressing("Not kept"),
        page("promise", "/promises/new?from=d2").send(&format!("/t/{DOOR}{new}"), &kept),
    ]
}

/// One's own answers in the record, once there are some that wait until they are counted.
fn checked() -> Vec<Page> {
    vec![page("checking door", "/checking")]
}

/// Papers, read as pages.
fn papers() -> Vec<Page> {
    vec![
        page("minutes", "/papers/minutes.html"),
        page("actions", "/papers/actions.html"),
        page("evidence", "/papers/evidence/1.html"),
        page("account paper", "/heard/1/account.html"),
    ]
}

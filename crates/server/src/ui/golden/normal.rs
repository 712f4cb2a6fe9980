//! One way of writing HTML, so that two ways of writing the same can be compared.

use html5ever::tendril::TendrilSink;
use html5ever::{Attribute, ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// What is left out of the writing.
#[derive(Clone, Copy, Default)]
pub(super) struct Omit {
    /// Elements of this name, with all that is in them.
    pub(super) element: Option<&'static str>,
    /// This class.
    pub(super) class: Option<&'static str>,
    /// Attributes that begin like this.
    pub(super) attribute: Option<&'static str>,
}

/// The fragment with attributes and classes sorted and white space folded.
pub(super) fn of(html: &str, omit: &Omit) -> String {
    let body = QualName::new(None, ns!(html), local_name!("body"));
    let dom = parse_fragment(RcDom::default(), ParseOpts::default(), body, Vec::new(), false).one(html);
    let root = dom.document.children.borrow()[0].clone();
    let mut out = String::new();
    write(&root, omit, &mut out);
    out
}

fn write(parent: &Handle, omit: &Omit, out: &mut String) {
    let children = parent.children.borrow();
    for (index, child) in children.iter().enumerate() {
        match &child.data {
            NodeData::Text { contents } => {
                let (first, last) = (index == 0, index + 1 == children.len());
                out.push_str(&fold(&contents.borrow(), first, last));
            }
            NodeData::Element { name, attrs, .. } if Some(&*name.local) != omit.element => {
                out.push_str(&open(&name.local, &attrs.borrow(), omit));
                write(child, omit, out);
                out.push_str("</>");
            }
            _ => {}
        }
    }
}

fn open(name: &str, attributes: &[Attribute], omit: &Omit) -> String {
    let mut attributes: Vec<String> = attributes
        .iter()
        .map(|attribute| (&*attribute.name.local, &*attribute.value))
        .filter(|(name, _)| omit.attribute.is_none_or(|start| !name.starts_with(start)))
        .map(|(name, value)| {
            if name != "class" {
                return format!("{name}={value:?}");
            }
            let mut classes: Vec<&str> =
                value.split_whitespace().filter(|class| Some(*class) != omit.class).collect();
            classes.sort_unstable();
            format!("class={:?}", classes.join(" "))
        })
        .collect();
    attributes.sort_unstable();
    format!("<{name} {}>", attributes.join(" "))
}

/// White space becomes one space; at the edges of an element, and alone between elements, it goes.
fn fold(text: &str, first: bool, last: bool) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        return words;
    }
    let before = if !first && text.starts_with(char::is_whitespace) { " " } else { "" };
    let after = if !last && text.ends_with(char::is_whitespace) { " " } else { "" };
    format!("{before}{words}{after}")
}

//! One way of writing HTML, so that two ways of writing the same can be compared.

use scraper::node::Node;
use scraper::{ElementRef, Html};

/// The fragment with attributes and classes sorted and white space folded; without the elements named
/// `omit` and without the class `drop_class`.
pub(super) fn of(html: &str, omit: Option<&str>, drop_class: Option<&str>) -> String {
    let fragment = Html::parse_fragment(html);
    let mut out = String::new();
    write(fragment.root_element(), omit, drop_class, &mut out);
    out
}

fn write(element: ElementRef<'_>, omit: Option<&str>, drop_class: Option<&str>, out: &mut String) {
    let children: Vec<_> = element.children().collect();
    for (index, child) in children.iter().enumerate() {
        match child.value() {
            Node::Text(text) => {
                let (first, last) = (index == 0, index + 1 == children.len());
                out.push_str(&fold(text, first, last));
            }
            Node::Element(inner) => {
                let Some(reference) = ElementRef::wrap(*child) else { continue };
                if Some(inner.name()) == omit {
                    continue;
                }
                out.push_str(&open(inner, drop_class));
                write(reference, omit, drop_class, out);
                out.push_str("</>");
            }
            _ => {}
        }
    }
}

fn open(element: &scraper::node::Element, drop_class: Option<&str>) -> String {
    let mut attributes: Vec<String> = element
        .attrs()
        .map(|(name, value)| {
            if name != "class" {
                return format!("{name}={value:?}");
            }
            let mut classes: Vec<&str> =
                value.split_whitespace().filter(|class| Some(*class) != drop_class).collect();
            classes.sort_unstable();
            format!("class={:?}", classes.join(" "))
        })
        .collect();
    attributes.sort_unstable();
    format!("<{} {}>", element.name(), attributes.join(" "))
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

//! Writing the pages and the tree down.

use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TagGroup, TagTree};
use krilla::{Document, SerializeSettings};

use super::PdfError;
use super::flow::LaidOut;
use super::pages::{Branch, Child, Entry, Mark};
use super::style::{Ink, PAGE, Style};
use super::wrap::{Line, Piece};
use crate::document::Paper;

/// The bytes of the file.
pub(super) fn write(paper: &Paper, laid_out: LaidOut) -> Result<Vec<u8>, PdfError> {
    let LaidOut { pages, tree } = laid_out;
    let mut document = Document::new_with(settings()?);
    let mut drawn: Vec<Vec<Identifier>> = vec![Vec::new(); pages.leaves];
    for marks in &pages.marks {
        let size = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or_else(|| refused("the page has no size"))?;
        let mut page = document.start_page_with(size);
        let mut surface = page.surface();
        for mark in marks {
            draw(&mut surface, mark, &mut drawn);
        }
        surface.finish();
        page.finish();
    }
    let mut tags = TagTree::new();
    for branch in tree {
        tags.push(group(branch, &drawn));
    }
    document.set_tag_tree(tags);
    document.set_outline(outline(pages.outline));
    document.set_metadata(
        Metadata::new()
            .title(super::wrap::paragraphs(&paper.title).join(" "))
            .language(paper.language.trim().to_owned())
            .creator("Roundtable".to_owned()),
    );
    document.finish().map_err(|error| refused(&format!("{error:?}")))
}

fn refused(why: &str) -> PdfError {
    // What krilla says may quote a whole paper.
    PdfError::Refused(why.chars().take(300).collect())
}

fn settings() -> Result<SerializeSettings, PdfError> {
    let configuration = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let configuration = configuration.map_err(|error| refused(&format!("{error:?}")))?;
    Ok(SerializeSettings { configuration, ..SerializeSettings::default() })
}

fn draw(surface: &mut Surface<'_>, mark: &Mark, drawn: &mut [Vec<Identifier>]) {
    match mark {
        Mark::Bar { x, y, width, height, ink } => {
            artifact(surface, ArtifactType::Layout, |surface| bar(surface, [*x, *y, *width, *height], *ink));
        }
        Mark::Words { line, style, x, baseline, leaf } => {
            surface.set_fill(Some(fill(style.ink)));
            let at = Point::from_xy(*x, *baseline);
            match leaf.and_then(|leaf| drawn.get_mut(leaf.0)) {
                Some(place) => place.extend(content(surface, line, *style, at)),
                None => artifact(surface, ArtifactType::PaginationOther, |surface| {
                    for (piece, at) in placed(line, at) {
                        glyphs(surface, piece, *style, at);
                    }
                }),
            }
        }
    }
}

fn artifact(surface: &mut Surface<'_>, kind: ArtifactType, paint: impl FnOnce(&mut Surface<'_>)) {
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
    paint(surface);
    surface.end_tagged();
}

/// Draws a line as content. What comes back names its pieces in the order in which they are read, which is not always
/// that in which they stand.
fn content(surface: &mut Surface<'_>, line: &Line, style: Style, at: Point) -> Vec<Identifier> {
    let mut pieces = Vec::new();
    for (piece, at) in placed(line, at) {
        let identifier = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        glyphs(surface, piece, style, at);
        surface.end_tagged();
        pieces.push((piece.at, identifier));
    }
    pieces.sort_by_key(|(at, _)| *at);
    pieces.into_iter().map(|(_, identifier)| identifier).collect()
}

/// The pieces of a line, each with the point where it starts.
fn placed(line: &Line, start: Point) -> impl Iterator<Item = (&Piece, Point)> {
    line.pieces.iter().scan(start.x, move |x, piece| {
        let at = Point::from_xy(*x, start.y);
        *x += piece.width;
        Some((piece, at))
    })
}

fn glyphs(surface: &mut Surface<'_>, piece: &Piece, style: Style, at: Point) {
    if let Some(font) = piece.face.drawn() {
        surface.draw_glyphs(at, &piece.glyphs, font, &piece.words, style.size, false);
    }
}

fn bar(surface: &mut Surface<'_>, [x, y, width, height]: [f32; 4], ink: Ink) {
    let mut path = PathBuilder::new();
    if let Some(rectangle) = Rect::from_xywh(x, y, width, height) {
        path.push_rect(rectangle);
    }
    if let Some(path) = path.finish() {
        surface.set_fill(Some(fill(ink)));
        surface.draw_path(&path);
    }
}

fn fill(Ink(red, green, blue): Ink) -> Fill {
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        opacity: NormalizedF32::ONE,
        rule: krilla::paint::FillRule::default(),
    }
}

/// A branch as krilla has it, with what was drawn for its leaves.
fn group(branch: Branch, drawn: &[Vec<Identifier>]) -> TagGroup {
    let mut group = TagGroup::new(branch.tag);
    for child in branch.children {
        match child {
            Child::Branch(branch) => group.push(Node::Group(self::group(branch, drawn))),
            Child::Leaf(leaf) => {
                let identifiers = drawn.get(leaf.0).into_iter().flatten();
                group.children.extend(identifiers.map(|identifier| Node::Leaf(*identifier)));
            }
        }
    }
    group
}

/// The headings, each under the last one above its level.
fn outline(entries: Vec<Entry>) -> Outline {
    fn close(open: &mut Vec<(u16, OutlineNode)>, outline: &mut Outline) {
        if let Some((_, done)) = open.pop() {
            match open.last_mut() {
                Some((_, above)) => above.push_child(done),
                None => outline.push_child(done),
            }
        }
    }
    let mut outline = Outline::new();
    let mut open: Vec<(u16, OutlineNode)> = Vec::new();
    for entry in entries {
        while open.last().is_some_and(|(level, _)| *level >= entry.level) {
            close(&mut open, &mut outline);
        }
        let place = XyzDestination::new(entry.page, Point::from_xy(0.0, entry.y));
        open.push((entry.level, OutlineNode::new(entry.words, place)));
    }
    while !open.is_empty() {
        close(&mut open, &mut outline);
    }
    outline
}

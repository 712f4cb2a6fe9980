//! The document before it is a file.

/// A document: a title, a few facts about it, and sections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The language of its sentences, as a BCP 47 code.
    pub language: String,
    /// Its title.
    pub title: String,
    /// What it is about in general: which table, which days.
    pub facts: Vec<Fact>,
    /// Its sections, in order.
    pub sections: Vec<Section>,
    /// A line at the foot of every page.
    pub foot: String,
}

/// A name and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The name.
    pub name: String,
    /// What it stands for.
    pub value: String,
}

/// A part of a paper under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// What stands under it.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading within the section.
    Heading(String),
    /// A paragraph of the program's own sentences.
    Plain(String),
    /// Somebody's own words, exactly as they wrote them, and what may be said beside them.
    Said {
        /// The words.
        words: String,
        /// Such as how many agree; nothing where there is nothing to say.
        note: Option<String>,
    },
    /// Things in no order.
    List(Vec<String>),
    /// Names and what they stand for.
    Facts(Vec<Fact>),
    /// A table.
    Sheet(Sheet),
}

/// A table with a head row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What it shows.
    pub caption: String,
    /// The names of its columns.
    pub head: Vec<String>,
    /// Its rows, each with as many cells as the head; the first cell names the row.
    pub rows: Vec<Vec<String>>,
}

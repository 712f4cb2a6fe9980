//! What is kept, column by column and file by file: what it is, why it is there, how long it stays, and who can see it.
//!
//! A test compares this with the files of a real data directory, both ways: nothing is kept that does not stand here, and
//! nothing stands here that is not kept. There is no column, and no file, for a postal address, for a device's address on the
//! network (IP) or for what a browser says of itself (user agent): they are kept nowhere.

use serde::Serialize;

/// One thing that is kept: a column or a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub holds: &'static str,
    /// Why it is kept.
    pub why: &'static str,
    /// How long.
    pub until: &'static str,
    /// Who can see it.
    pub seen_by: &'static str,
    /// Whether it can be about a person.
    pub person: bool,
}

/// A table of a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct KeptTable {
    /// The database's file.
    pub file: &'static str,
    /// The table's name there.
    pub name: &'static str,
    /// What a row of it is.
    pub holds: &'static str,
    /// Its columns, in order.
    pub columns: &'static [Kept],
}

/// What is kept nowhere, however useful somebody might find it.
pub const NOWHERE: &[&str] = &[
    "a postal address",
    "an address of a device on the network (IP)",
    "what a browser says of itself (user agent)",
    "a telephone number",
    "a date of birth",
    "a time finer than a day of anything done here",
];

const HOST: &str = "whoever has the data directory";
const TABLE: &str = "whoever may read the table, on its pages; whoever has the data directory";
const RECORD: &str = "whoever may read the table, in its record; whoever has the data directory";
const WITNESSES: &str = "whoever may read the table, and the witnesses; whoever has the data directory";

const ALWAYS: &str = "as long as the data directory";
const WITH_CONTENT: &str = "until its writer takes it back or leaves, or the host is asked to erase it";
const RECEIPTS: &str = "8 days";
const VISITS: &str = "181 days";

/// Nothing that could be about a person.
const fn plain(
    name: &'static str,
    holds: &'static str,
    why: &'static str,
    until: &'static str,
    seen_by: &'static str,
) -> Kept {
    Kept { name, holds, why, until, seen_by, person: false }
}

/// Something that can be about a person.
const fn personal(
    name: &'static str,
    holds: &'static str,
    why: &'static str,
    until: &'static str,
    seen_by: &'static str,
) -> Kept {
    Kept { name, holds, why, until, seen_by, person: true }
}

/// Every column of every table.
pub const TABLES: &[KeptTable] = &[
    KeptTable {
        file: "journal.sqlite",
        name: "seq_table",
        holds: "a table of people, and how many things happened there",
        columns: &[
            plain("no", "a number for this file", "other rows name the table by it", ALWAYS, HOST),
            plain("id", "the table's code as a number", "its address", ALWAYS, "whoever knows the address"),
            plain(
                "head",
                "how many things happened there",
                "two writers never write the same place",
                ALWAYS,
                HOST,
            ),
        ],
    },
    KeptTable {
        file: "journal.sqlite",
        name: "journal",
        holds: "one thing that happened, without what was said and by whom",
        columns: &[
            plain("table_no", "at which table", "to find it", ALWAYS, HOST),
            plain("seq", "its number at that table", "the order of what happened", ALWAYS, HOST),
            plain(
                "day",
                "the day, and nothing finer",
                "limits such as last days; papers say when",
                ALWAYS,
                HOST,
            ),
            plain(
                "kind",
                "what sort of thing, such as “statement-made”",
                "what is counted after words are gone",
                ALWAYS,
                HOST,
            ),
            plain(
                "conversation",
                "the conversation's number",
                "to find what belongs together, and to erase exactly",
                ALWAYS,
                HOST,
            ),
            plain(
                "statement",
                "the statement's number",
                "to find what belongs together, and to erase exactly",
                ALWAYS,
                HOST,
            ),
            plain(
                "commitment",
                "a hash of the content with a secret salt; says nothing once the salt is gone",
                "nobody can change the content without it showing",
                ALWAYS,
                RECORD,
            ),
            plain(
                "item",
                "the number of an account, decision or promise",
                "to find what belongs together, and to erase exactly",
                ALWAYS,
                HOST,
            ),
            plain(
                "seal",
                "a keyed hash of the row",
                "a row that came in past the program is told from others",
                ALWAYS,
                HOST,
            ),
        ],
    },
    KeptTable {
        file: "journal.sqlite",
        name: "content",
        holds: "what was said or done, and by which seat: the part that can be destroyed",
        columns: &[
            plain("table_no", "at which table", "to find it", WITH_CONTENT, HOST),
            plain("seq", "the number of the thing that happened", "to find it", WITH_CONTENT, HOST),
            plain(
                "salt",
                "32 random bytes",
                "without them nobody can guess the content from its hash",
                WITH_CONTENT,
                HOST,
            ),
            personal(
                "body",
                "the words, answers, ballots and reasons; the seat's number; the hash of a card; a name, what somebody brings and \
                 an e-mail address for news, where they gave one; of imported conversations also the times in their files",
                "it is what the table is for",
                WITH_CONTENT,
                "what pages show: whoever may read the table; all of it: whoever has the data directory",
            ),
        ],
    },
    KeptTable {
        file: "journal.sqlite",
        name: "receipt",
        holds: "a command that was carried out",
        columns: &[
            plain("no", "a number for this file", "to find it", RECEIPTS, HOST),
            plain(
                "key",
                "a hash of a random key and of who sent it",
                "a form that is sent twice has one effect",
                RECEIPTS,
                HOST,
            ),
            plain("day", "the day", "to forget it in time", RECEIPTS, HOST),
            plain(
                "body",
                "a hash of the command",
                "a key that is used for something else is refused",
                RECEIPTS,
                HOST,
            ),
            personal(
                "answer",
                "the numbers and codes that were answered; no words",
                "who sends again gets the same answer",
                RECEIPTS,
                HOST,
            ),
        ],
    },
    KeptTable {
        file: "journal.sqlite",
        name: "ended_visit",
        holds: "a visit that was ended by leaving the site",
        columns: &[
            personal(
                "id",
                "a random number in the visitor's cookie",
                "who left is not let in again by an old cookie",
                VISITS,
                HOST,
            ),
            plain("day", "the day", "to forget it in time", VISITS, HOST),
        ],
    },
    KeptTable {
        file: "journal.sqlite",
        name: "erasure",
        holds: "a content that was destroyed",
        columns: &[
            plain("table_no", "at which table", "to find it", ALWAYS, HOST),
            plain(
                "seq",
                "which thing that happened had it",
                "what was destroyed is told from what was taken away in silence",
                ALWAYS,
                HOST,
            ),
            plain(
                "by_seq",
                "what happened that destroyed it; 0: the host was asked",
                "the record says why it is gone",
                ALWAYS,
                HOST,
            ),
            plain(
                "seal",
                "a keyed hash of the row",
                "a row that came in past the program is told from others",
                ALWAYS,
                HOST,
            ),
        ],
    },
    KeptTable {
        file: "record.sqlite",
        name: "log",
        holds: "a table's record",
        columns: &[
            plain("no", "a number for this file", "other rows name the record by it", ALWAYS, HOST),
            plain("table_id", "the table's code as a number", "to find it", ALWAYS, HOST),
            plain(
                "epoch",
                "which record of the table it is",
                "after a restore a new one begins",
                ALWAYS,
                RECORD,
            ),
            plain(
                "origin",
                "the record's name: random letters and digits",
                "signatures are made under it",
                ALWAYS,
                WITNESSES,
            ),
            plain("size", "how many entries it has", "to check it", ALWAYS, WITNESSES),
            plain(
                "checkpoint",
                "size and root, signed",
                "nobody can change the record without it showing",
                ALWAYS,
                WITNESSES,
            ),
            plain(
                "witnessed",
                "the same, as witnesses confirmed it",
                "results that are final",
                ALWAYS,
                WITNESSES,
            ),
        ],
    },
    KeptTable {
        file: "record.sqlite",
        name: "bundle",
        holds: "up to 256 entries of a record",
        columns: &[
            plain("log_no", "of which record", "to find it", ALWAYS, HOST),
            plain("number", "its place", "to find it", ALWAYS, RECORD),
            plain(
                "entries",
                "hashes, and facts that are about nobody",
                "nobody can change what happened without it showing",
                ALWAYS,
                RECORD,
            ),
            plain(
                "seqs",
                "which journal entries they stand for",
                "to show what an entry was, while it is there",
                ALWAYS,
                HOST,
            ),
        ],
    },
    KeptTable {
        file: "record.sqlite",
        name: "tile",
        holds: "up to 256 hashes of a record's tree",
        columns: &[
            plain("log_no", "of which record", "to find it", ALWAYS, HOST),
            plain("level", "how far up in the tree", "to find it", ALWAYS, RECORD),
            plain("number", "its place", "to find it", ALWAYS, RECORD),
            plain("hashes", "hashes of entries", "proofs are made of them", ALWAYS, RECORD),
        ],
    },
    KeptTable {
        file: "record.sqlite",
        name: "tombstone",
        holds: "an entry whose content was destroyed",
        columns: &[
            plain("log_no", "of which record", "to find it", ALWAYS, HOST),
            plain("target", "the entry", "nothing vanishes in silence", ALWAYS, RECORD),
            plain("entry", "the entry that says so", "nothing vanishes in silence", ALWAYS, RECORD),
        ],
    },
    KeptTable {
        file: "record.sqlite",
        name: "cosignature",
        holds: "a witness's newest word",
        columns: &[
            plain("log_no", "of which record", "to find it", ALWAYS, HOST),
            plain(
                "witness",
                "the witness's name: an organisation's or a group's",
                "to know who saw it",
                ALWAYS,
                WITNESSES,
            ),
            plain("size", "how many entries it saw", "the next word starts there", ALWAYS, WITNESSES),
            plain("line", "its signature", "others can check it", ALWAYS, WITNESSES),
        ],
    },
    KeptTable {
        file: "record.sqlite",
        name: "wish",
        holds: "a fact that waits to enter a record",
        columns: &[
            plain("no", "a number for this file", "to find it", "until it has entered", HOST),
            plain(
                "table_id",
                "of which table; nothing: of all",
                "to find the record",
                "until it has entered",
                HOST,
            ),
            plain(
                "fact",
                "such as: the host made a backup",
                "what the host does with the data is said in public",
                "until it has entered",
                RECORD,
            ),
        ],
    },
];

/// Every file and folder that a data directory can have.
pub const FILES: &[Kept] = &[
    personal(
        "journal.sqlite",
        "all that happened at the tables",
        "it is what the server is for",
        ALWAYS,
        TABLE,
    ),
    personal(
        "journal.sqlite-wal",
        "the newest changes to it",
        "nothing that was acknowledged is lost",
        "until they are in the file",
        HOST,
    ),
    plain(
        "journal.sqlite-shm",
        "an index of those changes",
        "readers and writers don't wait for each other",
        "until the server stops",
        HOST,
    ),
    plain(
        "record.sqlite",
        "the public records, and which journal entries they stand for",
        "nobody can change what happened without it showing",
        ALWAYS,
        RECORD,
    ),
    plain(
        "record.sqlite-wal",
        "the newest changes to it",
        "nothing is lost",
        "until they are in the file",
        HOST,
    ),
    plain(
        "record.sqlite-shm",
        "an index of those changes",
        "readers and writers don't wait for each other",
        "until the server stops",
        HOST,
    ),
    plain("house.key", "32 random bytes", "cards and visits are made with it", ALWAYS, HOST),
    plain(
        "house.new",
        "the same, while it is first written",
        "a crash leaves a whole key or none",
        "a moment",
        HOST,
    ),
    plain("record.key", "32 random bytes", "records are signed with it", ALWAYS, HOST),
    plain(
        "record.new",
        "the same, while it is first written",
        "a crash leaves a whole key or none",
        "a moment",
        HOST,
    ),
    plain(
        "erasures",
        "tables and numbers of what was destroyed; no words",
        "a backup that is put back does not bring it back",
        ALWAYS,
        HOST,
    ),
    plain(
        "issued",
        "a folder: numbers as pages show them, and the numbers of seats that changed something since; no words, no answers",
        "what was shown stays until eight people have changed, also after a restart, so that nobody's answer can be told from it",
        "until something newer is shown",
        HOST,
    ),
    plain("lock", "nothing", "only one server uses a directory", ALWAYS, HOST),
    plain(
        "settings",
        "two fingerprints of how the server is set up",
        "a change of who keeps watch, or of the settings, stands in every record",
        ALWAYS,
        HOST,
    ),
    plain(
        "recovering",
        "the word “restored”",
        "a directory that was put back adds nothing until that is said in public",
        "until “roundtable recover”",
        HOST,
    ),
    plain(
        "notice",
        "the word “restored” or “key-lost”",
        "the records say so when they begin anew",
        "until the server is started",
        HOST,
    ),
    personal(
        "copying",
        "a folder with copies of both databases, while a backup is made",
        "a backup is of one moment",
        "until the backup is made, or the next one is begun",
        HOST,
    ),
];

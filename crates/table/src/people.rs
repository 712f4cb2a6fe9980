//! What a person may choose to say about themselves: strengths first, never what is wrong with them.

use serde::{Deserialize, Serialize};

macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $key:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// All of them, in the order they are asked.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in forms, in the API and in the message files.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }

            /// The one with this name.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.key() == key)
            }
        }
    };
}
pub(crate) use choices;

choices! {
    /// An answer to "What do you bring?", the one first question for everybody.
    Strength {
        /// Knows how things really work here.
        KnowsHere = "knows-here",
        /// Listens well.
        Listens = "listens",
        /// Makes people laugh.
        Laughter = "laughter",
        /// Good with their hands.
        Hands = "hands",
        /// Speaks another language.
        Language = "language",
        /// Can cook.
        Cooks = "cooks",
        /// Good with numbers.
        Numbers = "numbers",
        /// Knows the rules.
        Rules = "rules",
        /// Can get things agreed.
        Agrees = "agrees",
        /// Has been through it.
        BeenThrough = "been-through",
        /// Asks good questions.
        Questions = "questions",
        /// Just wants to see.
        Looking = "looking",
    }
}

choices! {
    /// An answer to "How are you connected to this?". Shown as totals only, never beside words.
    Connection {
        /// Comes here.
        Comes = "comes",
        /// Works here.
        Works = "works",
        /// Plans or pays for services.
        Pays = "pays",
        /// Lives nearby.
        Nearby = "nearby",
        /// Cares about somebody who comes here.
        Cares = "cares",
        /// Would rather not say.
        RatherNot = "rather-not",
    }
}

choices! {
    /// Who can find a table.
    Findable {
        /// Listed for all; anybody can read and take a seat.
        Public = "public",
        /// Listed by name and purpose; an invitation is needed to take a seat, and a seat to read.
        Invitation = "invitation",
        /// Not listed, and not to be told from a table that does not exist without a seat or an invitation.
        Hidden = "hidden",
    }
}

choices! {
    /// What a table starts from: words to change, not rules.
    Starter {
        /// People who use a service, people who run it and people who pay for it.
        Service = "service",
        /// People who share a place.
        Place = "place",
        /// A group that plans its own work.
        Group = "group",
        /// Nothing filled in.
        Blank = "blank",
    }
}

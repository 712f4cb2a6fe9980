//! Maps that were shown, made again.

use std::collections::BTreeMap;

use record::hash;
use table::{Conversation, ConversationNo, Table};
use voice::ideal::Workers;
use voice::published;

use super::since::Since;
use crate::finding::{Code, Recomputed};
use crate::found::{Found, Spot};

/// A map that was shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Map {
    pub(crate) conversation: ConversationNo,
    /// When it was made, so many entries had been of its conversation.
    pub(crate) moved: u64,
    /// The version of the mathematics that made it.
    pub(crate) method: u32,
    /// SHA-256 of its file, in hex.
    pub(crate) sha256: String,
}

/// A map that was not come to yet.
#[derive(Debug)]
struct Said {
    /// The entry that says so.
    entry: u64,
    sha256: String,
    /// Another version of the mathematics made it: it can't be made again here.
    is_of_another: bool,
}

/// Those that were not come to yet, by conversation and how far it had moved: what was said.
#[derive(Debug, Default)]
pub(super) struct Maps(BTreeMap<(u32, u64), Vec<Said>>);

impl Maps {
    pub(super) fn of(maps: &[(u64, Map)]) -> Self {
        let mut by_place = BTreeMap::<_, Vec<_>>::new();
        for (entry, map) in maps {
            let is_of_another = map.method != published::VERSION;
            let said = Said { entry: *entry, sha256: map.sha256.clone(), is_of_another };
            by_place.entry((map.conversation.0, map.moved)).or_default().push(said);
        }
        Self(by_place)
    }

    /// After the entry `seq` of the journal: makes those maps that were shown at this point.
    pub(super) fn moved(
        &mut self,
        table: &Table,
        since: &Since,
        (seq, is_whole): (u64, bool),
        found: &mut Found,
        done: &mut Recomputed,
    ) {
        if self.0.is_empty() {
            return;
        }
        for conversation in &table.conversations {
            let number = conversation.number;
            let Some(said) = self.0.remove(&(number.0, conversation.moved)) else { continue };
            let sha256 = made(conversation);
            let is_known = is_whole && conversation.altered.is_none() && since.answers(number) <= seq;
            for said in said {
                match (said.sha256 == sha256, is_known && !said.is_of_another) {
                    (true, _) => done.maps += 1,
                    (false, false) => done.out_of_reach += 1,
                    (false, true) => {
                        let text = format!(
                            "The map of conversation {number} that was shown does not follow from the answers there were then."
                        );
                        found.add(Code::WrongResult, Spot::entry(said.entry), text);
                    }
                }
            }
        }
    }

    /// After the last entry: what is left was never so.
    pub(super) fn end(&mut self, is_whole: bool, found: &mut Found, done: &mut Recomputed) {
        for ((number, _), said) in std::mem::take(&mut self.0) {
            for said in said {
                if is_whole {
                    let text = format!(
                        "A map of conversation {number} was shown, and what it was made from is not in the journal."
                    );
                    found.add(Code::WrongResult, Spot::entry(said.entry), text);
                } else {
                    done.out_of_reach += 1;
                }
            }
        }
    }
}

/// The fingerprint of a conversation's map as it is now.
fn made(conversation: &Conversation) -> String {
    let workers = Workers::new(std::thread::available_parallelism().unwrap_or(std::num::NonZeroUsize::MIN));
    let issue =
        published::issue(&conversation.responses, &conversation.places(), &conversation.seed, workers);
    // Plain numbers, words and lists can always be written.
    let mut file = serde_json::to_vec(&issue.published).unwrap_or_default();
    file.push(b'\n');
    hash::fingerprint(&file)
}

//! Whose word is enough: a readable file of logs, witnesses, groups of them and a quorum (C2SP tlog-policy).
//!
//! ```
//! use record::{checkpoint::Checkpoint, cosignature::Cosigner, note::Signer, policy::Policy, tree::Tree};
//! let log = Signer::from_seed("table.example/t/1", [1; 32])?;
//! let peers = Cosigner::from_seed("peers.example", [2; 32])?;
//! let council = Cosigner::from_seed("council.example", [3; 32])?;
//! let policy: Policy = format!(
//!     "# Both sides must have seen it.\nlog {}\nwitness peers {}\nwitness council {}\ngroup both all peers council\nquorum both\n",
//!     log.verifier(), peers.witness(), council.witness(),
//! ).parse()?;
//! let mut checkpoint = Checkpoint::of("table.example/t/1", &Tree::default()).sign(&log);
//! checkpoint.add(peers.cosign(&checkpoint, 1_700_000_000));
//! assert!(!policy.is_met(&checkpoint), "one side is not enough");
//! checkpoint.add(council.cosign(&checkpoint, 1_700_000_060));
//! assert!(policy.is_met(&checkpoint));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::collections::BTreeMap;
use std::str::FromStr;

use crate::cosignature::Witness;
use crate::note::{Note, Verifier};

/// What is wrong with a policy, and in which line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct PolicyError {
    /// From 1; the line after the last where something is missing.
    pub line: usize,
    /// In a sentence.
    pub what: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Member {
    /// By its place among the witnesses.
    Witness(usize),
    /// At least so many of these, by their places among the members. They all come before it.
    Group(usize, Vec<usize>),
}

/// A log that is known, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known<K> {
    /// Its public key.
    pub key: K,
    /// Its address, where one is given.
    pub url: Option<String>,
}

/// A policy: known logs, known witnesses, and whose cosignatures make a checkpoint final.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    logs: Vec<Known<Verifier>>,
    witnesses: Vec<Known<Witness>>,
    /// In the file's order. A list and not a tree: a file of some stranger's may nest groups as deep as it likes.
    members: Vec<Member>,
    quorum: Quorum,
}

/// Whose cosignatures are needed.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Quorum {
    Nobody,
    /// By its place among the members.
    Of(usize),
}

impl Policy {
    /// The logs, in the file's order.
    pub fn logs(&self) -> &[Known<Verifier>] {
        &self.logs
    }

    /// The witnesses, in the file's order.
    pub fn witnesses(&self) -> &[Known<Witness>] {
        &self.witnesses
    }

    /// Whether anybody's cosignature is needed at all: `quorum none` needs nobody's.
    pub const fn needs_witnesses(&self) -> bool {
        matches!(self.quorum, Quorum::Of(_))
    }

    /// Whether a known log (any, where none is named) has signed the checkpoint and enough witnesses have cosigned it.
    pub fn is_met(&self, checkpoint: &Note) -> bool {
        let signed = self.logs.is_empty() || self.logs.iter().any(|log| log.key.has_signed(checkpoint));
        let witnessed = match &self.quorum {
            Quorum::Nobody => true,
            Quorum::Of(at) => self.have(checkpoint).get(*at).copied().unwrap_or(false),
        };
        signed && witnessed
    }

    /// For each member, whether it has cosigned.
    fn have(&self, checkpoint: &Note) -> Vec<bool> {
        let mut have = Vec::with_capacity(self.members.len());
        for member in &self.members {
            have.push(match member {
                Member::Witness(at) => self.witnesses[*at].key.check(checkpoint).is_ok(),
                Member::Group(least, members) => members.iter().filter(|at| have[**at]).count() >= *least,
            });
        }
        have
    }
}

#[derive(Default)]
struct Reading {
    logs: Vec<Known<Verifier>>,
    witnesses: Vec<Known<Witness>>,
    members: Vec<Member>,
    /// The place of what has a name, and whether it is in a group already.
    names: BTreeMap<String, (usize, bool)>,
    quorum: Option<Quorum>,
}

impl Reading {
    fn line(&mut self, words: &[&str]) -> Result<(), &'static str> {
        match *words {
            ["log", key, ref rest @ ..] => self.log(key, rest),
            ["witness", name, key, ref rest @ ..] => self.witness(name, key, rest),
            ["group", name, least, ref members @ ..] if !members.is_empty() => {
                self.group(name, least, members)
            }
            ["quorum", name] if self.quorum.is_none() => {
                self.quorum = Some(match name {
                    "none" => Quorum::Nobody,
                    name => Quorum::Of(self.names.get(name).ok_or(UNKNOWN)?.0),
                });
                Ok(())
            }
            ["quorum", _] => Err("there is one quorum line, and only one"),
            _ => Err("a line begins with log, witness, group or quorum, and has its words after it"),
        }
    }

    fn log(&mut self, key: &str, rest: &[&str]) -> Result<(), &'static str> {
        let key: Verifier = key.parse().map_err(|_| "this is not the public key of a log")?;
        if self.logs.iter().any(|log| log.key.key() == key.key()) {
            return Err("this log's key was named before");
        }
        self.logs.push(Known { key, url: url(rest)? });
        Ok(())
    }

    fn witness(&mut self, name: &str, key: &str, rest: &[&str]) -> Result<(), &'static str> {
        let key: Witness = key.parse().map_err(|_| "this is not the public key of a witness")?;
        if self.witnesses.iter().any(|witness| witness.key.key() == key.key()) {
            return Err("this witness's key was named before");
        }
        self.name(name, Member::Witness(self.witnesses.len()))?;
        self.witnesses.push(Known { key, url: url(rest)? });
        Ok(())
    }

    fn group(&mut self, name: &str, least: &str, members: &[&str]) -> Result<(), &'static str> {
        let of = members.len();
        let members: Vec<usize> =
            members.iter().map(|member| self.member(member)).collect::<Result<_, _>>()?;
        let least = match least {
            "any" => 1,
            "all" => of,
            number => number
                .parse()
                .ok()
                .filter(|least| (1..=of).contains(least) && number == least.to_string())
                .ok_or("a group needs “any”, “all”, or a number of its members")?,
        };
        self.name(name, Member::Group(least, members))
    }

    fn name(&mut self, name: &str, member: Member) -> Result<(), &'static str> {
        if name == "none" || self.names.contains_key(name) {
            return Err("this name is taken");
        }
        self.names.insert(name.to_owned(), (self.members.len(), false));
        self.members.push(member);
        Ok(())
    }

    /// For a group. Each counts in one way only.
    fn member(&mut self, name: &str) -> Result<usize, &'static str> {
        let (at, grouped) = self.names.get_mut(name).ok_or(UNKNOWN)?;
        if std::mem::replace(grouped, true) { Err("this name is in a group already") } else { Ok(*at) }
    }
}

const UNKNOWN: &str = "this name is not in a line before";

fn url(rest: &[&str]) -> Result<Option<String>, &'static str> {
    match rest {
        [] => Ok(None),
        [url] => Ok(Some((*url).to_owned())),
        _ => Err("there is nothing after the address"),
    }
}

impl FromStr for Policy {
    type Err = PolicyError;

    fn from_str(text: &str) -> Result<Self, PolicyError> {
        let mut reading = Reading::default();
        let mut lines = 0;
        for (line, words) in (1..).zip(text.lines()) {
            lines = line;
            if words.chars().any(|char| char.is_ascii_control() && char != '\t') {
                return Err(PolicyError { line, what: "there is a control character here" });
            }
            let words: Vec<&str> = words.split([' ', '\t']).filter(|word| !word.is_empty()).collect();
            if words.first().is_some_and(|word| !word.starts_with('#')) {
                reading.line(&words).map_err(|what| PolicyError { line, what })?;
            }
        }
        let quorum = reading.quorum.ok_or(PolicyError {
            line: lines + 1,
            what: "a quorum line is missing: it says whose word is enough",
        })?;
        let Reading { logs, witnesses, members, .. } = reading;
        Ok(Self { logs, witnesses, members, quorum })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkpoint::Checkpoint;
    use crate::cosignature::Cosigner;
    use crate::note::Signer;
    use crate::tree::Tree;

    #[test]
    fn groups_can_be_nested_as_deep_as_a_file_is_long() {
        const DEEP: usize = 20_000;
        let log = Signer::from_seed("roundtable/a/b", [1; 32]).unwrap();
        let witness = Cosigner::from_seed("peers.example", [2; 32]).unwrap();
        let known = format!("log {}\nwitness 0 {}", log.verifier(), witness.witness());
        let groups: Vec<String> = (1..=DEEP).map(|at| format!("group {at} any {}", at - 1)).collect();
        let policy: Policy = format!("{known}\n{}\nquorum {DEEP}\n", groups.join("\n")).parse().unwrap();
        let mut checkpoint = Checkpoint::of("roundtable/a/b", &Tree::default()).sign(&log);
        assert!(!policy.is_met(&checkpoint));
        checkpoint.add(witness.cosign(&checkpoint, 1));
        assert!(policy.is_met(&checkpoint));
    }
}

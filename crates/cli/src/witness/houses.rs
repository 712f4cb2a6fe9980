//! Whose records are witnessed.

use std::collections::BTreeMap;
use std::str::FromStr;

use record::note::Verifier;

/// A house: all records of one server. It is named by the verifier key of any one of them, since one key signs them all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct House {
    number: String,
    key: [u8; 32],
}

impl FromStr for House {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let key: Verifier =
            text.trim().parse().map_err(|_| "this is not a record's public key".to_owned())?;
        let origin = Origin::read(key.name().as_str())
            .ok_or("this is not the key of a record of Roundtable: its name is not roundtable/HOUSE/LOG")?;
        Ok(Self { number: origin.house.to_owned(), key: *key.key() })
    }
}

/// The name of a record: `roundtable/HOUSE/LOG`, both numbers of 16 hex digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Origin<'a> {
    pub(super) house: &'a str,
    pub(super) log: &'a str,
}

impl<'a> Origin<'a> {
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let (house, log) = text.strip_prefix("roundtable/")?.split_once('/')?;
        (is_number(house) && is_number(log)).then_some(Self { house, log })
    }
}

/// Only then may it be the name of a file.
fn is_number(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The houses, by number.
#[derive(Debug)]
pub(super) struct Houses(BTreeMap<String, [u8; 32]>);

impl Houses {
    /// These; or the number of the one that two different keys are given for.
    pub(super) fn new(all: Vec<House>) -> Result<Self, String> {
        let mut houses = BTreeMap::new();
        for House { number, key } in all {
            if houses.insert(number.clone(), key).is_some_and(|before| before != key) {
                return Err(number);
            }
        }
        Ok(Self(houses))
    }

    /// The key that a record's checkpoints must be signed with, if it is of one of these houses.
    pub(super) fn key_of(&self, origin: &str) -> Option<Verifier> {
        let key = self.0.get(Origin::read(origin)?.house)?;
        Verifier::from_key(origin, key).ok()
    }
}

#[cfg(test)]
mod tests {
    use record::note::Signer;

    use super::*;

    const HOUSE: &str = "0011223344556677";
    const RECORD: &str = "roundtable/0011223344556677/8899aabbccddeeff";

    fn key(origin: &str, seed: u8) -> String {
        Signer::from_seed(origin, [seed; 32]).unwrap().verifier().to_string()
    }

    #[test]
    fn one_key_names_all_records_of_a_house() {
        let houses = Houses::new(vec![key(RECORD, 1).parse().unwrap()]).unwrap();
        let other = format!("roundtable/{HOUSE}/0000000000000001");
        let signer = Signer::from_seed(&other, [1; 32]).unwrap();
        assert_eq!(houses.key_of(&other), Some(signer.verifier()));
        for unknown in [
            "roundtable/0011223344556678/8899aabbccddeeff",
            "roundtable/0011223344556677/8899AABBCCDDEEFF",
            "roundtable/0011223344556677/../../etc/passwd",
            "roundtable/0011223344556677/8899aabbccddeeff/1",
            "elsewhere/0011223344556677/8899aabbccddeeff",
            "",
        ] {
            assert_eq!(houses.key_of(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn a_house_has_one_key() {
        let (first, second): (House, House) =
            (key(RECORD, 1).parse().unwrap(), key(RECORD, 2).parse().unwrap());
        assert_eq!(Houses::new(vec![first.clone(), second.clone()]).unwrap_err(), HOUSE);
        assert!(Houses::new(vec![first.clone(), first]).is_ok());
        assert!(key("table.example/1", 1).parse::<House>().is_err());
        assert!("garbage".parse::<House>().is_err());
    }
}

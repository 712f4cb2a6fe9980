//! `roundtable recover`: says in public why the records can't go on, so that new ones begin.

use serde::Serialize;
use store::House;
use store::copy::{self, NOTICE, RECOVERING};

use super::{Problem, must_be_a_house, places};
use crate::args::{Cause, Recover};
use crate::say::Answer;

/// What a recovery answers. The keys are documented in `docs/commands.md`.
#[derive(Debug, Serialize)]
pub(crate) struct Recovered {
    data: String,
    cause: &'static str,
}

/// Has the records begin anew when the server is started next.
pub(crate) fn recover(asked: &Recover) -> Result<Recovered, Problem> {
    must_be_a_house(&asked.data)?;
    let key = asked.data.join("record.key");
    let was_there = key.is_file();
    let house = House::open(&asked.data)?;
    let cause = match asked.cause {
        Cause::Restored => record::entry::Cause::Restored,
        Cause::KeyLost => {
            if was_there && copy::has_signed(&asked.data, house.record_key())? == Some(true) {
                return Err(Problem::NotLost(key.display().to_string()));
            }
            record::entry::Cause::KeyLost
        }
    };
    // The notice first: between the two a server still adds nothing.
    places::put(&asked.data.join(NOTICE), cause.key().as_bytes())?;
    let recovering = asked.data.join(RECOVERING);
    match std::fs::remove_file(&recovering) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(Problem::file(&recovering, &error));
        }
        _ => places::settle(&asked.data),
    }
    Ok(Recovered { data: asked.data.display().to_string(), cause: cause.key() })
}

impl Answer for Recovered {
    fn sentences(&self) -> String {
        let why = match self.cause {
            "key-lost" => "that the key which signed the records is lost",
            _ => "that everything was put back from a backup",
        };
        format!(
            "When a server is started on {} next, every table's record begins anew under a new name. Its first entry says in public \
             {why}, and how long the record before it was and what its root was. Everybody can see that, and it can't be taken \
             back. The records before stay as they are, and things can be added again.",
            self.data,
        )
    }
}

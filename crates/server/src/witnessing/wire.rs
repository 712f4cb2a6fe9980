//! One question to one witness, over HTTP.

use std::time::Duration;

use record::cosignature::Witness;
use record::note::{Note, Signature};
use record::witness::Request;
use ureq::Agent;
use ureq::http::StatusCode;

/// Everything about one question takes this long at most.
const PATIENCE: Duration = Duration::from_secs(10);
/// No honest answer is longer.
const LONGEST: u64 = 16 * 1024;

/// Where a witness is asked. Its connection is kept between questions.
pub(super) struct Line {
    agent: Agent,
    address: String,
}

/// What a witness answered.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// It cosigned.
    Cosigned(Signature),
    /// It saw another size last.
    Elsewhere(u64),
    /// The proof does not lead from what it saw to what it was shown.
    Inconsistent,
}

/// Why there is no answer to use.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum NoAnswer {
    #[error("it could not be reached: {0}")]
    Silent(String),
    #[error("it does not know this server: give whoever runs it the key of one of the records here")]
    Unknown,
    #[error("it says that the record was not signed with the key it was given for this server")]
    Unsigned,
    #[error("it answered with status {0}, which is not for questions of ours")]
    Odd(u16),
    #[error("its answer is not a cosignature by the key in the policy")]
    False,
}

impl Line {
    /// To the witness at an address.
    ///
    /// # Errors
    /// A sentence, where it is none.
    pub(super) fn new(url: &str) -> Result<Self, String> {
        let is_one = (url.starts_with("https://") || url.starts_with("http://"))
            && url.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_one {
            return Err(format!("the address of a witness begins with https:// or http://, not {url:?}"));
        }
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(false)
            // Shorter than a witness keeps a connection that is not used, so that none is used that just went away.
            .max_idle_age(Duration::from_secs(5))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(concat!("roundtable/", env!("CARGO_PKG_VERSION")))
            .build();
        let address = format!("{}/add-checkpoint", url.trim_end_matches('/'));
        Ok(Self { agent: config.into(), address })
    }

    /// Asks, and checks what is answered.
    pub(super) fn ask(&self, request: &Request, witness: &Witness) -> Result<Answer, NoAnswer> {
        let silent = |error: ureq::Error| NoAnswer::Silent(error.to_string());
        let mut response = self
            .agent
            .post(&self.address)
            .content_type("text/plain; charset=utf-8")
            .send(request.to_string())
            .map_err(silent)?;
        let status = response.status();
        let mut body = || {
            let reader = response.body_mut().with_config().limit(LONGEST);
            reader.read_to_string().map_err(|error| NoAnswer::Silent(error.to_string()))
        };
        match status {
            StatusCode::OK => cosignature(&body()?, &request.checkpoint, witness)
                .map(Answer::Cosigned)
                .ok_or(NoAnswer::False),
            StatusCode::CONFLICT => size(&body()?).map(Answer::Elsewhere).ok_or(NoAnswer::Odd(409)),
            StatusCode::UNPROCESSABLE_ENTITY => Ok(Answer::Inconsistent),
            StatusCode::NOT_FOUND => Err(NoAnswer::Unknown),
            StatusCode::FORBIDDEN => Err(NoAnswer::Unsigned),
            other if other.is_server_error() || other == StatusCode::TOO_MANY_REQUESTS => {
                Err(NoAnswer::Silent(format!("status {}", other.as_u16())))
            }
            other => Err(NoAnswer::Odd(other.as_u16())),
        }
    }
}

/// The witness's own cosignature among the lines of an answer, once it was seen to hold. Other keys' lines are passed over.
fn cosignature(body: &str, checkpoint: &Note, witness: &Witness) -> Option<Signature> {
    body.lines().filter_map(|line| line.parse::<Signature>().ok()).find(|signature| {
        let Ok(mut note) = Note::new(checkpoint.text()) else { return false };
        note.add(signature.clone());
        witness.check(&note).is_ok()
    })
}

/// A size in decimal, written in the one way there is.
fn size(body: &str) -> Option<u64> {
    let digits = body.strip_suffix('\n').unwrap_or(body);
    let size: u64 = digits.parse().ok()?;
    (size.to_string() == digits).then_some(size)
}

#[cfg(test)]
mod tests {
    use record::checkpoint::Checkpoint;
    use record::cosignature::Cosigner;
    use record::note::Signer;
    use record::tree::Tree;

    use super::*;

    #[test]
    fn only_the_witness_s_own_word_counts() {
        let signer = Signer::from_seed("roundtable/1/2", [1; 32]).unwrap();
        let note = Checkpoint::of("roundtable/1/2", &Tree::default()).sign(&signer);
        let cosigner = Cosigner::from_seed("peers.example", [2; 32]).unwrap();
        let stranger = Cosigner::from_seed("peers.example", [3; 32]).unwrap();
        let (own, other) = (cosigner.cosign(&note, 1_700_000_000), stranger.cosign(&note, 1_700_000_000));
        let witness = cosigner.witness();
        let found = |body: &str| cosignature(body, &note, &witness);
        assert_eq!(found(&format!("{other}\n{own}\n")), Some(own.clone()));
        assert_eq!(found(&format!("{other}\n")), None);
        assert_eq!(found(""), None);
        assert_eq!(found("<html>"), None);
        assert_eq!(found(&signer.sign(&note).to_string()), None, "the log is no witness");
        let mut late = own;
        late.bytes[0] ^= 1;
        assert_eq!(found(&late.to_string()), None);
    }

    #[test]
    fn sizes_are_read_strictly() {
        assert_eq!((size("0\n"), size("20852014\n"), size("7")), (Some(0), Some(20_852_014), Some(7)));
        for bad in ["", "\n", "07\n", "+7\n", "-7\n", "7 \n", "7\n\n", "99999999999999999999\n", "<html>"] {
            assert_eq!(size(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn an_address_is_an_address() {
        assert_eq!(Line::new("http://a.example/w/").unwrap().address, "http://a.example/w/add-checkpoint");
        for bad in ["a.example", "ftp://a.example", "http://a b", ""] {
            assert!(Line::new(bad).is_err(), "{bad}");
        }
    }
}

//! What every request shares.

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::Path;
use std::sync::Arc;

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use metrics_exporter_prometheus::PrometheusHandle;
use store::{Clerk, HouseKey, RecordSettings, Recorder};
use table::Day;

use crate::cuts::Cuts;
use crate::fault::Fault;
use crate::kept::Kept;
use crate::live::Streams;
use crate::mail::{MailSettings, Post};
use crate::maps::Maps;
use crate::pages::record::Digests;

/// How the server is set up.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where it listens; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The address people use, such as `https://round.example`. With `https` the strict cookies are set.
    pub public_url: Option<String>,
    /// Where "leave this site" goes: a page that says nothing about anybody.
    pub leave_to: String,
    /// Whether this is a demonstration; every page says so then.
    pub demo: bool,
    /// The mail server for news, if there is one.
    pub mail: Option<MailSettings>,
    /// How the record is kept, and who witnesses it.
    pub record: RecordSettings,
}

/// Shared by all requests.
#[derive(Clone)]
pub(crate) struct App(Arc<Inner>);

/// See [`App`].
pub(crate) struct Inner {
    /// Where commands go and states are read.
    pub clerk: Clerk,
    /// Keeps the records of all tables.
    pub recorder: Recorder,
    /// Signs cards and visits.
    pub key: HouseKey,
    /// How the server is set up.
    pub config: Config,
    /// The maps of conversations.
    pub maps: Maps,
    /// Totals of parts of a group, as they were issued.
    pub cuts: Cuts,
    /// What the records say, as far as they were read.
    pub digests: Digests,
    /// The streams that tell pages of changes.
    pub streams: Streams,
    /// Where letters go out, if the host has named a mail server.
    pub post: Option<Post>,
    /// What stands in `public_url`, without a slash at the end.
    pub origin: Option<String>,
    /// Wrong codes and cards, from everybody together: guessing gets nowhere, forty honest people do.
    wrong_guesses: DefaultDirectRateLimiter,
    pub(crate) metrics: PrometheusHandle,
}

impl std::ops::Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

/// Wrong codes a minute, from everybody together. Five words of a card have 2⁵³ combinations.
const WRONG_A_MINUTE: NonZeroU32 = match NonZeroU32::new(300) {
    Some(many) => many,
    None => NonZeroU32::MIN,
};

impl App {
    /// `directory` is the house's.
    pub(crate) fn new(
        clerk: Clerk,
        recorder: Recorder,
        key: HouseKey,
        directory: &Path,
        config: Config,
        post: Option<Post>,
        streams: Streams,
    ) -> Self {
        let origin = config.public_url.as_deref().map(|url| url.trim_end_matches('/').to_owned());
        let kept = Kept::beside(directory);
        Self(Arc::new(Inner {
            clerk,
            key,
            config,
            maps: Maps::new(kept.clone(), recorder.publisher()),
            recorder,
            cuts: Cuts::new(kept),
            digests: Digests::default(),
            streams,
            post,
            origin,
            wrong_guesses: RateLimiter::direct(Quota::per_minute(WRONG_A_MINUTE)),
            metrics: crate::metrics::handle(),
        }))
    }

    /// Somebody gave a code, card or name that is nobody's. Past so many of those a minute, from everybody
    /// together, the answer is to wait.
    pub(crate) fn wrong_guess(&self) -> Result<(), Fault> {
        self.wrong_guesses.check().map_err(|_| Fault::Guessing)
    }

    /// Whether people come by HTTPS, so that cookies can be strict.
    pub(crate) fn secure(&self) -> bool {
        self.origin.as_deref().is_some_and(|origin| origin.starts_with("https://"))
    }
}

/// Today (UTC). The only clock there is.
pub(crate) fn today() -> Day {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Day::from_unix_millis(i64::try_from(since.as_millis()).unwrap_or(0))
}

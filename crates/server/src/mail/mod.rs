//! News by e-mail, where the host has named a mail server. Nothing depends on it: everything it says is on a page.
//!
//! One letter goes to one person. Sender and subject are neutral, and no letter holds a table's name or anybody's words:
//! what was sent can't be taken back.

mod letter;
mod round;
mod token;

use std::num::NonZeroU32;
use std::time::Duration;

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{Address, AsyncTransport as _, Message, Tokio1Executor};
use table::MailAddress;

pub(crate) use letter::{Letter, question};
pub(crate) use round::keep_telling;
pub(crate) use token::{holder, token};

use crate::fault::Fault;
use crate::visit::fresh_key;

/// Where letters go out, and from whom.
#[derive(Debug, Clone)]
pub struct MailSettings {
    /// The mail server, such as `smtps://name:password@mail.example:465` or `smtp://mail.example:587?tls=required`.
    pub server: String,
    /// The sender, such as `News <news@round.example>`: a name that says nothing about anybody.
    pub from: String,
}

/// Takes letters to the mail server.
pub(crate) struct Post {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    /// Letters to addresses that nobody has confirmed, from everybody together: this must not be a way to pester people.
    questions: DefaultDirectRateLimiter,
}

/// Letters to unconfirmed addresses a minute.
const QUESTIONS_A_MINUTE: NonZeroU32 = match NonZeroU32::new(20) {
    Some(many) => many,
    None => NonZeroU32::MIN,
};
/// A mail server has this long for each step.
const PATIENCE: Duration = Duration::from_secs(20);

/// Why a letter did not go out. It names no address: this is for a log.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotSent {
    #[error("the letter could not be written: {0}")]
    Written(#[from] lettre::error::Error),
    #[error("the address can't be written to")]
    Address,
    #[error("the mail server did not take it: {0}")]
    Server(#[from] lettre::transport::smtp::Error),
}

impl Post {
    /// With a host's settings, or what is wrong with them.
    pub(crate) fn new(settings: &MailSettings) -> Result<Self, String> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&settings.server)
            .map_err(|error| format!("--smtp is the address of a mail server: {error}"))?
            .timeout(Some(PATIENCE))
            .build();
        let from = settings.from.parse().map_err(|error| {
            format!("--mail-from is an address such as News <news@round.example>: {error}")
        })?;
        Ok(Self { transport, from, questions: RateLimiter::direct(Quota::per_minute(QUESTIONS_A_MINUTE)) })
    }

    /// Whether one more letter may go to an address that nobody has confirmed.
    pub(crate) fn may_ask(&self) -> Result<(), Fault> {
        self.questions.check().map_err(|_| Fault::Busy)
    }

    /// Sends a letter; once this returns the mail server has it.
    pub(crate) async fn send(&self, letter: &Letter) -> Result<(), NotSent> {
        self.transport.send(self.message(letter)?).await?;
        Ok(())
    }

    /// Whether the mail server is there.
    async fn answers(&self) -> Result<(), NotSent> {
        self.transport.test_connection().await?;
        Ok(())
    }

    fn message(&self, letter: &Letter) -> Result<Message, NotSent> {
        let to: Address = MailAddress::as_str(&letter.to).parse().map_err(|_| NotSent::Address)?;
        let raw = |name, value: String| HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(letter.subject.clone())
            .message_id(Some(format!("<{}@{}>", fresh_key(), self.from.email.domain())))
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.clone())?;
        let headers = message.headers_mut();
        // RFC 8058: mail programs can offer their own button to end it. RFC 3834: nobody's holiday note answers.
        headers.insert_raw(raw("List-Unsubscribe", format!("<{}>", letter.stop)));
        headers.insert_raw(raw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
        headers.insert_raw(raw("Auto-Submitted", "auto-generated".to_owned()));
        Ok(message)
    }
}

#[cfg(test)]
mod tests;

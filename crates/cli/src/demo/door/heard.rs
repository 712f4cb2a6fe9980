//! What we heard: the account that the program proposed and the group agreed to, and a rival that it did not.

use table::{AccountCommand, AccountNo, Command, LineReply, Part, StatementNo};

use super::words::{LINKING, MISSING, NOT_QUITE};
use super::{Door, PEOPLE, comes};
use crate::demo::draft::{FIRST, Slip, words};

/// The account that is agreed.
pub(super) const AGREED: AccountNo = AccountNo(1);
const RIVAL: AccountNo = AccountNo(2);
/// What the rival has in it, in its order: the glass, choosing who works here, opening at eight.
const RIVAL_LINES: [u32; 3] = [3, 7, 1];

impl Door {
    fn account(&mut self, seat: u32, command: AccountCommand, day: i32) -> Result<(), Slip> {
        self.ask(seat, &Command::Account(command), day).map(drop)
    }

    /// Both accounts, what people say to them until a day, and what comes of it on the next.
    pub(super) fn hear(&mut self, day: i32, until: i32) -> Result<(), Slip> {
        let last = self.today.plus(until);
        self.account(2, AccountCommand::Call { conversation: FIRST, places: 5, until: last }, day)?;
        let [line, other, third] = RIVAL_LINES.map(|line| Part::Line(StatementNo(line)));
        let [before, after] = LINKING;
        let parts = vec![Part::Linking(words(before)?), line, other, Part::Linking(words(after)?), third];
        self.account(12, AccountCommand::Write { conversation: FIRST, parts, until: last }, day + 1)?;
        for seat in 0..PEOPLE {
            let of_all =
                i32::try_from(seat).unwrap_or(0) * (until - day - 2) / i32::try_from(PEOPLE).unwrap_or(1);
            let day = day + 2 + of_all;
            self.reply(AGREED, seat, day)?;
            self.reply(RIVAL, seat, day)?;
        }
        for account in [AGREED, RIVAL] {
            self.account(4, AccountCommand::Settle { account }, until + 1)?;
        }
        Ok(())
    }

    fn reply(&mut self, number: AccountNo, seat: u32, day: i32) -> Result<(), Slip> {
        let is_first = number == AGREED;
        let account = self.draft.table().account(number).ok_or(Slip::Missing("account"))?;
        for (at, statement) in account.lines.clone().into_iter().enumerate() {
            let own =
                NOT_QUITE.iter().find(|(first, line, by, _)| (*first, *line, *by) == (is_first, at, seat));
            let reply = match own {
                Some((.., own)) => LineReply::NotQuite(Some(words(own)?)),
                // Those who work at the desk do not find themselves in the first two lines of the rival.
                None if !is_first && at < 2 && !comes(seat) => LineReply::NotQuite(None),
                None => LineReply::Yes,
            };
            self.account(seat, AccountCommand::Reply { account: number, statement, reply }, day)?;
        }
        for (_, _, missing) in MISSING.iter().filter(|(first, by, _)| (*first, *by) == (is_first, seat)) {
            let command = AccountCommand::SayMissing { account: number, words: words(missing)? };
            self.account(seat, command, day)?;
        }
        Ok(())
    }
}

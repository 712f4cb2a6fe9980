//! Who may see what of a table. One place, for pages and the API.

use table::{Findable, InviteCode, SeatNo, Table};

use crate::app::App;
use crate::fault::Fault;
use crate::visitor::Visitor;

/// What somebody is to a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// They hold a seat.
    Seated(SeatNo),
    /// Anybody may read here.
    Reader,
    /// They may know the table by name and purpose, and no more.
    Doorstep,
}

impl Access {
    /// The seat, if there is one.
    pub(crate) const fn seat(self) -> Option<SeatNo> {
        match self {
            Self::Seated(seat) => Some(seat),
            _ => None,
        }
    }
}

/// Whether the table may be known to exist by those who know its code.
pub(crate) fn exists_for_all(table: &Table) -> bool {
    table.findable != Findable::Hidden
}

/// What somebody is to a table. A hidden table is not to be told from one that does not exist.
pub(crate) fn access(
    app: &App,
    visitor: &Visitor,
    table: &Table,
    shown: Option<InviteCode>,
) -> Result<Access, Fault> {
    if let Some(seat) = visitor.seat(app, table) {
        return Ok(Access::Seated(seat));
    }
    let invited = shown
        .and_then(|code| table.invitation(code))
        .is_some_and(|invitation| invitation.works(visitor.today));
    match table.findable {
        Findable::Public => Ok(Access::Reader),
        Findable::Invitation => Ok(Access::Doorstep),
        Findable::Hidden if invited => Ok(Access::Doorstep),
        Findable::Hidden => Err(Fault::NotFound),
    }
}

/// As [`access`], for what is said at the table: a doorstep is not enough.
pub(crate) fn reading(app: &App, visitor: &Visitor, table: &Table) -> Result<Option<SeatNo>, Fault> {
    match access(app, visitor, table, None)? {
        Access::Seated(seat) => Ok(Some(seat)),
        Access::Reader => Ok(None),
        Access::Doorstep => Err(Fault::NoSeat(table.id)),
    }
}

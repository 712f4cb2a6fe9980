//! Tables: the list, one of them, and setting a new one.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use table::{
    Answer, Field, Findable, InviteCode, SeatNo, SetTable, Table, TableId, Words, one_line, seat_name,
};
use utoipa::ToSchema;

use super::conversations::Listed;
use super::kinds::{Code, Date, FindableBy, StartsFrom};
use super::request::{Asking, At, Body, CARD_KEY_LEAST, CardKeyed, Writing};
use super::trouble::Trouble;
use super::{Answered, Made};
use crate::access::{self, Access};
use crate::app::App;
use crate::fault::Fault;
use crate::pages::tables::set::{card_of, eight, first_visit};
use crate::tamper;
use crate::visit::card_hash;
use crate::visitor::Visitor;

/// So many tables are listed, as on the first page; further ones are reached by their codes.
const MOST_LISTED: usize = 40;

/// A table as everybody may know it who knows its code.
#[derive(Serialize, ToSchema)]
pub(super) struct Doorstep {
    /// Its code.
    table: Code,
    /// What it is called.
    name: String,
    /// What the group is for.
    purpose: String,
    /// Who can find it.
    findable: FindableBy,
    /// Whether you have a seat there.
    seated: bool,
}

impl Doorstep {
    pub(super) fn of(table: &Table, seated: bool) -> Self {
        Self {
            table: Code::of(table.id),
            name: table.name.to_string(),
            purpose: table.purpose.to_string(),
            findable: FindableBy(table.findable),
            seated,
        }
    }
}

/// Tables that can be found.
#[derive(Serialize, ToSchema)]
pub(super) struct Tables {
    /// Those where you have a seat, then others, in the order they were set.
    tables: Vec<Doorstep>,
}

/// The tables that can be found, at most 40 besides your own.
#[utoipa::path(get, path = "/api/v1/tables", tag = "tables", security((), ("visit" = [])),
    responses((status = 200, description = "The tables.", body = Tables)))]
pub(super) async fn list_tables(State(app): State<App>, Asking { visitor, .. }: Asking) -> Answered<Tables> {
    let (mut tables, mut others) = (Vec::new(), Vec::new());
    app.clerk
        .read_each(|table| {
            if visitor.seat(&app, table).is_some() {
                tables.push(Doorstep::of(table, true));
            } else if table.findable != Findable::Hidden && others.len() < MOST_LISTED {
                others.push(Doorstep::of(table, false));
            }
        })
        .await?;
    tables.append(&mut others);
    Ok(Json(Tables { tables }))
}

/// A new table.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewTable {
    /// What it is called.
    /// At most 80 characters, counted as they are kept.
    #[schema(min_length = 1)]
    table_name: String,
    /// What the group is for.
    /// At most 600 characters, counted as they are kept.
    #[schema(min_length = 1)]
    purpose: String,
    /// How people work together there.
    /// At most 4000 characters, counted as they are kept.
    #[schema(min_length = 1)]
    agreement: String,
    /// Who can find it.
    findable: FindableBy,
    /// What it started from; `blank` if left out.
    #[serde(default = "blank")]
    #[schema(required = false)]
    starter: StartsFrom,
}

fn blank() -> StartsFrom {
    StartsFrom(table::Starter::Blank)
}

/// A table was set.
#[derive(Serialize, ToSchema)]
pub(super) struct NewTableSet {
    /// Its code.
    table: Code,
    /// The token of your first visit.
    token: String,
    /// The words of your card. They are not kept anywhere else.
    card: String,
    /// Your seat's own two words.
    seat_name: String,
    /// The first invitation's code.
    invitation: Code,
}

/// Sets a table. Whoever does has a seat like everybody's.
#[utoipa::path(post, path = "/api/v1/tables", tag = "tables", params(CardKeyed), request_body = NewTable,
    responses((status = 201, description = "The table, and your seat there.", body = NewTableSet)))]
pub(super) async fn set_table(
    State(app): State<App>,
    Writing { visitor, key, body: Body(new) }: Writing<Body<NewTable>, CARD_KEY_LEAST>,
) -> Made<NewTableSet> {
    let id = TableId::from_random(eight(&app, "table", &key));
    let invitation = InviteCode::from_random(eight(&app, "invitation", &key));
    let card = card_of(&app, &key);
    let name = Words::of(Field::TableName, &one_line(&new.table_name));
    let purpose = Words::of(Field::Purpose, &new.purpose);
    let agreement = Words::of(Field::Agreement, &new.agreement);
    let (name, purpose, agreement) = match (name, purpose, agreement) {
        (Ok(name), Ok(purpose), Ok(agreement)) => (name, purpose, agreement),
        (name, purpose, agreement) => {
            let refusals: Vec<_> =
                [name.err(), purpose.err(), agreement.err()].into_iter().flatten().collect();
            return Err(Trouble::refused(visitor.tr, &refusals));
        }
    };
    let command = SetTable {
        id,
        name,
        purpose,
        agreement,
        findable: new.findable.0,
        starter: new.starter.0,
        card: card_hash(&app.key, id, &card),
        invitation,
    };
    let Answer::Set(id) = app.clerk.set(command, key.clone(), visitor.today).await? else {
        return Err(Fault::Broken.into());
    };
    let set = NewTableSet {
        table: Code::of(id),
        token: first_visit(&app, &visitor, &key, SeatNo(0)).token(&app.key, id),
        card: card.to_string(),
        seat_name: seat_name(id, SeatNo(0)),
        invitation: Code::of(invitation),
    };
    Ok((StatusCode::CREATED, Json(set)))
}

/// A table, with what may be read of it.
#[derive(Serialize, ToSchema)]
pub(super) struct TableRead {
    /// What everybody may know.
    #[serde(flatten)]
    doorstep: Doorstep,
    /// The rest; nothing, where a seat is needed to read.
    inside: Option<Inside>,
}

/// What those may read who are inside.
#[derive(Serialize, ToSchema)]
pub(super) struct Inside {
    /// The day it was set.
    set_on: Date,
    /// The version of the agreement, from 1.
    agreement_version: u32,
    /// How people work together there; empty, if that was altered.
    agreement: String,
    /// Whether something at the table was changed behind people's backs: the record says what.
    altered: bool,
    /// What is talked about, newest first.
    conversations: Vec<Listed>,
}

/// One table.
#[utoipa::path(get, path = "/api/v1/tables/{table}", tag = "tables", security((), ("visit" = [])),
    responses((status = 200, description = "The table.", body = TableRead)))]
pub(super) async fn read_table(
    State(app): State<App>,
    At(id): At<TableId>,
    Asking { visitor, .. }: Asking,
) -> Answered<TableRead> {
    let seen = app.clerk.read(id, |table| {
        let access = access::access(&app, &visitor, table, None)?;
        Ok::<_, Fault>(read(table, access, &visitor))
    });
    Ok(Json(seen.await??))
}

fn read(table: &Table, access: Access, visitor: &Visitor) -> TableRead {
    let inside = (access != Access::Doorstep).then(|| {
        let (agreement_version, agreement) = table.agreement();
        Inside {
            set_on: Date(table.set_on),
            agreement_version,
            agreement: tamper::kept(agreement.altered, &agreement.text),
            altered: !table.altered().is_empty(),
            conversations: Listed::all(table, visitor.today),
        }
    });
    TableRead { doorstep: Doorstep::of(table, access.seat().is_some()), inside }
}

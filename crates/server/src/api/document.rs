//! The OpenAPI document: what the types and handlers say, and what holds for every address.

use utoipa::openapi::path::{Operation, Parameter, ParameterIn};
use utoipa::openapi::schema::AdditionalProperties;
use utoipa::openapi::schema::ComponentsBuilder;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{
    Content, Info, OpenApi, OpenApiBuilder, PathItem, Ref, RefOr, Response, ResponseBuilder, Schema,
};

use super::checking::{PROMISE_TOLD, PROMISED};
use super::kinds;
use super::trouble::{Mistake, Mistakes};

/// What the document says before any address.
pub(super) fn begin() -> OpenApi {
    let mut info = Info::new("Roundtable", env!("CARGO_PKG_VERSION"));
    info.description = Some(ABOUT.to_owned());
    info.license = Some(
        utoipa::openapi::LicenseBuilder::new()
            .name("AGPL-3.0-or-later")
            .identifier(Some("AGPL-3.0-or-later"))
            .build(),
    );
    let visit = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    let mut components = ComponentsBuilder::new()
        .security_scheme("visit", visit)
        .schema_from::<Mistake>()
        .schema_from::<Mistakes>();
    for (status, name, what) in REFUSALS {
        components = components.response(*name, refusal(status, what));
    }
    OpenApiBuilder::new().info(info).components(Some(components.build())).build()
}

const ABOUT: &str = "Whatever a page can do, a program can do here, with the same rules and the same refusals; only an e-mail address for news \
    is given, confirmed and taken back on pages. \
    Taking a seat and coming back with a card give a token for one table; send it as `Authorization: Bearer …`. \
    Every write needs an `Idempotency-Key`. A hidden table is not to be told from one that does not exist.";

/// Statuses, their names among the components, and what they mean.
const REFUSALS: &[(&str, &str, &str)] = &[
    ("400", "Unreadable", "The query, the key or the body is not what this address takes."),
    ("401", "NoSeat", "This needs a seat at the table, and the token is missing, old or another table's."),
    ("403", "NotYours", "It is somebody else's, or an invitation is needed."),
    ("404", "NotFound", "There is nothing here, or nothing to be told about."),
    ("408", "Slow", "The request took too long to arrive or to carry out."),
    ("409", "Conflict", "Somebody changed it meanwhile, or there is a seat already."),
    ("413", "TooLarge", "The body is larger than 64 KiB."),
    ("415", "Kind", "The body is not application/json."),
    ("422", "Refused", "The rules of the table say no; or the key was used for something else before."),
    ("429", "Guessing", "Too many wrong codes and cards, from everybody together. Try again in a moment."),
    ("500", "Broken", "A mistake in the program."),
    ("503", "Busy", "Too much at once, or nothing can be saved. Nothing was done."),
];

/// Those who may be guessing codes, cards or names.
const GUESSES: &[&str] = &["read_invitation", "come_back", "ask_for_card"];

fn refusal(status: &str, what: &str) -> Response {
    let schema = Ref::from_schema_name("Errors");
    let response =
        ResponseBuilder::new().description(what).content("application/json", Content::new(Some(schema)));
    match status {
        "401" => response.header("WWW-Authenticate", text_header("Bearer.")).build(),
        "429" | "503" => {
            response.header("Retry-After", text_header("Seconds to wait, where that is known.")).build()
        }
        _ => response.build(),
    }
}

fn text_header(what: &str) -> utoipa::openapi::header::Header {
    utoipa::openapi::header::HeaderBuilder::new()
        .description(Some(what))
        .schema(Some(utoipa::openapi::ObjectBuilder::new().schema_type(utoipa::openapi::Type::String)))
        .build()
}

/// Adds to every operation what follows from its address and method, and says of every choice that it is one.
pub(super) fn finish(document: &mut OpenApi) {
    if let Some(components) = &mut document.components {
        components.schemas.values_mut().for_each(close_choice);
    }
    for (path, item) in &mut document.paths.paths {
        let PathItem { get, put, post, delete, .. } = item;
        for (operation, writes) in [(get, false), (put, true), (post, true), (delete, true)] {
            if let Some(operation) = operation {
                add_places(operation, path);
                add_refusals(operation, path, writes);
                add_promise(operation);
            }
        }
    }
}

/// A choice between kinds takes the fields of one kind and no others. What derives the document says so of plain objects only.
fn close_choice(schema: &mut RefOr<Schema>) {
    let RefOr::T(Schema::OneOf(choice)) = schema else { return };
    for kind in &mut choice.items {
        if let RefOr::T(Schema::Object(kind)) = kind {
            kind.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(false)));
        }
    }
}

fn add_places(operation: &mut Operation, path: &str) {
    let names = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let parameters = operation.parameters.get_or_insert_default();
    for (at, name) in names.enumerate() {
        parameters.insert(at, RefOr::T(kinds::place(name)));
    }
    for parameter in parameters.iter_mut() {
        if let RefOr::T(Parameter { parameter_in: ParameterIn::Path, style, .. }) = parameter {
            *style = None;
        }
    }
}

/// What somebody gave is answered with a promise.
fn add_promise(operation: &mut Operation) {
    if !operation.operation_id.as_deref().is_some_and(|id| PROMISED.contains(&id)) {
        return;
    }
    let (name, what) = PROMISE_TOLD;
    for (status, response) in &mut operation.responses.responses {
        if let (true, RefOr::T(response)) = (status.starts_with('2'), response) {
            response.headers.insert(name.to_owned(), text_header(what).into());
        }
    }
}

fn add_refusals(operation: &mut Operation, path: &str, writes: bool) {
    let has_body = operation.request_body.is_some();
    let guesses = operation.operation_id.as_deref().is_some_and(|id| GUESSES.contains(&id));
    for (status, name, _) in REFUSALS {
        let can_happen = match *status {
            "401" => operation.security.is_some() && path.contains('{'),
            "404" => path.contains('{'),
            "403" | "409" | "413" | "422" => writes,
            "415" => has_body,
            "429" => guesses,
            _ => true,
        };
        if can_happen {
            let response = RefOr::Ref(Ref::from_response_name(*name));
            operation.responses.responses.entry((*status).to_owned()).or_insert(response);
        }
    }
}

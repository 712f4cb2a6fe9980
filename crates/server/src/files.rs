//! The style sheet, the script and the icon, from inside the binary.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};

use crate::fault::Fault;

/// `GET /assets/{name}`: names hold a hash of what is inside, so they can be kept for ever.
pub(crate) async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Fault> {
    let asset = assets::by_name(&name).ok_or(Fault::NotFound)?;
    let cached =
        if name == assets::LICENCES { "max-age=3600" } else { "public, max-age=31536000, immutable" };
    let mut out = HeaderMap::new();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.mime));
    out.insert(header::ETAG, HeaderValue::from_static(asset.etag));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(cached));
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == asset.etag.as_bytes()) {
        return Ok((StatusCode::NOT_MODIFIED, out).into_response());
    }
    let accepts = |coding: &str| {
        headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).is_some_and(|value| {
            value.split(',').any(|one| one.split(';').next().map(str::trim) == Some(coding))
        })
    };
    let (bytes, coding) = match (asset.brotli, asset.gzip) {
        (Some(brotli), _) if accepts("br") => (brotli, Some("br")),
        (_, Some(gzip)) if accepts("gzip") => (gzip, Some("gzip")),
        _ => (asset.bytes, None),
    };
    if let Some(coding) = coding {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    Ok((out, bytes).into_response())
}

/// `GET /robots.txt`: search engines are not for this.
pub(crate) async fn robots() -> &'static str {
    "User-agent: *\nDisallow: /\n"
}

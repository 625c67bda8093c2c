#![cfg_attr(feature = "ssr", expect(clippy::unused_async, reason = "server functions are asynchronous"))]

use domain::language::Language;
use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::{
    failure::AppFailure,
    legal::{LegalKind, LegalText},
};

/// One of the texts, in a language.
#[server(prefix = "/fn", endpoint = "legal/read", input = GetUrl)]
pub async fn read_legal(language: Language, kind: LegalKind) -> Result<LegalText, AppFailure> {
    Ok(crate::legal::text(kind, language))
}

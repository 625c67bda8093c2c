//! What a page loads.

use std::future::Future;

use leptos::{
    prelude::*,
    server::codee::{Decoder, Encoder},
};
use serde::{Serialize, de::DeserializeOwned};

use crate::failure::AppFailure;

/// Content under way: with the page from the server, afterwards by a server function.
pub type Loading<T> = Resource<Result<T, AppFailure>, Json>;

/// JSON that is read from bytes, as the answers of server functions are: with Leptos's own encoding, which reads it from text, the browser would
/// have to download the code that reads each type twice.
#[derive(Clone, Copy, Debug)]
pub struct Json;

impl<T: Serialize> Encoder<T> for Json {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(content: &T) -> Result<String, Self::Error> {
        serde_json::to_string(content)
    }
}

impl<T: DeserializeOwned> Decoder<T> for Json {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(text: &str) -> Result<T, Self::Error> {
        serde_json::from_slice(text.as_bytes())
    }
}

/// Loads content, and loads it anew whenever what it depends on has changed.
pub fn load<S, T, Answer>(source: impl Fn() -> S + Send + Sync + 'static, fetch: impl Fn(S) -> Answer + Send + Sync + 'static) -> Loading<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    Answer: Future<Output = Result<T, AppFailure>> + Send + 'static,
{
    Resource::new_with_options(source, fetch, false)
}

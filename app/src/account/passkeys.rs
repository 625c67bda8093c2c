//! The browser's side of passkeys: it asks the device and gives its answer as JSON (W3C Web Authentication, level 3, 5.1.8 to 5.1.10).

use js_sys::{Function, JSON, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Lets the device make a passkey. None when it cannot, or when its owner does not want to.
pub async fn make(options: &str) -> Option<String> {
    ceremony("create", "parseCreationOptionsFromJSON", options).await
}

/// Lets the device show a passkey. None when it has none, or when its owner does not want to.
pub async fn show(options: &str) -> Option<String> {
    ceremony("get", "parseRequestOptionsFromJSON", options).await
}

/// Whether the browser can do it.
pub fn can() -> bool {
    let kind = property(&window().into(), "PublicKeyCredential");
    kind.is_some_and(|kind| property(&kind, "parseRequestOptionsFromJSON").is_some())
}

async fn ceremony(verb: &str, parse: &str, options: &str) -> Option<String> {
    let window: JsValue = window().into();
    let options = property(&JSON::parse(options).ok()?, "publicKey")?;
    let options = call(&property(&window, "PublicKeyCredential")?, parse, &options)?;
    let asked = Object::new();
    Reflect::set(&asked, &"publicKey".into(), &options).ok()?;
    let credentials = property(&property(&window, "navigator")?, "credentials")?;
    let promise = call(&credentials, verb, &asked)?.dyn_into::<Promise>().ok()?;
    let credential = JsFuture::from(promise).await.ok()?;
    let json = call(&credential, "toJSON", &JsValue::UNDEFINED)?;
    JSON::stringify(&json).ok().map(String::from)
}

fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

fn call(object: &JsValue, name: &str, argument: &JsValue) -> Option<JsValue> {
    property(object, name)?.dyn_into::<Function>().ok()?.call1(object, argument).ok()
}

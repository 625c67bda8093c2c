//! What a page says about itself to search engines and browsers.

use domain::language::Language;
use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};
use site::title::written;

use crate::text::{use_language, use_texts};

/// Title, description, canonical address and the same page in the other languages.
#[component]
pub fn Head(
    /// The page's title, without the shop's name.
    #[prop(into)]
    title: String,
    /// One or two sentences.
    #[prop(into)]
    description: String,
    /// The page's address behind the language, such as `/p/mug`; empty for the home page.
    #[prop(into)]
    path: String,
    /// Whether it belongs to its visitor alone, and not into a search engine.
    #[prop(optional)]
    private: bool,
) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let origin = origin();
    let title = if title.is_empty() { t.site.name.to_owned() } else { format!("{title} – {}", t.site.name) };
    let links = (!private).then(|| {
        let alternates = Language::ALL
            .into_iter()
            .map(|language| view! { <Link rel="alternate" hreflang=language.code() href=format!("{origin}/{language}{path}")/> })
            .collect_view();
        view! {
            <Link rel="canonical" href=format!("{origin}/{language}{path}")/>
            {alternates}
            <Link rel="alternate" hreflang="x-default" href=format!("{origin}/{}{path}", Language::default())/>
        }
    });
    view! {
        <Title text=written(&title)/>
        <Meta name="description" content=description/>
        {private.then(|| view! { <Meta name="robots" content="noindex"/> })}
        {links}
    }
}

/// The shop's public address, without a trailing slash.
#[cfg(feature = "ssr")]
pub fn origin() -> String {
    crate::context::shop().map(|shop| shop.settings.base_url.clone()).unwrap_or_default()
}

/// The shop's public address, without a trailing slash.
#[cfg(not(feature = "ssr"))]
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// Linked data about the page. The renderer writes a script's text as it is, so this is the one place where such a script is made.
#[component]
pub fn LinkedData(
    /// The data, in the vocabulary of schema.org.
    data: serde_json::Value,
) -> impl IntoView {
    view! { <script type="application/ld+json" inner_html=harmless(&data)></script> }
}

/// JSON that cannot end its script or open a comment in it: inside of JSON's strings the escapes mean the same, and outside of them these
/// characters do not occur.
fn harmless(data: &serde_json::Value) -> String {
    data.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn text_cannot_leave_its_script() {
        let data = serde_json::json!({ "name": "</script><script>alert(1)</script><!-- & é" });
        let json = harmless(&data);
        assert!(!json.contains(['<', '>', '&']), "{json}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&json).unwrap(), data);
    }
}

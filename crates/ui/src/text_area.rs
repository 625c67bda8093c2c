//! Several lines of text to enter.

use leptos::prelude::*;

/// A labelled field for several lines, with its hint and its error.
#[component]
pub fn TextArea(
    /// The field's id; hint and error are `{id}-hint` and `{id}-error`.
    #[prop(into)]
    id: String,
    /// The field's name.
    #[prop(into)]
    name: String,
    /// The label.
    label: &'static str,
    /// What is in it at first.
    #[prop(into)]
    value: String,
    /// The most characters it takes.
    most: usize,
    /// How many lines it shows.
    #[prop(default = 3)]
    rows: u32,
    /// The word behind the label of a field that may stay empty; fields without it must be filled in.
    #[prop(optional)]
    optional: Option<&'static str>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let is_wrong = move || error.read().is_some();
    let error_id = format!("{id}-error");
    let described = error_id.clone();
    view! {
        <div>
            <label for=id.clone() class="mb-2 block text-sm font-medium">
                {label} {optional.map(|word| view! { <span class="font-normal text-muted">" (" {word} ")"</span> })}
            </label>
            <textarea
                id=id
                name=name
                rows=rows.to_string()
                maxlength=most.to_string()
                class="field"
                aria-required=optional.is_none().then_some("true")
                aria-invalid=move || is_wrong().then_some("true")
                aria-describedby=move || is_wrong().then(|| described.clone())
                inner_html=escaped(&value)
            ></textarea>
            {move || {
                let id = error_id.clone();
                error.get().map(|error| view! { <p id=id class="mt-2 text-sm text-bad">{error}</p> })
            }}
        </div>
    }
}

/// The text as HTML that shows just it. A child of `textarea` is written into the page as it is, markup and all (leptos 0.8.23).
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_ends_the_field() {
        assert_eq!(escaped("</textarea><script>&amp;"), "&lt;/textarea>&lt;script>&amp;amp;");
    }
}

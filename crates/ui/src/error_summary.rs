//! Everything that is wrong with a form, on top of it.

use leptos::{html::Div, prelude::*};

/// A field that is wrong: the id of its input, and what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongField {
    /// The id of the input.
    pub id: String,
    /// What is wrong, for people.
    pub message: String,
}

/// The list of wrong fields, with links to them; it takes the focus when it appears, with scripts and without, so that
/// nobody misses it.
#[component]
pub fn FieldErrorSummary(
    /// The heading.
    title: &'static str,
    /// The wrong fields; without any there is no summary.
    #[prop(into)]
    wrong: Signal<Vec<WrongField>>,
) -> impl IntoView {
    let summary: NodeRef<Div> = NodeRef::new();
    Effect::new(move |_| {
        if let Some(summary) = summary.get().filter(|_| !wrong.read().is_empty()) {
            let _ = summary.focus();
        }
    });
    move || {
        let wrong = wrong.get();
        (!wrong.is_empty()).then(|| {
            let links = wrong
                .into_iter()
                .map(|field| view! { <li><a href=format!("#{}", field.id) class="underline underline-offset-4" rel="external">{field.message}</a></li> })
                .collect_view();
            view! {
                <div node_ref=summary tabindex="-1" autofocus=true role="alert" class="mb-8 rounded-sm border border-bad bg-bad-soft p-5" data-testid="errors">
                    <h2 class="mb-2 text-base font-semibold text-bad">{title}</h2>
                    <ul class="space-y-1 text-sm">{links}</ul>
                </div>
            }
        })
    }
}

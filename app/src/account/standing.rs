//! Whether somebody is logged in, for what is around the pages.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use ui::{Icon, Shape};

use crate::{
    pages::Loading,
    text::{use_language, use_texts},
};

/// What the header knows of a visitor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub signed_in: bool,
    /// Whether the shop takes passkeys.
    pub passkeys: bool,
    /// Whether it is one of the shop's own people.
    pub staff: bool,
}

/// The visitor's standing, under way.
#[derive(Clone, Copy)]
pub struct Visitor(pub Loading<Standing>);

/// The way to the account, or to the log-in. Both are the same address: the account's page asks who is not logged in.
#[component]
pub fn AccountLink(
    /// The link's classes.
    class: &'static str,
    /// Whether it is drawn, with its words for screen readers; else it is written.
    #[prop(optional)]
    drawn: bool,
) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let visitor = expect_context::<Visitor>().0;
    // Around it rather than in it: a link whose words come later would have no name until then.
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let is_in = visitor.await.is_ok_and(|standing| standing.signed_in);
                let (path, words) = if is_in { ("", t.account.title) } else { ("/log-in", t.login.title) };
                let content = if drawn {
                    view! { <Icon shape=Shape::Person/> <span class="sr-only">{words}</span> }.into_any()
                } else {
                    words.into_any()
                };
                view! { <a href=format!("/{language}/account{path}") class=class title=drawn.then_some(words) data-testid=drawn.then_some("account")>{content}</a> }
            })}
        </Suspense>
    }
}

//! Searches that somebody keeps for themselves: links above the table. They are kept and let go by plain forms, with scripts as well as without.

use domain::backoffice::{LONGEST_SAVED_NAME, OrderQuery, SavedSearch};
use leptos::{prelude::*, server_fn::ServerFn};
use site::load::load;
use ui::{Button, Look, TextField, button_class};

use super::{
    Answer, FILTER, SavedScreen,
    query::{TABLE, address, codes},
    server_fns::{RemoveSearch, SaveSearch, read_saved},
};
use crate::text::use_texts;

/// The name of the form that keeps a search.
pub const FORM: &str = "save-search";

/// The links, and behind a line what changes them.
#[component]
pub fn SavedSearches(
    /// What the address asks for.
    wanted: Memo<OrderQuery>,
    /// What the last form of the table was answered.
    answer: Answer,
) -> impl IntoView {
    let saved = load(|| (), |()| read_saved());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                // Who may not have them may not have the table either, and is told so there.
                saved.await.ok().map(|screen| view! { <Content screen wanted answer/> })
            })}
        </Suspense>
    }
}

#[component]
fn Content(screen: SavedScreen, wanted: Memo<OrderQuery>, answer: Answer) -> impl IntoView {
    let t = use_texts();
    let SavedScreen { searches, key } = screen;
    let has_links = !searches.is_empty();
    let links = searches.iter().map(|search| view! { <Link search=search.clone() wanted/> }).collect_view();
    let removals = searches.into_iter().map(|search| view! { <Removal search answer/> }).collect_view();
    let open = answer.entered.with_untracked(|entered| entered.is(FORM));
    let field = |name: &'static str, value: fn(&OrderQuery) -> String| {
        let value = move || wanted.with(value);
        view! { <input type="hidden" name=name value=value/> }
    };
    view! {
        <div class="flex flex-wrap items-start gap-x-6 gap-y-2 px-5 pb-3 md:px-8" data-testid="saved">
            // An empty one would push what follows aside.
            {has_links
                .then(|| {
                    view! {
                        <nav aria-label=t.saved.title>
                            <ul class="-mx-3 flex flex-wrap" data-testid="saved-links">{links}</ul>
                        </nav>
                    }
                })}
            <details class="offered open:w-full" open=open data-testid=FORM>
                <summary class=button_class(Look::Small)>{t.saved.keep}</summary>
                <div class="mt-3 grid max-w-prose gap-4 rounded-sm border border-hairline p-4">
                    <form method="post" action=SaveSearch::url() class="grid gap-4">
                        <input type="hidden" name="key" value=key.to_string()/>
                        {field("q", |wanted| wanted.search.clone())}
                        {field("state", |wanted| codes(&wanted.states))}
                        {field("waits", |wanted| wanted.waits.map_or("", domain::backoffice::OrderWaits::code).to_owned())}
                        {field("sort", |wanted| wanted.sort.code().to_owned())}
                        <input type="hidden" name="back" value=move || answer.here.get()/>
                        <TextField
                            id="saved-name"
                            name="name"
                            label=t.saved.name
                            value=answer.value(FORM, "name", "")
                            autocomplete="off"
                            most=u32::try_from(LONGEST_SAVED_NAME).unwrap_or(u32::MAX)
                            hint=t.saved.hint
                            error=answer.error(FORM, "name", t.saved.name)
                        />
                        <p><Button look=Look::SmallMain>{t.saved.submit}</Button></p>
                    </form>
                    <ul class="grid gap-2 empty:hidden" data-testid="saved-removals">{removals}</ul>
                </div>
            </details>
        </div>
    }
}

#[component]
fn Link(search: SavedSearch, wanted: Memo<OrderQuery>) -> impl IntoView {
    let SavedSearch { name, query, .. } = search;
    let href = address(TABLE, &query);
    let is_here = move || wanted.with(|wanted| OrderQuery { after: None, ..wanted.clone() } == query);
    view! { <li><a href=href aria-current=move || is_here().then_some("true") class=format!("{FILTER} break-words")>{name}</a></li> }
}

#[component]
fn Removal(search: SavedSearch, answer: Answer) -> impl IntoView {
    let t = use_texts();
    view! {
        <li>
            <form method="post" action=RemoveSearch::url() class="flex flex-wrap items-center justify-between gap-3">
                <input type="hidden" name="search" value=search.id.to_string()/>
                <input type="hidden" name="back" value=move || answer.here.get()/>
                <span class="min-w-0 text-sm break-words">{search.name.clone()}</span>
                <Button look=Look::Small label=t.saved.remove_named(&search.name)>{t.saved.remove}</Button>
            </form>
        </li>
    }
}

//! What the palette finds.

use domain::backoffice::Me;
use leptos::prelude::*;
use ui::{Palette, PaletteEntry};

use super::places::places;
use crate::{
    orders::search_address,
    text::{Texts, use_texts},
};

/// The palette: screens by their names, and orders by anything that is typed.
#[component]
pub fn StaffPalette(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Who uses it.
    me: Me,
) -> impl IntoView {
    let t = use_texts();
    let find = Callback::new(move |typed: String| entries(t, &me, &typed));
    view! { <Palette open label=t.frame.palette none=t.frame.palette_none find/> }
}

/// What fits: the search for orders comes last, since it fits everything.
fn entries(t: &'static Texts, me: &Me, typed: &str) -> Vec<PaletteEntry> {
    let typed = typed.trim();
    let wanted = typed.to_lowercase();
    let places = places(t, me);
    let may_search = places.iter().any(|place| place.path == "/backoffice/orders");
    let mut entries: Vec<PaletteEntry> = places
        .into_iter()
        .filter(|place| place.words.to_lowercase().contains(&wanted))
        .map(|place| PaletteEntry { words: place.words.to_owned(), hint: place.keys.join(" "), href: place.path.to_owned() })
        .collect();
    if may_search && !typed.is_empty() {
        entries.push(PaletteEntry { words: t.frame.palette_search(typed), hint: t.frame.orders.to_owned(), href: search_address(typed) });
    }
    entries
}

#[cfg(test)]
mod tests {
    use domain::{accounts::Role, language::Language};

    use super::*;
    use crate::text::texts;

    fn found(role: Role, typed: &str) -> Vec<String> {
        let me = Me { roles: vec![role], ..Me::default() };
        entries(texts(Language::De), &me, typed).into_iter().map(|entry| entry.href).collect()
    }

    #[test]
    fn it_leads_nowhere_that_is_of_no_use() {
        assert_eq!(
            found(Role::Support, ""),
            [
                "/backoffice",
                "/backoffice/orders",
                "/backoffice/gift-cards",
                "/backoffice/earlier-orders",
                "/backoffice/customers",
                "/backoffice/mail"
            ]
        );
        assert_eq!(found(Role::Catalogue, "2026"), Vec::<String>::new());
    }

    #[test]
    fn anything_typed_is_searched_for() {
        assert_eq!(found(Role::Support, "BEST"), ["/backoffice/orders", "/backoffice/earlier-orders", "/backoffice/orders?q=BEST"]);
        assert_eq!(found(Role::Support, "a&b"), ["/backoffice/orders?q=a%26b"]);
    }
}

//! Orders that come in while somebody looks at the table.

use std::time::Duration;

use domain::{
    backoffice::{OrderQuery, OrderSort},
    ids::OrderId,
};
use leptos::{prelude::*, task::spawn_local};
use ui::{Button, Look};

use super::server_fns::read_orders;
use crate::{frame::Moved, text::use_texts};

/// Between two looks in the browser.
const PAUSE: Duration = Duration::from_secs(15);

/// Says that there are new orders; they come into the table when somebody wants them to, so that no row moves under anybody's hand.
#[component]
pub fn Arrivals(
    /// What the address asks for.
    wanted: OrderQuery,
    /// The first row.
    first: Option<OrderId>,
) -> impl IntoView {
    let t = use_texts();
    let (news, moved) = (RwSignal::new(false), Moved::of_screen());
    let is_top = wanted.sort == OrderSort::Newest && wanted.after.is_none();
    Effect::new(move |_| {
        let wanted = OrderQuery { size: 1, ..wanted.clone() };
        let look = move || {
            // Nobody looks at a page behind others.
            if document().hidden() || news.try_get_untracked() != Some(false) {
                return;
            }
            let wanted = wanted.clone();
            spawn_local(async move {
                // A look that fails is made good by the next one.
                if let Ok(screen) = read_orders(wanted).await
                    && screen.list.rows.first().is_some_and(|row| Some(row.id) != first)
                {
                    let _ = news.try_set(true);
                }
            });
        };
        if is_top && let Ok(handle) = set_interval_with_handle(look, PAUSE) {
            on_cleanup(move || handle.clear());
        }
    });
    view! {
        <div role="status" class="px-5 md:px-8">
            {move || {
                news.get()
                    .then(|| {
                        view! {
                            <p class="pb-3" data-testid="news">
                                <Button kind="button" look=Look::Small on:click=move |_| moved.note()>{t.orders.news}</Button>
                            </p>
                        }
                    })
            }}
        </div>
    }
}

//! What can be done with a product besides writing into it.

use domain::backoffice::{ProductDetail, ProductStatus};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use ui::{Button, LinkButton, Look, button_class};
use uuid::Uuid;

use super::{
    query::TABLE,
    server_fns::{ArchiveProduct, DuplicateProduct},
};
use crate::text::{use_language, use_texts};

/// Looking at it as shoppers do, a copy of it, archiving it and bringing it back.
#[component]
pub fn Steps(
    /// The product.
    product: ProductDetail,
    /// The id that a copy of it will have.
    key_of_copy: Uuid,
) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let page = format!("{TABLE}/{}", product.id);
    let (shop, words) = match product.status {
        ProductStatus::Published => (format!("/{language}/p/{}", product.slug), t.product.in_shop),
        ProductStatus::Draft | ProductStatus::Scheduled | ProductStatus::Archived => {
            (format!("/{language}/preview/{}", product.slug), t.product.preview)
        }
    };
    let is_archived = product.status == ProductStatus::Archived;
    let (text, submit) = if is_archived { (None, t.product.restore) } else { (Some(t.product.archive_text), t.product.archive_submit) };
    let archive = view! { <Archive product=product.clone() text submit/> };
    let archive = if is_archived {
        view! { <div data-testid="restore">{archive}</div> }.into_any()
    } else {
        view! {
            <details class="offered open:w-full" data-testid="archive">
                <summary class=button_class(Look::Small)>{t.product.archive}</summary>
                <div class="mt-3 max-w-prose rounded-sm border border-hairline p-4">{archive}</div>
            </details>
        }
        .into_any()
    };
    view! {
        <div class="mt-4 flex flex-wrap items-start gap-3">
            <LinkButton href=shop look=Look::Small external=true>{words}</LinkButton>
            <LinkButton href=format!("{page}/pictures") look=Look::Small>{t.pictures.title}</LinkButton>
            <LinkButton href=format!("{page}/options") look=Look::Small>{t.options.title}</LinkButton>
            <form method="post" action=DuplicateProduct::url() data-testid="duplicate">
                <input type="hidden" name="product" value=product.id.to_string()/>
                <input type="hidden" name="key" value=key_of_copy.to_string()/>
                <input type="hidden" name="back" value=page/>
                <Button look=Look::Small>{t.product.duplicate}</Button>
            </form>
            {archive}
        </div>
    }
}

/// The form that archives a product, or brings it back.
#[component]
fn Archive(product: ProductDetail, text: Option<&'static str>, submit: &'static str) -> impl IntoView {
    let is_archived = product.status == ProductStatus::Archived;
    view! {
        <form method="post" action=ArchiveProduct::url() class="grid gap-3">
            <input type="hidden" name="product" value=product.id.to_string()/>
            <input type="hidden" name="version" value=product.version.to_string()/>
            <input type="hidden" name="archive" value=(!is_archived).to_string()/>
            <input type="hidden" name="back" value=format!("{TABLE}/{}", product.id)/>
            {text.map(|text| view! { <p class="text-sm text-muted">{text}</p> })}
            <p><Button look=Look::Small>{submit}</Button></p>
        </form>
    }
}

/// Whether the address tells that the product was archived or brought back.
pub fn was_archived_or_restored() -> bool {
    use_query_map().with_untracked(|query| query.get("done").is_some_and(|done| matches!(done.as_str(), "archived" | "restored")))
}

/// Undoes that.
#[component]
pub fn Undo(
    /// The product.
    product: ProductDetail,
) -> impl IntoView {
    let t = use_texts();
    view! { <Archive product text=None submit=t.frame.undo/> }
}

//! What can be done with a product besides writing into it.

use domain::backoffice::{ProductDetail, ProductStatus};
use leptos::{prelude::*, server_fn::ServerFn};
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
    let archive = view! {
        <form method="post" action=ArchiveProduct::url() class="grid gap-3">
            <input type="hidden" name="product" value=product.id.to_string()/>
            <input type="hidden" name="version" value=product.version.to_string()/>
            <input type="hidden" name="archive" value=(!is_archived).to_string()/>
            <input type="hidden" name="back" value=page.clone()/>
            {(!is_archived).then(|| view! { <p class="text-sm text-muted">{t.product.archive_text}</p> })}
            <p><Button look=Look::Small>{if is_archived { t.product.restore } else { t.product.archive_submit }}</Button></p>
        </form>
    };
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

//! What can be done with a method as a whole: switch it on or off, remove it.

use domain::backoffice::DeliveryMethodDetail;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, Look, button_class};

use super::server_fns::{RemoveDeliveryMethod, SwitchDeliveryMethod};
use crate::text::use_texts;

/// The steps.
#[component]
pub fn Steps(
    /// The method.
    method: DeliveryMethodDetail,
) -> impl IntoView {
    let t = use_texts();
    let DeliveryMethodDetail { code, version, is_active, is_removable, .. } = method;
    let (words, text) =
        if is_active { (t.delivery.switch_off, t.delivery.switch_off_text) } else { (t.delivery.switch_on, t.delivery.switch_on_text) };
    let remove = is_removable.then(|| {
        view! {
            <details class="offered" data-testid="remove-method">
                <summary class=button_class(Look::Small)>{t.delivery.remove}</summary>
                <form method="post" action=RemoveDeliveryMethod::url() class="mt-3 max-w-prose rounded-sm border border-hairline p-4">
                    <input type="hidden" name="method" value=code.clone()/>
                    <input type="hidden" name="version" value=version.to_string()/>
                    <p class="mb-3 text-sm text-muted">{t.delivery.remove_text}</p>
                    <Button look=Look::Small>{t.delivery.remove_submit}</Button>
                </form>
            </details>
        }
    });
    let kept = (!is_active && !is_removable).then(|| view! { <p class="max-w-prose text-sm text-muted">{t.delivery.used}</p> });
    view! {
        <div class="mt-4 grid gap-3">
            <form method="post" action=SwitchDeliveryMethod::url() class="flex flex-wrap items-center gap-x-4 gap-y-2" data-testid="switch-method">
                <input type="hidden" name="method" value=code.clone()/>
                <input type="hidden" name="version" value=version.to_string()/>
                <input type="hidden" name="active" value=(!is_active).to_string()/>
                <Button look=Look::Small>{words}</Button>
                <span class="max-w-prose text-sm text-muted">{text}</span>
            </form>
            {remove}
            {kept}
        </div>
    }
}

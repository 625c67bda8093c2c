//! What can be done with a voucher: changing how often and when it counts, and ending it.

use domain::backoffice::{VoucherDetail, VoucherState};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, Look, button_class};

use super::{
    LimitFields,
    limits::Limits,
    server_fns::{EndVoucher, SaveVoucher},
};
use crate::{orders::Answer, text::use_texts};

/// The name of the form that changes it.
pub const SAVE: &str = "voucher";

/// The name of the form that ends it.
pub const END: &str = "end-voucher";

/// Both forms, behind lines to open; nothing for one that is over.
#[component]
pub fn Change(
    /// The voucher.
    voucher: VoucherDetail,
    /// What the last form was answered.
    answer: Answer,
) -> impl IntoView {
    if voucher.row.state == VoucherState::Ended {
        return ().into_any();
    }
    let t = use_texts();
    let (id, version) = (voucher.row.id.to_string(), voucher.version.to_string());
    let open = |form: &str| answer.entered.with_untracked(|entered| entered.is(form));
    let (is_changing, is_ending) = (open(SAVE), open(END));
    let hidden = move || {
        view! {
            <input type="hidden" name="voucher" value=id.clone()/>
            <input type="hidden" name="version" value=version.clone()/>
            <input type="hidden" name="back" value=move || answer.here.get()/>
        }
    };
    view! {
        <section class="flex flex-wrap gap-3" aria-label=t.vouchers.change>
            <details class="offered open:w-full" open=is_changing data-testid="change">
                <summary class=button_class(Look::Small)>{t.vouchers.change}</summary>
                <form method="post" action=SaveVoucher::url() class="mt-3 grid gap-4 rounded-sm border border-hairline p-4">
                    {hidden()}
                    <p class="text-sm text-muted">{t.vouchers.terms_text}</p>
                    <Limits form=SAVE answer fields=LimitFields::of(&voucher.row.limits) has_begun=voucher.has_begun/>
                    <p class="text-sm text-muted">{t.vouchers.limits_text}</p>
                    <p><Button look=Look::SmallMain>{t.vouchers.save}</Button></p>
                </form>
            </details>
            <details class="offered open:w-full" open=is_ending data-testid="end">
                <summary class=button_class(Look::Small)>{t.vouchers.end}</summary>
                <form method="post" action=EndVoucher::url() class="mt-3 grid gap-4 rounded-sm border border-hairline p-4">
                    {hidden()}
                    <p class="text-sm">{t.vouchers.end_text}</p>
                    <p><Button look=Look::Small>{t.vouchers.end_submit}</Button></p>
                </form>
            </details>
        </section>
    }
    .into_any()
}

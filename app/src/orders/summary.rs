//! What is ordered and what it costs: beside the checkout, and on the order's page.

use domain::{
    address::Address,
    cart::{CartLineView, LineChange},
    catalog::PictureView,
    language::Language,
    money::Money,
    orders::OrderLineView,
};
use leptos::prelude::*;
use ui::{Look, Picture, button_class};

use super::OrderContent;
use crate::{
    cart::{Sums, Totals, VoucherLine, change_words, fee_words},
    catalog::silent_files,
    checkout::country,
    text::{Texts, use_language, use_texts},
};

/// A line of the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryLine {
    picture: Option<PictureView>,
    name: String,
    options: String,
    quantity: u32,
    /// In rappen.
    total: i64,
    /// What is different from when it was put in.
    change: Option<LineChange>,
    /// The product's page, where a link there does no harm.
    product: Option<String>,
}

impl From<&CartLineView> for SummaryLine {
    /// Without a link: nobody is to be led out of the checkout.
    fn from(line: &CartLineView) -> Self {
        Self {
            picture: line.picture.clone(),
            name: line.name.clone(),
            options: line.options.clone(),
            quantity: line.quantity,
            total: line.total,
            change: line.change,
            product: None,
        }
    }
}

impl SummaryLine {
    fn of_order(line: OrderLineView, language: Language) -> Self {
        Self {
            picture: line.picture,
            name: line.name,
            options: line.options,
            quantity: line.quantity,
            total: line.total,
            change: None,
            product: Some(format!("/{language}/p/{}", line.product_slug)),
        }
    }
}

/// Lines and sums, and what else belongs below them.
#[component]
pub fn Summary(
    /// The lines.
    lines: Vec<SummaryLine>,
    /// The sums.
    #[prop(into)]
    sums: Signal<Sums>,
    /// Where the lines can be changed, as long as they can; on narrow screens only the sums are shown then.
    #[prop(optional, into)]
    edit: Option<String>,
    /// What stands below.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let t = use_texts();
    // Unless there is something about the lines to be seen before buying.
    let hidden = if edit.is_some() && lines.iter().all(|line| line.change.is_none()) { "max-lg:hidden" } else { "" };
    let lines = lines.into_iter().map(|line| view! { <Line line t/> }).collect_view();
    view! {
        <section class="rounded-sm bg-raised p-6" aria-labelledby="summary-title">
            <div class="mb-3 flex items-baseline justify-between gap-4">
                <h2 id="summary-title" class="text-lg font-medium">{t.checkout.summary}</h2>
                {edit.map(|address| view! { <a href=address class=button_class(Look::Bare)>{t.checkout.edit_cart}</a> })}
            </div>
            <ul class=format!("mb-4 divide-y divide-hairline border-b border-hairline {hidden}")>{lines}</ul>
            {move || view! { <Totals sums=sums.get()/> }}
            {children.map(|children| children())}
        </section>
    }
}

#[component]
fn Line(line: SummaryLine, t: &'static Texts) -> impl IntoView {
    let picture = line.picture.as_ref().map(|picture| view! { <Picture files=silent_files(picture) sizes="4rem"/> });
    let name = match line.product {
        Some(address) => view! { <a href=address class="block font-medium underline-offset-4 hover:underline">{line.name}</a> }.into_any(),
        None => view! { <span class="block font-medium">{line.name}</span> }.into_any(),
    };
    view! {
        <li class="flex gap-4 py-3">
            <span class="block size-14 shrink-0 overflow-hidden rounded-sm bg-faint">{picture}</span>
            <span class="min-w-0 flex-1 text-sm">
                {name}
                <span class="block text-muted tabular-nums">{t.order.quantity_times(&line.quantity.to_string())} " " {line.options}</span>
                {line.change.map(|change| view! { <span class="block text-warn">{change_words(t, change)}</span> })}
            </span>
            <span class="text-sm whitespace-nowrap tabular-nums">{Money::rappen(line.total).to_string()}</span>
        </li>
    }
}

/// The summary of a placed order, with the address and the invoice.
#[component]
pub fn OrderSummary(
    /// The order.
    order: OrderContent,
) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let fee = fee_words(t, order.delivery_fee);
    let sums = Sums {
        items: order.items_total,
        voucher: order.voucher.map(|used| VoucherLine::new(t, &used.code, used.benefit, Ok(used.discount))),
        delivery: format!("{} · {fee}", order.delivery_name),
        total_words: t.cart.total,
        total: order.total,
        gift_card: (order.gift_card_total > 0).then(|| (t.order.gift_card.to_owned(), order.gift_card_total)),
        vat: order.vat,
        hint: None,
    };
    let lines = order.lines.into_iter().map(|line| SummaryLine::of_order(line, language)).collect::<Vec<_>>();
    let invoice = order.invoice.map(|number| {
        let address = format!("/{language}/orders/{}/invoice.pdf", order.token);
        view! {
            <p class="mt-6">
                <a href=address class=button_class(Look::Bare) rel="external" data-testid="invoice">{t.order.invoice(&number)}</a>
            </p>
        }
    });
    view! {
        <Summary lines sums=Signal::stored(sums)>
            <h2 class="mt-8 mb-2 text-sm font-medium">{t.order.deliver_to}</h2>
            <Letter address=order.address/>
            {invoice}
        </Summary>
    }
}

/// An address as on a letter.
#[component]
pub fn Letter(
    /// The address.
    address: Address,
) -> impl IntoView {
    let t = use_texts();
    let country = country(t, &address.country);
    view! {
        <address class="text-sm leading-relaxed not-italic text-muted">
            {address.name} <br/> {(!address.company.is_empty()).then(|| view! { {address.company} <br/> })} {address.street} <br/>
            {address.postal_code} " " {address.city} <br/> {country}
        </address>
    }
}

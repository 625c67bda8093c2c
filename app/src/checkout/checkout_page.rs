//! The checkout page.

use domain::{
    failure::{Failure, FieldError, Refusal},
    language::Language,
    money::Money,
    orders::{CheckoutView, OrderRefusal, PlacedOrder},
};
use leptos::{prelude::*, server_fn::ServerFn, task::spawn_local};
use leptos_router::hooks::use_navigate;
use ui::{Button, FieldErrorSummary, LinkButton, Look, Notice, PAGE, Tone};
use wasm_bindgen::JsCast;

#[cfg(feature = "ssr")]
use super::server_fns::checkout_of;
#[cfg(not(feature = "ssr"))]
use super::server_fns::read_checkout;
use super::{
    address_step::AddressStep,
    delivery_step::DeliveryStep,
    form_data::entered,
    payment_step::PaymentStep,
    server_fns::{PlaceOrder, place_order},
    wrong::wrong_fields,
};
use crate::{
    cart::{Cart, CodeField, is_about_code, sums},
    failure::AppFailure,
    legal::LegalLinks,
    orders::{Summary, SummaryLine},
    pages::{load, loaded, part, words},
    seo::Head,
    text::{use_language, use_texts},
    told::told,
};

part! {
    /// The checkout.
    checkout as CheckoutPart { Checkout => CheckoutPage }
}

/// Three steps on one page, the order beside them.
#[component]
pub fn CheckoutPage() -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let said = Said::new(told());
    let cart = expect_context::<Cart>();
    let checkout = load(move || said.rounds.get(), move |_| read(language, cart));
    view! {
        <Head title=t.checkout.title description="" path="/checkout" private=true/>
        <div class=format!("{PAGE} pt-10 md:pt-16")>
            <h1 class="mb-8 text-xl font-medium md:text-2xl">{t.checkout.title}</h1>
            {loaded(
                checkout,
                move |checkout| {
                    if checkout.cart.lines.is_empty() {
                        view! { <NothingToBuy/> }.into_any()
                    } else {
                        view! { <Steps checkout said/> }.into_any()
                    }
                },
            )}
        </div>
    }
}

/// What the page shows. With the page from the server, the cart in its header is the one that is ordered, and is read once.
#[cfg(feature = "ssr")]
async fn read(language: Language, cart: Cart) -> Result<CheckoutView, AppFailure> {
    checkout_of(language, cart.opened().await?).await
}

/// What the page shows.
#[cfg(not(feature = "ssr"))]
async fn read(language: Language, _: Cart) -> Result<CheckoutView, AppFailure> {
    read_checkout(language).await
}

/// What the last attempt to order was answered.
#[derive(Clone, Copy)]
struct Said {
    errors: RwSignal<Vec<FieldError>>,
    failure: RwSignal<Option<Failure>>,
    /// What is said at the field for codes.
    code: RwSignal<Option<Failure>>,
    busy: RwSignal<bool>,
    /// Counts answers after which the cart and its prices have to be read again.
    rounds: RwSignal<u32>,
}

impl Said {
    fn new(failure: Option<Failure>) -> Self {
        let said = Self {
            errors: RwSignal::default(),
            failure: RwSignal::new(None),
            code: expect_context::<Cart>().code_refused,
            busy: RwSignal::new(false),
            rounds: RwSignal::new(0),
        };
        said.take(failure);
        said
    }

    /// Sorts a failure: errors go to their fields, everything else is said above the form.
    fn take(self, failure: Option<Failure>) {
        self.code.set(None);
        match failure {
            Some(failure) if is_about_code(&failure) => {
                // On top as well: the button that orders may be far from the field.
                self.errors.set(Vec::new());
                self.failure.set(Some(failure.clone()));
                self.code.set(Some(failure));
            }
            Some(Failure::Invalid(errors)) if !errors.is_empty() => {
                self.errors.set(errors);
                self.failure.set(None);
            }
            other => {
                self.errors.set(Vec::new());
                self.failure.set(other);
            }
        }
    }
}

#[component]
fn NothingToBuy() -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    view! {
        <p class="mb-8 text-lg">{t.cart.empty}</p>
        <LinkButton href=format!("/{language}") look=Look::Quiet>{t.cart.look_around}</LinkButton>
    }
}

#[component]
fn Steps(checkout: CheckoutView, said: Said) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let CheckoutView { cart, form, payment_methods } = checkout;
    let delivery = RwSignal::new(form.delivery_method.clone());
    let cart = RwSignal::new(cart);
    let blocked = Signal::derive(move || cart.read().blocked());
    let methods = Memo::new(move |_| cart.read().delivery_methods.clone());
    let total = Signal::derive(move || {
        let delivery = delivery.read();
        cart.read().total(methods.read().iter().find(|method| method.code == *delivery).map_or(0, |method| method.fee))
    });
    let gift_card = Signal::derive(move || cart.read().gift_card_pays(total.get()));
    let due = Signal::derive(move || total.get() - gift_card.get());
    let wrong = Signal::derive(move || wrong_fields(t, &said.errors.read()));
    let heading = "mb-5 text-lg font-medium";
    let lines = cart.read_untracked().lines.iter().map(SummaryLine::from).collect::<Vec<_>>();
    let sums = Signal::derive(move || sums(t, &cart.read(), Some(&delivery.read())));
    view! {
        <form method="post" action=PlaceOrder::url() novalidate on:submit=submit(said) class="grid gap-x-16 gap-y-10 lg:grid-cols-12" data-testid="checkout">
            <input type="hidden" name="language" value=language.code()/>
            <input type="hidden" name="form[checkout_key]" value=form.checkout_key.to_string()/>
            <input type="hidden" name="form[seen_total]" value=move || total.get() prop:value=move || total.get().to_string()/>
            <input type="hidden" name="form[seen_gift_card]" value=move || gift_card.get() prop:value=move || gift_card.get().to_string()/>
            <input type="hidden" name="form[seen_lines]" value=form.seen_lines/>
            <div class="lg:col-span-7">
                <FieldErrorSummary title=t.checkout.errors_title wrong/>
                {move || said.failure.get().map(|failure| view! { <div class="mb-8"><Notice tone=tone(&failure)>{words(t, &failure)}</Notice></div> })}
                <section aria-labelledby="step-1" class="border-t border-ink pt-5 pb-12">
                    <h2 id="step-1" class=heading><span class="mr-3 text-muted tabular-nums">"1"</span>{t.checkout.contact}</h2>
                    <AddressStep email=form.email address=form.address errors=said.errors/>
                </section>
                <section aria-labelledby="step-2" class="border-t border-ink pt-5 pb-12">
                    <h2 id="step-2" class=heading><span class="mr-3 text-muted tabular-nums">"2"</span>{t.checkout.delivery}</h2>
                    <DeliveryStep methods chosen=delivery heading="step-2"/>
                </section>
                <section aria-labelledby="step-3" class="border-t border-ink pt-5">
                    <h2 id="step-3" class=heading><span class="mr-3 text-muted tabular-nums">"3"</span>{t.checkout.payment}</h2>
                    <PaymentStep methods=payment_methods chosen=form.payment_method due heading="step-3"/>
                </section>
                <div class="mt-12 border-t border-ink pt-5">
                    <p class="mb-4 flex items-baseline justify-between gap-4">
                        <span class="text-lg font-medium">{move || if gift_card.get() > 0 { t.cart.due } else { t.cart.total }}</span>
                        <span class="text-lg font-medium tabular-nums">{move || Money::rappen(due.get()).to_string()}</span>
                    </p>
                    <Button wide=true disabled=Signal::derive(move || blocked.get() || said.busy.get())>
                        {move || if said.busy.get() { t.checkout.sending } else { t.checkout.pay }}
                    </Button>
                    {move || {
                        let why = if cart.read().undeliverable { t.cart.undeliverable } else { t.cart.blocked };
                        blocked.get().then(|| view! { <p class="mt-3 text-sm text-warn">{why}</p> })
                    }}
                    <p class="mt-4 text-sm text-muted">{t.legal.order}</p>
                    <LegalLinks/>
                </div>
            </div>
            <div class="max-lg:order-first lg:col-span-5">
                <div class="lg:sticky lg:top-8">
                    <Summary lines sums edit=format!("/{language}/cart")>
                        <div class="mt-6">
                            {move || view! { <CodeField cart=cart.get() changed=Callback::new(move |news| cart.set(news))/> }}
                        </div>
                    </Summary>
                </div>
            </div>
        </form>
    }
}

/// A total that changed is a question, everything else an error.
const fn tone(failure: &Failure) -> Tone {
    match failure {
        Failure::Refused(Refusal::Order(OrderRefusal::CartChanged { .. } | OrderRefusal::GiftCardChanged { .. })) => Tone::Warn,
        _ => Tone::Bad,
    }
}

/// Sends the form and follows the answer, without leaving the page until there is somewhere to go.
fn submit(said: Said) -> impl Fn(leptos::ev::SubmitEvent) + 'static {
    let (language, cart, navigate) = (use_language(), expect_context::<Cart>(), use_navigate());
    move |event| {
        event.prevent_default();
        let form = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlFormElement>().ok());
        let Some(data) = form.and_then(|form| web_sys::FormData::new_with_form(&form).ok()) else { return };
        if said.busy.get_untracked() {
            return;
        }
        said.busy.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            match place_order(language, entered(&data), data.get("code").as_string().unwrap_or_default()).await {
                Ok(PlacedOrder { pay_at: Some(address), .. }) => {
                    // Stays busy: the payment page is on its way. Fails only for an address that is none.
                    if window().location().assign(&address).is_err() {
                        said.busy.set(false);
                    }
                }
                Ok(PlacedOrder { token, pay_at: None }) => {
                    cart.refresh();
                    navigate(&format!("/{language}/orders/{token}"), leptos_router::NavigateOptions::default());
                }
                Err(AppFailure(failure)) => {
                    said.busy.set(false);
                    let is_news = matches!(failure, Failure::Refused(_));
                    said.take(Some(failure));
                    if is_news {
                        said.rounds.update(|rounds| *rounds += 1);
                        cart.refresh();
                    }
                }
            }
        });
    }
}

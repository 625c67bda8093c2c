//! The one cart that all components share.

use std::{future::Future, pin::Pin};

use domain::{
    cart::CartView,
    failure::Failure,
    ids::VariantId,
    language::Language,
    orders::{CheckoutForm, CodeKind},
};
use leptos::{prelude::*, task::spawn_local};
use ui::{Notice, Tone};

use super::{
    optimism,
    server_fns::{add_line, enter_code, leave_code, read_cart, remove_line, set_quantity, undo_remove},
};
use crate::{
    failure::AppFailure,
    pages::{Loading, load, words},
    text::texts,
};

/// A server function's answer under way.
type Answer = Pin<Box<dyn Future<Output = Result<CartView, AppFailure>>>>;

/// The cart. Changes show at once and are put right when the server's answer says otherwise.
#[derive(Clone, Copy)]
pub struct Cart {
    language: Language,
    /// The cart as the page was opened with it.
    loaded: Loading<CartView>,
    /// The cart after changes made here.
    changed: RwSignal<Option<CartView>>,
    /// Changes that the server has not answered yet.
    waiting: RwSignal<u32>,
    /// Why the last change did not work.
    pub refused: RwSignal<Option<Failure>>,
    /// Why the last code was not taken; said at its field.
    pub code_refused: RwSignal<Option<Failure>>,
    /// Whether the drawer is open.
    pub open: RwSignal<bool>,
    /// What screen readers are told about the last change.
    pub said: RwSignal<String>,
}

impl Cart {
    /// The visitor's cart, in the page's language.
    pub fn new(language: Language) -> Self {
        Self {
            language,
            loaded: load(|| (), move |()| read_cart(language)),
            changed: RwSignal::new(None),
            waiting: RwSignal::new(0),
            refused: RwSignal::new(None),
            code_refused: RwSignal::new(None),
            open: RwSignal::new(false),
            said: RwSignal::new(String::new()),
        }
    }

    /// Shows the cart wherever it changes. Without one that could be loaded, an empty one is shown: a page is worth more than its cart's count.
    pub fn show(self, view: impl Fn(CartView) -> AnyView + Copy + Send + Sync + 'static) -> AnyView {
        self.show_result(move |cart| view(cart.unwrap_or_default()))
    }

    /// Shows the cart wherever it changes, and the failure in the place of a cart that could not be loaded: it is not empty.
    pub fn show_or_fail(self, view: impl Fn(CartView) -> AnyView + Copy + Send + Sync + 'static) -> AnyView {
        self.show_result(move |cart| match cart {
            Ok(cart) => view(cart),
            Err(AppFailure(failure)) => {
                #[cfg(feature = "ssr")]
                crate::failure::set_status(&failure);
                view! { <Notice tone=Tone::Bad>{words(texts(self.language), &failure)}</Notice> }.into_any()
            }
        })
    }

    /// The cart as the page was opened with it, for what else the page reads with it.
    #[cfg(feature = "ssr")]
    pub async fn opened(self) -> Result<CartView, AppFailure> {
        self.loaded.await
    }

    fn show_result(self, view: impl Fn(Result<CartView, AppFailure>) -> AnyView + Copy + Send + Sync + 'static) -> AnyView {
        view! {
            <Transition>
                {move || {
                    let changed = self.changed.get();
                    Suspend::new(async move {
                        view(match changed {
                            Some(cart) => Ok(cart),
                            None => self.loaded.await,
                        })
                    })
                }}
            </Transition>
        }
        .into_any()
    }

    /// Puts a variant in, by its product and the chosen options; opens the drawer, or says in `refused` why not.
    pub fn add(self, product: String, values: Vec<String>, quantity: u32, refused: RwSignal<Option<Failure>>) {
        let language = self.language;
        spawn_local(async move {
            match Box::pin(add_line(language, product, values, quantity.to_string())).await {
                Ok(cart) => {
                    self.said.set(texts(language).product.added.to_owned());
                    self.refused.set(None);
                    self.changed.set(Some(cart));
                    self.open.set(true);
                }
                Err(AppFailure(failure)) => refused.set(Some(failure)),
            }
        });
    }

    /// Changes how many pieces of a line are wanted.
    pub fn set_quantity(self, variant: VariantId, quantity: u32) {
        self.change(
            |cart| optimism::with_quantity(cart, variant, quantity),
            Box::pin(set_quantity(self.language, variant, quantity.to_string())),
        );
    }

    /// Takes a line out.
    pub fn remove(self, variant: VariantId) {
        self.change(|cart| optimism::without(cart, variant), Box::pin(remove_line(self.language, variant)));
    }

    /// Puts the line back that was taken out last.
    pub fn undo_remove(self) {
        self.change(optimism::restored, Box::pin(undo_remove(self.language)));
    }

    /// Uses a voucher or a gift card; `done` is told the cart that follows.
    pub fn enter_code(self, code: String, form: CheckoutForm, done: impl FnOnce(CartView) + 'static) {
        self.change_codes(Box::pin(enter_code(self.language, code, form)), done);
    }

    /// Uses a code no longer; `done` is told the cart that follows.
    pub fn leave_code(self, kind: CodeKind, form: CheckoutForm, done: impl FnOnce(CartView) + 'static) {
        self.change_codes(Box::pin(leave_code(self.language, kind, form)), done);
    }

    /// What a code does is the server's to say: nothing is shown before its answer.
    fn change_codes(self, answer: Answer, done: impl FnOnce(CartView) + 'static) {
        spawn_local(async move {
            match answer.await {
                Ok(cart) => {
                    self.said.set(super::spoken(texts(self.language), &cart));
                    self.code_refused.set(None);
                    self.changed.set(Some(cart.clone()));
                    done(cart);
                }
                Err(AppFailure(failure)) => self.code_refused.set(Some(failure)),
            }
        });
    }

    /// Shows what a page without scripts was told, at the field or above the lines.
    pub fn tell(self, failure: Option<Failure>) {
        let (of_code, other) = match failure {
            Some(failure) if super::is_about_code(&failure) => (Some(failure), None),
            other => (None, other),
        };
        self.code_refused.set(of_code);
        if other.is_some() {
            self.refused.set(other);
        }
    }

    /// Reads the cart again, after something other than the cart's own pages changed it.
    pub fn refresh(self) {
        self.change(|_| {}, Box::pin(read_cart(self.language)));
    }

    /// Shows the change at once, then the server's answer; answers to changes that others have overtaken are left out.
    fn change(self, expect: impl FnOnce(&mut CartView), answer: Answer) {
        let before = self.changed.get_untracked().or_else(|| self.loaded.get_untracked().and_then(Result::ok)).unwrap_or_default();
        let mut expected = before.clone();
        expect(&mut expected);
        self.changed.set(Some(expected));
        self.refused.set(None);
        self.waiting.update(|waiting| *waiting += 1);
        spawn_local(async move {
            let answer = answer.await;
            self.waiting.update(|waiting| *waiting -= 1);
            let is_last = self.waiting.get_untracked() == 0;
            match answer {
                Ok(cart) if is_last => {
                    self.said.set(super::spoken(texts(self.language), &cart));
                    self.changed.set(Some(cart));
                }
                Ok(_) => {}
                Err(AppFailure(failure)) => {
                    self.refused.set(Some(failure));
                    self.changed.set(Some(before));
                }
            }
        });
    }
}

//! A product: all that can be written into it in one form, and what can be done with it.

use domain::{
    backoffice::{CollectionLink, ProductDetail, ProductStatus, StaffRefusal},
    failure::{Failure, FieldError, Refusal},
};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use site::told::told;
use ui::{Badge, Button, FieldErrorSummary, Look, WrongField};

use super::{
    ProductFields, ProductScreen,
    basics::Basics,
    changed::Changed,
    collections::LIST,
    query::TABLE,
    server_fns::SaveProduct,
    steps::{Steps, Undo, was_archived_or_restored},
    telling::Telling,
    texts::TextColumns,
    variants::Variants,
    words::{label, status_words},
};
use crate::{
    failure::field_words,
    frame::Head,
    text::{Texts, use_language, use_texts},
};

/// What is wrong with a form's fields, for the parts of it.
#[derive(Clone, Debug)]
pub struct Wrong {
    errors: Vec<FieldError>,
    words: fn(&'static Texts, &FieldError) -> String,
}

impl Default for Wrong {
    fn default() -> Self {
        Self { errors: Vec::new(), words: |t, error| field_words(t, &label(t, &error.field), error) }
    }
}

impl Wrong {
    /// What the address tells of the form that led back to it.
    pub fn of_address() -> Self {
        match told() {
            Some(Failure::Invalid(errors)) => Self { errors, ..Self::default() },
            _ => Self::default(),
        }
    }

    /// The same in a screen's own words.
    #[must_use]
    pub fn in_words(self, words: fn(&'static Texts, &FieldError) -> String) -> Self {
        Self { words, ..self }
    }

    /// What is wrong with a field, in words.
    pub fn with(&self, t: &'static Texts, field: &str) -> Signal<Option<String>> {
        Signal::stored(self.errors.iter().find(|error| error.field == field).map(|error| (self.words)(t, error)))
    }

    /// All of it, with links to the fields.
    pub fn summary(&self, t: &'static Texts) -> Vec<WrongField> {
        self.errors.iter().map(|error| WrongField { id: error.field.clone(), message: (self.words)(t, error) }).collect()
    }
}

/// The product's screen.
#[component]
pub fn Editor(
    /// The product, and what its form begins with.
    screen: ProductScreen,
) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let ProductScreen { product, entered, key } = screen;
    let stored = ProductFields::of(&product);
    let has_changed = matches!(told(), Some(Failure::Refused(Refusal::Staff(StaffRefusal::Changed { .. }))));
    let changed = entered.clone().filter(|_| has_changed).map(|entered| view! { <Changed entered stored=stored.clone()/> });
    let title = product.name.get(language).to_owned();
    let (words, tone) = status_words(t, product.status);
    let status = product.status;
    let undo = {
        let product = product.clone();
        was_archived_or_restored().then(|| ViewFn::from(move || view! { <Undo product=product.clone()/> }))
    };
    view! {
        <Head title=title.clone()/>
        <div class="px-5 pt-6 pb-16 md:px-8">
            <p><a href=TABLE class="inline-flex min-h-8 items-center text-sm text-muted underline-offset-4 hover:underline">{t.frame.products}</a></p>
            <div class="mt-1 flex flex-wrap items-center gap-3">
                <h1 class="text-xl font-medium text-balance">{title}</h1>
                <span data-testid="product-status" data-status=status.code()><Badge tone>{words}</Badge></span>
            </div>
            <Telling undo/>
            {changed}
            <Steps product=product.clone() key_of_copy=key/>
            <Collections links=product.collections.clone()/>
            <Form product fields=entered.unwrap_or(stored)/>
        </div>
    }
}

/// The collections that it is in.
#[component]
fn Collections(links: Vec<CollectionLink>) -> impl IntoView {
    let t = use_texts();
    let is_empty = links.is_empty();
    let links = links
        .into_iter()
        .map(|link| view! { <li><a href=format!("{LIST}/{}", link.id) class="inline-flex min-h-8 items-center underline underline-offset-4">{link.name}</a></li> })
        .collect_view();
    (!is_empty).then(|| {
        view! {
            <nav aria-label=t.collections.of_product class="mt-4 flex flex-wrap items-center gap-x-4 text-sm" data-testid="collections">
                <span class="text-muted">{t.collections.of_product}</span>
                <ul class="flex flex-wrap gap-x-4">{links}</ul>
            </nav>
        }
    })
}

/// The one form: everything in it is stored together or not at all.
#[component]
fn Form(product: ProductDetail, fields: ProductFields) -> impl IntoView {
    let t = use_texts();
    let wrong = Wrong::of_address();
    let summary = wrong.summary(t);
    let page = format!("{TABLE}/{}", product.id);
    let submit = if product.status == ProductStatus::Archived { Look::Small } else { Look::SmallMain };
    view! {
        <form method="post" action=SaveProduct::url() class="mt-8 grid max-w-page gap-10" data-testid="product">
            <FieldErrorSummary title=t.product.check wrong=summary/>
            <input type="hidden" name="product" value=product.id.to_string()/>
            <input type="hidden" name="version" value=product.version.to_string()/>
            <input type="hidden" name="back" value=page/>
            <Basics fields=fields.clone() categories=product.categories wrong=wrong.clone()/>
            <TextColumns fields=fields.clone() wrong=wrong.clone()/>
            <Variants rows=fields.variants known=product.variants wrong/>
            <p class="sticky bottom-0 z-1 -mx-5 border-t border-hairline bg-paper px-5 py-3 md:-mx-8 md:px-8">
                <Button look=submit>{t.product.save}</Button>
            </p>
        </form>
    }
}

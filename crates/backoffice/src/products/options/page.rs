//! A product's options and variants.

use domain::backoffice::{OptionDetail, OptionsDetail};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_params_map;
use site::load::load;
use ui::{Button, FieldErrorSummary, Look};

use super::{
    OptionsScreen,
    add::{NewOption, NewValues},
    leftovers::{RemovableVariants, Remove},
};
use crate::{
    failure::loaded,
    frame::Head,
    products::{
        editor::Wrong,
        query::TABLE,
        server_fns::{GenerateVariants, read_options},
        telling::Telling,
    },
    text::{use_language, use_texts},
};

/// The options with their values, the combinations that have no variant yet, and what can be removed.
#[component]
pub fn OptionsPage() -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let options = load(move || params.read().get("id").unwrap_or_default(), move |product| read_options(language, product));
    loaded(options, |screen| view! { <Options screen/> }.into_any())
}

#[component]
fn Options(screen: OptionsScreen) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let OptionsScreen { detail, key } = screen;
    let name = detail.name.get(language).to_owned();
    let options = detail.options.iter().map(|option| view! { <Shown option=option.clone() detail=detail.clone()/> }).collect_view();
    let none = detail.options.is_empty().then(|| view! { <p class="max-w-prose text-sm text-muted">{t.options.none}</p> });
    view! {
        <Head title=format!("{} – {name}", t.options.title)/>
        <div class="grid grid-cols-1 gap-8 px-5 pt-6 pb-16 md:px-8">
            <div>
                <p>
                    <a
                        href=format!("{TABLE}/{}", detail.product)
                        class="inline-flex min-h-8 items-center text-sm text-muted underline-offset-4 hover:underline"
                    >
                        {name}
                    </a>
                </p>
                <h1 class="mt-1 text-xl font-medium">{t.options.title}</h1>
                <Telling/>
            </div>
            <FieldErrorSummary title=t.product.check wrong=Wrong::of_address().summary(t)/>
            {none}
            {options}
            <NewOption detail=detail.clone() key_of_option=key/>
            <Missing detail=detail.clone()/>
            <RemovableVariants detail/>
        </div>
    }
}

/// An option with its values. Its names in the other languages are on the form that made it.
#[component]
fn Shown(option: OptionDetail, detail: OptionsDetail) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let OptionDetail { id, name, values } = option;
    let heading = format!("option-{id}");
    let rows = values
        .into_iter()
        .map(|value| {
            let name = value.name.get(language).to_owned();
            let label = t.options.remove_this(&name);
            let remove = (value.variants == 0)
                .then(|| view! { <Remove product=detail.product version=detail.version kind="value" id=value.id label/> });
            view! {
                <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2 text-sm">
                    <span>{name} <span class="block text-xs text-muted tabular-nums">{t.options.variants(value.variants)}</span></span>
                    {remove}
                </li>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby=heading.clone() data-testid="option">
            <h2 id=heading.clone() class="text-lg font-medium">{name.get(language).to_owned()}</h2>
            <ul class="mt-2 max-w-prose divide-y divide-hairline border-y border-hairline">{rows}</ul>
            <NewValues detail=detail.clone() option=id/>
        </section>
    }
}

/// The combinations without a variant, and the button that makes them.
#[component]
fn Missing(detail: OptionsDetail) -> impl IntoView {
    let t = use_texts();
    (detail.missing > 0).then(|| {
        view! {
            <form method="post" action=GenerateVariants::url() class="max-w-prose rounded-sm border border-hairline p-4" data-testid="missing">
                <input type="hidden" name="product" value=detail.product.to_string()/>
                <input type="hidden" name="version" value=detail.version.to_string()/>
                <p class="font-medium">{t.options.missing(detail.missing)}</p>
                <p class="mt-1 mb-3 text-sm text-muted">{t.options.generate_text}</p>
                <Button look=Look::SmallMain>{t.options.generate}</Button>
            </form>
        }
    })
}

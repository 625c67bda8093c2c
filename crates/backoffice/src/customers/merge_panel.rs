//! Two accounts side by side, before one is taken into the other.

use domain::{
    backoffice::{MergeLook, MergeSide},
    failure::Failure,
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::{use_params_map, use_query_map};
use site::{failure::AppFailure, load::load};
use ui::{Button, Look, Notice, PanelHead, SidePanel, Tone};

use super::{
    merge_form::MergeForm,
    query::{OTHER, TABLE},
    requests::reason,
    server_fns::{MergeAccounts, read_merge},
};
use crate::{
    failure::{field_words, loaded},
    frame::Head,
    orders::{Answer, Telling},
    text::use_texts,
    time::moment,
};

/// The form's name.
pub const FORM: &str = "merge";

/// What would become of both accounts. It happens by the button below and by nothing else.
#[component]
pub fn MergePanel() -> impl IntoView {
    let t = use_texts();
    let (params, query) = (use_params_map(), use_query_map());
    let account = move || params.read().get("id").unwrap_or_default();
    let asked = move || (account(), query.read().get(OTHER).unwrap_or_default());
    let look = load(asked, |(account, other)| async move { tolerant(read_merge(account, other).await) });
    let back = Signal::derive(move || format!("{TABLE}/{}", account()));
    view! {
        <SidePanel label=t.customer.merge>
            <Head title=t.customer.merge/>
            <PanelHead title=t.customer.merge back close=t.customer.merge_back/>
            {loaded(look, move |look| view! { <Content look account=params.with_untracked(|params| params.get("id").unwrap_or_default())/> }.into_any())}
        </SidePanel>
    }
}

/// An address without an account is no failure of the screen: the field says it.
fn tolerant(look: Result<MergeLook, AppFailure>) -> Result<Result<MergeLook, Failure>, AppFailure> {
    match look {
        Ok(look) => Ok(Ok(look)),
        Err(AppFailure(failure @ Failure::Invalid(_))) => Ok(Err(failure)),
        Err(failure) => Err(failure),
    }
}

#[component]
fn Content(look: Result<MergeLook, Failure>, account: String) -> impl IntoView {
    let t = use_texts();
    let answer = Answer::of_address();
    let content = match look {
        Ok(look) => view! { <Sides look answer/> }.into_any(),
        Err(failure) => {
            let other = use_query_map().with_untracked(|query| query.get(OTHER).unwrap_or_default());
            let error = match failure {
                Failure::Invalid(errors) => errors.first().map(|error| field_words(t, t.customer.other, error)),
                _ => None,
            };
            view! { <MergeForm account other error=Signal::stored(error)/> }.into_any()
        }
    };
    view! {
        <div class="grid grid-cols-1 gap-6 px-5 py-6 md:px-6">
            <Telling answer/>
            {content}
        </div>
    }
}

#[component]
fn Sides(look: MergeLook, answer: Answer) -> impl IntoView {
    let t = use_texts();
    let MergeLook { stays, goes, left_out, seen } = look;
    if goes.staff {
        return view! { <div data-testid="still-staff"><Notice tone=Tone::Warn>{t.customer.still_staff}</Notice></div> }.into_any();
    }
    let (kept, gone) = (stays.id.to_string(), goes.id.to_string());
    let left_out = (left_out > 0).then(|| view! { <p class="text-sm">{t.customer.merge_left_out(left_out)}</p> });
    view! {
        <div class="grid gap-4 md:grid-cols-2" data-testid="sides">
            <Side side=stays words=t.customer.merge_stays name="stays"/>
            <Side side=goes words=t.customer.merge_goes name="goes"/>
        </div>
        <Notice tone=Tone::Warn>{t.customer.merge_warning}</Notice>
        {left_out}
        <form method="post" action=MergeAccounts::url() class="grid gap-4" data-testid="merge-confirm">
            <input type="hidden" name="account" value=kept/>
            <input type="hidden" name="other" value=gone/>
            <input type="hidden" name="seen" value=seen/>
            <input type="hidden" name="back" value=move || answer.here.get()/>
            {reason(answer, FORM)}
            <p><Button look=Look::SmallMain>{t.customer.merge_submit}</Button></p>
        </form>
    }
    .into_any()
}

#[component]
fn Side(side: MergeSide, words: &'static str, name: &'static str) -> impl IntoView {
    let t = use_texts();
    let MergeSide { email, created_at, orders, addresses, pieces, .. } = side;
    let figure = |words: &'static str, count: u32| {
        view! { <div class="flex justify-between gap-4"><dt class="text-muted">{words}</dt><dd class="tabular-nums">{count}</dd></div> }
    };
    view! {
        <section class="min-w-0 rounded-sm border border-hairline p-4 text-sm" data-testid=name>
            <h3 class="text-xs text-muted">{words}</h3>
            <p class="font-medium break-all">{email}</p>
            <p class="mb-2 text-xs text-muted tabular-nums">{moment(created_at)}</p>
            <dl class="grid gap-1">
                {figure(t.frame.orders, orders)} {figure(t.customer.addresses, addresses)} {figure(t.customer.pieces, pieces)}
            </dl>
        </section>
    }
}

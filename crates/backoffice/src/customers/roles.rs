//! What somebody is in the shop, and who said so.

use domain::{
    accounts::Role,
    backoffice::{CustomerAccount, CustomerAct, CustomerDetail, RoleStepRow},
};
use leptos::prelude::*;
use ui::{Badge, Look, Tone};

use super::{
    act::act,
    desk::CustomerDesk,
    offered::{Offered, offered},
    server_fns::ChangeRole,
    words::role_words,
};
use crate::{
    orders::{Act, staff_name},
    text::use_texts,
    time::moment,
};

/// The roles, the forms that give and take them, and the history.
#[component]
pub fn Roles(
    /// The panel's state.
    desk: CustomerDesk,
    /// The customer.
    customer: CustomerDetail,
    /// Their account.
    account: CustomerAccount,
) -> impl IntoView {
    let t = use_texts();
    let CustomerAccount { roles, role_steps, .. } = account;
    let shown = roles
        .clone()
        .into_iter()
        .map(|role| {
            let tone = if role.is_staff() { Tone::Warn } else { Tone::Quiet };
            view! { <li data-role=role.code()><Badge tone>{role_words(t, role)}</Badge></li> }
        })
        .collect_view();
    let none = roles.is_empty().then(|| view! { <p class="text-sm text-muted">{t.customer.no_roles}</p> });
    let change = offered(&customer, CustomerAct::GiveRoles).map(|offer| {
        let forms = Role::ALL.map(|role| view! { <Change desk role has=roles.contains(&role)/> }).collect_view();
        view! {
            <Offered desk offer form="roles" words=t.customer.roles_change>
                <p class="mb-2 text-sm text-muted">{t.customer.roles_text}</p>
                <ul class="divide-y divide-hairline">{forms}</ul>
            </Offered>
        }
    });
    let steps = role_steps.into_iter().map(|step| view! { <Step step/> }).collect_view();
    view! {
        <section aria-labelledby="roles" class="grid gap-3">
            <h3 id="roles" class="text-base font-medium">{t.customer.roles}</h3>
            {none}
            <ul class="flex flex-wrap gap-2 empty:hidden" data-testid="roles-held">{shown}</ul>
            {change}
            <ol class="text-xs text-muted empty:hidden" data-testid="role-steps">{steps}</ol>
        </section>
    }
}

/// One role, and the button that gives it or takes it.
#[component]
fn Change(desk: CustomerDesk, role: Role, has: bool) -> impl IntoView {
    let t = use_texts();
    let words = role_words(t, role);
    let submit = if has { t.customer.role_take } else { t.customer.role_give };
    let form = Act { form: "roles".to_owned(), done: "role-changed", submit, keeps: &[], look: Look::Small };
    let fields = view! {
        <input type="hidden" name="role" value=role.code()/>
        <input type="hidden" name="give" value=(!has).to_string()/>
    };
    view! {
        <li class="flex items-center justify-between gap-4 py-2 text-sm" data-role=role.code()>
            <span>{words}</span>
            {act::<ChangeRole>(desk, form, Some(format!("{submit}: {words}")), fields)}
        </li>
    }
}

#[component]
fn Step(step: RoleStepRow) -> impl IntoView {
    let t = use_texts();
    let RoleStepRow { at, given, role, who } = step;
    let words = role_words(t, role);
    let said = if given { t.customer.role_given(words) } else { t.customer.role_taken(words) };
    view! { <li class="py-1"><span class="tabular-nums">{moment(at)}</span> " · " {said} " · " {staff_name(t, &who)}</li> }
}

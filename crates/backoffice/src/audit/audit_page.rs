//! What staff did, searched and paged through.

use domain::backoffice::{AuditEntry, AuditField, AuditList, Who};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use site::{load::load, query_form::QueryForm};
use ui::{Button, CELL, Column, EmptyState, FIGURE_CELL, LinkButton, Look, Shape, Table, TextField};

use super::{AuditSearch, server_fns::read_audit};
use crate::{failure::loaded, frame::Head, orders::staff_name, text::use_texts, time::moment};

/// The audit log, the newest entry first.
#[component]
pub fn AuditPage() -> impl IntoView {
    let t = use_texts();
    let address = use_query_map();
    let search = Memo::new(move |_| address.with(AuditSearch::of_address));
    let entries = load(move || search.get(), read_audit);
    view! {
        <Head title=t.frame.audit/>
        <div class="px-5 pt-6 pb-4 md:px-8">
            <h1 class="text-xl font-medium">{t.frame.audit}</h1>
            <p class="mt-2 max-w-prose text-sm text-muted">{t.audit.text}</p>
            {move || view! { <SearchForm search=search.get()/> }}
        </div>
        {loaded(entries, move |list| view! { <List list search/> }.into_any())}
    }
}

#[component]
fn SearchForm(search: AuditSearch) -> impl IntoView {
    let t = use_texts();
    let AuditSearch { action, subject, who, from, until, .. } = search;
    view! {
        <search class="mt-4 block">
            <QueryForm path="/backoffice/audit".to_owned()>
                <div class="grid grid-cols-2 items-end gap-3 xl:grid-cols-6">
                    <TextField id="search" name="action" label=t.audit.action value=action autocomplete="off" most=60 optional=t.field.optional/>
                    <TextField id="subject" name="subject" label=t.audit.subject value=subject autocomplete="off" most=60 optional=t.field.optional/>
                    <TextField id="who" name="who" label=t.audit.who value=who autocomplete="off" most=60 optional=t.field.optional/>
                    <TextField id="from" name="from" kind="date" label=t.audit.from value=from autocomplete="off" most=10 optional=t.field.optional/>
                    <TextField id="until" name="until" kind="date" label=t.audit.until value=until autocomplete="off" most=10 optional=t.field.optional/>
                    <p><Button look=Look::Small>{t.audit.search}</Button></p>
                </div>
            </QueryForm>
        </search>
    }
}

#[component]
fn List(list: AuditList, search: Memo<AuditSearch>) -> impl IntoView {
    let t = use_texts();
    let AuditList { rows, next } = list;
    if rows.is_empty() {
        return view! { <EmptyState shape=Shape::Journal title=t.audit.none_title text=t.audit.none_text/> }.into_any();
    }
    let columns = vec![
        Column::figures(t.audit.number),
        Column::words(t.audit.at),
        Column::words(t.audit.who).with("max-md:hidden"),
        Column::words(t.audit.action),
        Column::words(t.audit.changes).with("max-md:hidden"),
        Column::words(t.audit.place).with("max-xl:hidden"),
    ];
    let rows = rows.into_iter().map(|entry| view! { <Entry entry/> }).collect_view();
    let more = next.map(|next| {
        let href = search.with_untracked(|search| AuditSearch { before: next.to_string(), ..search.clone() }.address());
        view! { <p class="px-5 py-6 md:px-8"><LinkButton href look=Look::Small>{t.audit.older}</LinkButton></p> }
    });
    view! {
        <div class="px-2 md:px-5"><Table caption=t.frame.audit columns name="audit">{rows}</Table></div>
        {more}
    }
    .into_any()
}

#[component]
fn Entry(entry: AuditEntry) -> impl IntoView {
    let t = use_texts();
    let AuditEntry { number, at, who, place, action, subject, before, after, .. } = entry;
    let same = match &who {
        Who::Staff { account, .. } => Some(account.to_string()),
        Who::Operator => Some("operator".to_owned()),
        Who::Buyer | Who::Gateway | Who::Schedule => None,
    };
    let name = staff_name(t, &who);
    let link = move |search: AuditSearch, words: String| {
        view! { <a href=search.address() class="underline decoration-ink/30 underline-offset-4 hover:decoration-ink">{words}</a> }
    };
    let by = match same {
        Some(who) => link(AuditSearch { who, ..AuditSearch::default() }, name.clone()).into_any(),
        None => name.clone().into_any(),
    };
    let done = action.clone();
    let about = AuditSearch { subject: subject.clone(), ..AuditSearch::default() };
    view! {
        <tr class="row" data-action=done>
            <td class=format!("{FIGURE_CELL} align-top text-muted")>{number}</td>
            <td class=format!("{CELL} align-top tabular-nums")>{moment(at)} <span class="block text-xs text-muted md:hidden">{name}</span></td>
            <td class=format!("{CELL} align-top max-md:hidden")>{by}</td>
            <td class=format!("{CELL} align-top")>{action} <span class="block text-xs break-all">{link(about, subject)}</span></td>
            <td class=format!("{CELL} align-top max-md:hidden")>{changes(before, after)}</td>
            <td class=format!("{CELL} align-top text-muted tabular-nums max-xl:hidden")>{place}</td>
        </tr>
    }
}

/// What was changed, field by field: before and after.
fn changes(before: Vec<AuditField>, after: Vec<AuditField>) -> impl IntoView {
    let lines = paired(before, after).into_iter().map(|(name, before, after)| {
        view! {
            <li>
                <span class="text-muted">{name} ": "</span>
                {before.map(|before| view! { <s class="break-all">{before}</s> " " })}
                {after.map(|after| view! { <span class="break-all">{after}</span> })}
            </li>
        }
    });
    view! { <ul class="text-xs">{lines.collect_view()}</ul> }
}

/// The fields of both sides by their names, those that have changed or are new.
fn paired(before: Vec<AuditField>, after: Vec<AuditField>) -> Vec<(String, Option<String>, Option<String>)> {
    let mut lines: Vec<(String, Option<String>, Option<String>)> =
        before.into_iter().map(|field| (field.name, Some(field.value), None)).collect();
    for field in after {
        match lines.iter_mut().find(|(name, ..)| *name == field.name) {
            Some((_, _, value)) => *value = Some(field.value),
            None => lines.push((field.name, None, Some(field.value))),
        }
    }
    lines.retain(|(_, before, after)| before != after);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stayed_is_left_out() {
        let field = |name: &str, value: &str| AuditField { name: name.into(), value: value.into() };
        let lines = paired(
            vec![field("state", "paid"), field("total", "5")],
            vec![field("state", "shipped"), field("total", "5"), field("parcel", "1")],
        );
        let expected =
            [("state".to_owned(), Some("paid".to_owned()), Some("shipped".to_owned())), ("parcel".to_owned(), None, Some("1".to_owned()))];
        assert_eq!(lines, expected);
    }
}

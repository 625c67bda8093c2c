//! The table of mails. A form around it sends those anew that are ticked, with scripts and without.

use domain::backoffice::{MailList, MailQuery, MailRow};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Badge, Button, CELL, Column, EmptyState, LinkButton, Look, RowLink, Shape, Table};

use super::{
    query::{TABLE, address},
    server_fns::RetryMails,
    words::{kind_words, state_words},
};
use crate::{
    table::{Pages, row_link},
    text::use_texts,
    time::moment,
};

/// The rows, and the way to more of them.
#[component]
pub fn List(
    /// The rows.
    list: MailList,
    /// What the address asks for.
    wanted: Memo<MailQuery>,
) -> impl IntoView {
    let t = use_texts();
    let MailList { rows, next } = list;
    if rows.is_empty() {
        return view! {
            <EmptyState shape=Shape::Letter title=t.mail.none_title text=t.mail.none_text>
                <LinkButton href=TABLE look=Look::Small>{t.mail.all}</LinkButton>
            </EmptyState>
        }
        .into_any();
    }
    let may_retry = rows.iter().any(|row| row.may_retry);
    let columns = may_retry.then(|| Column::unseen(t.orders.select)).into_iter().chain([
        Column::words(t.mail.kind),
        Column::words(t.mail.state),
        Column::words(t.mail.written).with("max-md:hidden"),
        Column::words(t.mail.tries).with("max-xl:hidden panel-hidden"),
    ]);
    let columns = columns.collect();
    let asked = wanted.get_untracked();
    let back = wanted.with_untracked(|wanted| address(TABLE, wanted));
    let rows = rows.into_iter().map(|row| view! { <Row row wanted may_retry/> }).collect_view();
    let table = view! { <div class="px-2 md:px-5"><Table caption=t.frame.mail columns name="mails">{rows}</Table></div> };
    let table = if may_retry {
        view! {
            <form method="post" action=RetryMails::url() data-testid="selection">
                <input type="hidden" name="back" value=back/>
                <p class="px-5 pb-3 md:px-8"><Button look=Look::Small>{t.mail.retry_selected}</Button></p>
                {table}
            </form>
        }
        .into_any()
    } else {
        table.into_any()
    };
    view! {
        {table}
        <Pages after=asked.after.clone() next to=move |after| address(TABLE, &MailQuery { after, ..asked.clone() })/>
    }
    .into_any()
}

#[component]
fn Row(row: MailRow, wanted: Memo<MailQuery>, may_retry: bool) -> impl IntoView {
    let t = use_texts();
    let (href, current) = row_link(format!("{TABLE}/{}", row.id), wanted, address);
    let (words, tone) = state_words(t, row.state);
    let title = kind_words(t, &row.kind);
    let recipient = if row.recipient.is_empty() { t.mail.forgotten.to_owned() } else { row.recipient.clone() };
    let select = may_retry.then(|| {
        let tick = row.may_retry.then(|| {
            let label = t.mail.select_one(&row.recipient);
            view! {
                <label class="grid size-11 cursor-pointer place-items-center lg:size-9">
                    <input type="checkbox" name="mails[]" value=row.id.to_string() class="checkbox" aria-label=label/>
                </label>
            }
        });
        view! { <td class="w-11 py-2 pl-1 align-middle">{tick}</td> }
    });
    let wrong = (!row.last_error.is_empty())
        .then(|| view! { <span class="mt-1 block text-xs break-words text-muted">{row.last_error.clone()}</span> });
    view! {
        <tr class="row" data-state=row.state.code() data-mail-kind=row.kind>
            {select}
            <td class=CELL>
                <RowLink href current>{title}</RowLink>
                <span class="block text-xs break-all text-muted">{recipient}</span>
            </td>
            <td class=CELL><Badge tone>{words}</Badge> {wrong}</td>
            <td class=format!("{CELL} whitespace-nowrap tabular-nums max-md:hidden")>{moment(row.created_at)}</td>
            <td class=format!("{CELL} tabular-nums max-xl:hidden panel-hidden")>{row.attempts}</td>
        </tr>
    }
}

//! A mail beside the table, and by itself on narrow screens.

use domain::backoffice::{MailBody, MailDetail, MailRow};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::{use_params_map, use_query_map};
use site::load::load;
use ui::{Badge, Button, LinkButton, Look, SidePanel};

use super::{
    query::{TABLE, address, of_address},
    server_fns::{RetryMails, read_mail},
    telling::Telling,
    words::{kind_words, state_words},
};
use crate::{
    failure::loaded,
    table::{Panel, fact},
    text::use_texts,
    time::moment,
};

/// The mail that the address names.
#[component]
pub fn MailPanel() -> impl IntoView {
    let t = use_texts();
    let params = use_params_map();
    let mail = load(move || params.read().get("id").unwrap_or_default(), read_mail);
    view! {
        <SidePanel label=t.mail.panel>{loaded(mail, |mail| view! { <Mail mail/> }.into_any())}</SidePanel>
    }
}

#[component]
fn Mail(mail: MailDetail) -> impl IntoView {
    let t = use_texts();
    let title = kind_words(t, &mail.row.kind);
    view! {
        <Panel title back=|query| address(TABLE, &of_address(query)) gap="gap-6">
            <Telling/>
            <Facts mail=mail.clone()/>
            {mail.row.may_retry.then(|| view! { <Retry row=mail.row.clone()/> })}
            <Body mail/>
        </Panel>
    }
}

/// To whom it goes, and what became of it.
#[component]
fn Facts(mail: MailDetail) -> impl IntoView {
    let t = use_texts();
    let MailDetail { row, language, order, files, .. } = mail;
    let MailRow { recipient, state, attempts, next_attempt_at, created_at, sent_at, last_error, .. } = row;
    let time = |at| view! { <span class="tabular-nums">{moment(at)}</span> }.into_any();
    let (words, tone) = state_words(t, state);
    let recipient = if recipient.is_empty() { t.mail.forgotten.to_owned() } else { recipient };
    let order = order.map(|order| {
        let href = format!("/backoffice/orders/{order}");
        fact(t.mail.order, view! { <a href=href class="underline underline-offset-4">{t.mail.to_order}</a> }.into_any())
    });
    let files = (!files.is_empty()).then(|| fact(t.mail.files, files.join(", ").into_any()));
    view! {
        <dl class="grid grid-cols-1 gap-x-6 gap-y-4 text-sm md:grid-cols-2" data-testid="facts">
            {fact(t.notice.to, view! { <span class="break-all" data-testid="recipient">{recipient}</span> }.into_any())}
            {fact(t.mail.state, view! { <span data-testid="mail-state" data-state=state.code()><Badge tone>{words}</Badge></span> }.into_any())}
            {fact(t.notice.language, language.own_name().into_any())}
            {fact(t.mail.written, time(created_at))}
            {sent_at.map(|at| fact(t.mail.went, time(at)))}
            {next_attempt_at.map(|at| fact(t.mail.next, time(at)))}
            {fact(t.mail.tries, attempts.into_any())}
            {(!last_error.is_empty()).then(|| fact(t.mail.wrong, last_error.into_any()))}
            {order}
            {files}
        </dl>
    }
}

/// The button that lets a parked mail go out after all.
#[component]
fn Retry(row: MailRow) -> impl IntoView {
    let t = use_texts();
    let query = use_query_map();
    let back = query.with_untracked(|query| address(&format!("{TABLE}/{}", row.id), &of_address(query)));
    view! {
        <form method="post" action=RetryMails::url() class="grid gap-3" data-testid="retry">
            <input type="hidden" name="mails[]" value=row.id.to_string()/>
            <input type="hidden" name="back" value=back/>
            <p class="max-w-prose text-sm">{t.mail.retry_text}</p>
            <p><Button look=Look::SmallMain>{t.mail.retry}</Button></p>
        </form>
    }
}

/// What it says, or why that is not shown.
#[component]
fn Body(mail: MailDetail) -> impl IntoView {
    let t = use_texts();
    let why = match mail.body {
        MailBody::Shown { subject, text } => {
            let html = format!("{TABLE}/{}/body.html", mail.row.id);
            return view! {
                <section class="grid grid-cols-1 gap-3" aria-label=t.mail.text>
                    <h3 class="text-base font-medium" lang=mail.language.code()>{subject}</h3>
                    <div lang=mail.language.code() class="rounded-sm bg-raised p-5 text-sm break-words whitespace-pre-line" data-testid="mail">{text}</div>
                    <p><LinkButton href=html look=Look::Small external=true>{t.mail.html}</LinkButton></p>
                </section>
            }
            .into_any();
        }
        MailBody::Secret => t.mail.secret,
        MailBody::Forbidden => t.mail.forbidden,
        MailBody::Forgotten => t.mail.body_forgotten,
    };
    view! { <p class="max-w-prose text-sm text-muted" data-testid="no-body">{why}</p> }.into_any()
}

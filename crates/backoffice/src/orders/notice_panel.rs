//! A mail about a parcel, to be looked at before it is sent.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::{use_params_map, use_query_map};
use site::{load::load, told::told};
use ui::{Button, CheckField, Look, Notice, PanelHead, SidePanel, Tone};

use super::{
    NoticeScreen,
    query::{TABLE, address, of_address},
    server_fns::{SendNotice, read_notice},
};
use crate::{
    failure::{loaded, words},
    frame::Head,
    text::use_texts,
    time::moment,
};

/// The mail about the parcel that the address names. It goes out by the button below it and by nothing else.
#[component]
pub fn NoticePanel() -> impl IntoView {
    let t = use_texts();
    let params = use_params_map();
    let notice = load(move || params.read().get("parcel").unwrap_or_default(), read_notice);
    let query = use_query_map();
    let order = move || format!("{TABLE}/{}", params.read().get("id").unwrap_or_default());
    let back = Signal::derive(move || address(&order(), &query.with(of_address)));
    view! {
        <SidePanel label=t.notice.title>
            {loaded(notice, move |screen| view! { <Mail screen back/> }.into_any())}
        </SidePanel>
    }
}

#[component]
fn Mail(screen: NoticeScreen, back: Signal<String>) -> impl IntoView {
    let t = use_texts();
    let NoticeScreen { notice, key } = screen;
    let failed = told().map(|failure| view! { <div data-testid="failed"><Notice tone=Tone::Bad>{words(t, &failure)}</Notice></div> });
    let before = notice.sent_at.map(|at| {
        view! {
            <Notice tone=Tone::Warn>{t.notice.sent_before(&moment(at))}</Notice>
            <CheckField id="again" name="again" value="true" label=t.notice.again/>
        }
    });
    let order = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    view! {
        <Head title=t.notice.title/>
        <PanelHead title=t.notice.title back close=t.notice.close/>
        <div class="grid grid-cols-1 gap-6 px-5 py-6 md:px-6">
            {failed}
            <dl class="grid gap-2 text-sm">
                <div><dt class="text-muted">{t.notice.to}</dt><dd class="break-all" data-testid="recipient">{notice.recipient}</dd></div>
                <div><dt class="text-muted">{t.notice.language}</dt><dd>{notice.language.own_name()}</dd></div>
                <div><dt class="text-muted">{t.notice.subject}</dt><dd class="font-medium">{notice.subject}</dd></div>
            </dl>
            <div lang=notice.language.code() class="rounded-sm bg-raised p-5 text-sm break-words whitespace-pre-line" data-testid="mail">{notice.text}</div>
            <form method="post" action=SendNotice::url() class="grid gap-4">
                <input type="hidden" name="order" value=order/>
                <input type="hidden" name="version" value=notice.version.to_string()/>
                <input type="hidden" name="parcel" value=notice.parcel.to_string()/>
                <input type="hidden" name="key" value=key.to_string()/>
                <input type="hidden" name="back" value=move || back.get()/>
                {before}
                <p><Button look=Look::SmallMain>{t.notice.send}</Button></p>
            </form>
        </div>
    }
}

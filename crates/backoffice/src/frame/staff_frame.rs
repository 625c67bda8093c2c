//! The frame of the staff's screens.

use leptos::{html::Main, prelude::*};
use leptos_router::{components::Outlet, hooks::use_location};
use site::{load::load, preferences::page_language};
use ui::{KeyList, Sheet};

use super::{
    Moved,
    keys::{follow_keys, key_words},
    navigation::Navigation,
    palette::StaffPalette,
    server_fns::read_me,
};
use crate::{asker::Asker, text::texts};

/// Every screen. Each of them asks for itself whether it may be shown; the frame only leaves out what is of no use.
#[component]
pub fn Frame() -> impl IntoView {
    let language = page_language();
    provide_context(language);
    let t = texts(language);
    let me = load(|| (), |()| read_me());
    provide_context(Asker(me));
    provide_context(Moved(RwSignal::new(0)));
    let (palette, sheet) = (RwSignal::new(false), RwSignal::new(false));
    follow_keys(palette, sheet);
    let main: NodeRef<Main> = NodeRef::new();
    follow_screens(main);
    view! {
        <a href="#content" rel="external" class="skip">{t.frame.skip}</a>
        <div class="desk">
            <Navigation palette sheet/>
            <main id="content" node_ref=main tabindex="-1" class="min-w-0 outline-none"><Outlet/></main>
        </div>
        <Suspense>
            {move || Suspend::new(async move { me.await.ok().map(|me| view! { <StaffPalette open=palette me/> }) })}
        </Suspense>
        <Sheet open=sheet id="keys" title=t.keys.title close=t.frame.close>
            <KeyList keys=key_words(t)/>
        </Sheet>
    }
}

/// In the browser: the focus goes to a new screen's content. A panel that opens beside a list takes it itself.
fn follow_screens(main: NodeRef<Main>) {
    let path = use_location().pathname;
    Effect::new(move |last: Option<String>| {
        let screen = path.with(|path| path.split('/').take(3).collect::<Vec<_>>().join("/"));
        if last.is_some_and(|last| last != screen)
            && let Some(main) = main.get_untracked()
        {
            // An element that cannot take the focus leaves it where it is.
            let _ = main.focus();
        }
        screen
    });
}

//! Parts of the browser's program that are loaded with the first of their pages, so that whoever only looks around does not download the rest.

use leptos::{prelude::*, wasm_split::SplitLoaderError};
use leptos_router::hooks::use_url;

/// Makes a part of the program: its name, the type that names its pages in the route table, and the component of each.
///
/// The name is that of the file which the browser loads, and must be another one for each part.
#[macro_export]
macro_rules! part {
    ($(#[$words:meta])* $name:ident as $pages:ident { $($page:ident => $component:ident),+ $(,)? }) => {
        $(#[$words])*
        #[derive(Clone, Copy, Debug)]
        pub enum $pages { $($page),+ }

        #[::leptos::wasm_split::wasm_split($name, wasm_split_path = ::leptos::wasm_split, preload(fetch_part), fallible)]
        fn $name(page: $pages) -> Result<::leptos::prelude::AnyView, ::leptos::wasm_split::SplitLoaderError> {
            use ::leptos::prelude::IntoAny;
            Ok(match page { $($pages::$page => ::leptos::view! { <$component/> }.into_any()),+ })
        }

        impl ::leptos_router::ChooseView for $pages {
            async fn choose(self) -> ::leptos::prelude::AnyView {
                $crate::part::shown($name(self).await).await
            }

            async fn preload(&self) {
                $crate::part::announce(stringify!($name));
                $crate::part::shown(fetch_part().await).await;
            }
        }
    };
}

/// Notes on the server that the page which is being rendered needs a part: the browser begins to load it with the page's head, if leptos hears of it
/// before it writes the head.
pub fn announce(part: &'static str) {
    leptos::prefetch_lazy_fn_on_server(part);
}

/// What a part gave, once it is there.
///
/// A part that cannot be loaded belongs to a server that has been replaced by another version, or to a connection that is gone. The browser then
/// opens the page the plain way; a page that is already shown the plain way stays as it is and works without scripts.
pub async fn shown<T>(loaded: Result<T, SplitLoaderError>) -> T {
    if let Ok(loaded) = loaded {
        return loaded;
    }
    let wanted = use_url().with_untracked(|url| (url.path().to_owned(), url.search().to_owned()));
    let shown = (location().pathname().unwrap_or_default(), location().search().unwrap_or_default().trim_start_matches('?').to_owned());
    if wanted != shown {
        let (path, search) = wanted;
        // An address of this shop is sound.
        let _ = location().set_href(&if search.is_empty() { path } else { format!("{path}?{search}") });
    }
    std::future::pending().await
}

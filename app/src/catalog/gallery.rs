//! A product's pictures.

use domain::catalog::PictureView;
use leptos::prelude::*;
use ui::Picture;

use super::{files, silent_files};
use crate::text::use_texts;

/// The pictures in a row that snaps: swiped on a phone, moved with the arrow keys, and reached by the small pictures below, all without scripts.
/// A press on a picture opens it large.
#[component]
pub fn Gallery(
    /// The pictures, the main one first.
    pictures: Vec<PictureView>,
) -> impl IntoView {
    let t = use_texts();
    let many = pictures.len() > 1;
    let large = pictures
        .iter()
        .enumerate()
        .map(|(index, picture)| {
            let class = if index == 0 { "size-full object-cover shared-picture" } else { "size-full object-cover" };
            view! {
                <li id=format!("picture-{}", index + 1) class="aspect-square w-full shrink-0 snap-start overflow-hidden rounded-sm">
                    <a href=format!("/media/{}-1200.jpg", picture.stem) rel="external" class="block size-full cursor-zoom-in">
                        <Picture files=files(picture) sizes="(min-width: 64rem) 56vw, 100vw" first=index == 0 class=class/>
                    </a>
                </li>
            }
        })
        .collect_view();
    let small = many.then(|| {
        let links = pictures
            .iter()
            .enumerate()
            .map(|(index, picture)| {
                view! {
                    <li>
                        <a
                            href=format!("#picture-{}", index + 1)
                            rel="external"
                            aria-label=t.product.picture(&(index + 1).to_string())
                            class="block size-16 overflow-hidden rounded-sm md:size-20"
                        >
                            <Picture files=silent_files(picture) sizes="5rem"/>
                        </a>
                    </li>
                }
            })
            .collect_view();
        view! { <ul class="mt-4 flex gap-3">{links}</ul> }
    });
    view! {
        <section aria-label=t.product.gallery>
            <ul class="gallery flex snap-x snap-mandatory gap-3 overflow-x-auto rounded-sm" tabindex=if many { "0" } else { "-1" }>{large}</ul>
            {small}
        </section>
    }
}

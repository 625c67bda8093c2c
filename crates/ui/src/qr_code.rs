//! Codes for cameras.

use leptos::prelude::*;

/// Light modules that belong around a QR code (ISO/IEC 18004, 5.3.8).
const QUIET: usize = 4;

/// A QR code: dark on light in both themes, since many cameras read no other.
#[component]
pub fn QrCode(
    /// The dark modules as an SVG path of unit squares.
    path: String,
    /// How many modules wide and high it is.
    size: usize,
    /// What it is, for those who do not see it.
    label: &'static str,
) -> impl IntoView {
    let whole = size + 2 * QUIET;
    view! {
        <svg class="size-48 shrink-0 rounded-sm" viewBox=format!("-{QUIET} -{QUIET} {whole} {whole}") role="img" aria-label=label shape-rendering="crispEdges">
            <rect x=format!("-{QUIET}") y=format!("-{QUIET}") width=whole height=whole fill="#fff"></rect>
            <path d=path fill="#000"></path>
        </svg>
    }
}

//! The design system: tokens' class names and components that take plain values and know no shop noun.
//!
//! Colours, sizes and spacing come from `style/main.css`; a component names tokens and never raw values.

#![expect(clippy::needless_pass_by_value, reason = "components own their properties: the view that they return outlives the call")]

mod badge;
mod button;
mod check_field;
mod count_field;
mod drawer;
mod error_summary;
mod icon;
mod notice;
mod picture;
mod price;
mod qr_code;
mod quantity;
mod radio_card;
mod radio_cards;
mod select_field;
mod skeleton;
mod strength_bar;
mod text_area;
mod text_field;
mod visually_hidden;

pub use badge::*;
pub use button::*;
pub use check_field::*;
pub use count_field::*;
pub use drawer::*;
pub use error_summary::*;
pub use icon::*;
pub use notice::*;
pub use picture::*;
pub use price::*;
pub use qr_code::*;
pub use quantity::*;
pub use radio_card::*;
pub use radio_cards::*;
pub use select_field::*;
pub use skeleton::*;
pub use strength_bar::*;
pub use text_area::*;
pub use text_field::*;
pub use visually_hidden::*;

/// The page's width and margins, on the grid.
pub const PAGE: &str = "mx-auto w-full max-w-page px-5 md:px-8 xl:px-12";

//! The design system: tokens' class names and components that take plain values and know no shop noun.
//!
//! Colours, sizes and spacing come from `style/main.css`; a component names tokens and never raw values.

#![expect(clippy::needless_pass_by_value, reason = "components own their properties: the view that they return outlives the call")]

mod badge;
mod button;
mod cell_field;
mod check_field;
mod count_field;
mod drawer;
mod empty_state;
mod error_summary;
mod file_field;
mod icon;
mod key_list;
mod notice;
mod palette;
mod picture;
mod price;
mod qr_code;
mod quantity;
mod radio_card;
mod radio_cards;
mod select_field;
mod sheet;
mod side_panel;
mod skeleton;
mod skeleton_rows;
mod strength_bar;
mod table;
mod text_area;
mod text_field;
mod toast;
mod visually_hidden;

pub use badge::*;
pub use button::*;
pub use cell_field::*;
pub use check_field::*;
pub use count_field::*;
pub use drawer::*;
pub use empty_state::*;
pub use error_summary::*;
pub use file_field::FILE_FIELD;
pub use icon::*;
pub use key_list::*;
pub use notice::*;
pub use palette::*;
pub use picture::*;
pub use price::*;
pub use qr_code::*;
pub use quantity::*;
pub use radio_card::*;
pub use radio_cards::*;
pub use select_field::*;
pub use sheet::*;
pub use side_panel::*;
pub use skeleton::*;
pub use skeleton_rows::*;
pub use strength_bar::*;
pub use table::*;
pub use text_area::*;
pub use text_field::*;
pub use toast::*;
pub use visually_hidden::*;

/// The page's width and margins, on the grid.
pub const PAGE: &str = "mx-auto w-full max-w-page px-5 md:px-8 xl:px-12";

//! Icons: line drawings on a grid of 24, drawn in the text's colour.

use leptos::prelude::*;

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A shopping bag.
    Bag,
    /// Somebody's head and shoulders.
    Person,
    /// A magnifying glass.
    Search,
    /// Three lines.
    Menu,
    /// A cross.
    Close,
    /// A plus.
    Plus,
    /// A minus.
    Minus,
    /// A tick.
    Check,
    /// An arrow to the right.
    Arrow,
    /// A chevron downwards.
    Down,
    /// The sun.
    Sun,
    /// The moon.
    Moon,
    /// A parcel.
    Parcel,
    /// An arrow that turns back.
    Back,
    /// A clock.
    Clock,
    /// An exclamation mark in a circle.
    Alert,
    /// A house.
    House,
    /// Lines of a list.
    List,
    /// An open book with a mark.
    Journal,
    /// A keyboard.
    Keyboard,
    /// A letter.
    Letter,
    /// A coin.
    Coin,
    /// Shelves with boxes on them: the stock.
    Shelf,
    /// A label with a hole: a voucher.
    Label,
    /// A parcel with a bow: a gift.
    Gift,
    /// A per cent sign.
    Percent,
    /// Things that lie on each other.
    Layers,
    /// Things that can be set.
    Sliders,
}

impl Shape {
    const fn path(self) -> &'static str {
        match self {
            Self::Bag => "M5 8h14l1 13H4L5 8Zm4 3V6.5a3 3 0 0 1 6 0V11",
            Self::Person => "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5a7.5 7.5 0 0 1 15 0",
            Self::Search => "M10.5 17.5a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 5.5 5.5",
            Self::Menu => "M3 7h18M3 12h18M3 17h18",
            Self::Close => "m5.5 5.5 13 13m0-13-13 13",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Minus => "M5 12h14",
            Self::Check => "m4.5 12.5 5 5 10-11",
            Self::Arrow => "M4 12h16m-6-6 6 6-6 6",
            Self::Down => "m6 9 6 6 6-6",
            Self::Sun => {
                "M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM12 2v2.5m0 15V22M2 12h2.5m15 0H22M4.9 4.9l1.8 1.8m10.6 10.6 1.8 1.8m0-14.2-1.8 1.8M6.7 17.3l-1.8 1.8"
            }
            Self::Moon => "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z",
            Self::Parcel => "m12 3 8.5 4.5v9L12 21l-8.5-4.5v-9L12 3Zm0 9.2V21m0-8.8L3.5 7.5M12 12.2l8.5-4.7M7.7 5.3l8.6 4.6",
            Self::Back => "M4 9h10.5a5.5 5.5 0 0 1 0 11H8M8 5 4 9l4 4",
            Self::Clock => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5l3.5 2",
            Self::Alert => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-13.5v6m0 2.6v.4",
            Self::House => "m3.5 11.5 8.5-8 8.5 8M6 9.5V20.5h12V9.5M10 20.5v-6h4v6",
            Self::List => "M8.5 6.5H21M8.5 12H21M8.5 17.5H21M3.5 6.5h1.5M3.5 12h1.5M3.5 17.5h1.5",
            Self::Journal => "M6 3.5h13v17H6a2 2 0 0 1-2-2v-13a2 2 0 0 1 2-2Zm0 13h13M9 7.5h6",
            Self::Keyboard => "M3 6.5h18v11H3v-11Zm3.500 3.500h.5m3 0h.5m3 0h.5m3 0h.5M8 14h8",
            Self::Letter => "M3.5 5.5h17v13h-17v-13Zm0 .5 8.500 7 8.500-7",
            Self::Label => "M3.5 4.5h8l9 9-7.5 7.5-9.5-9.5v-7Zm4.5 3.5v.5",
            Self::Gift => {
                "M3.5 8h17v4h-17V8ZM5 12v8.5h14V12M12 8v12.5M12 8C9 8 7.5 6.5 8 5c.6-1.8 3.3-1.3 4 3 .7-4.3 3.4-4.8 4-3 .5 1.5-1 3-4 3Z"
            }
            Self::Percent => {
                "M18.500 5.500 5.500 18.500M8 10a2.250 2.250 0 1 0 0-4.500A2.250 2.250 0 0 0 8 10Zm8 8.500a2.250 2.250 0 1 0 0-4.500 2.250 2.250 0 0 0 0 4.500Z"
            }
            Self::Layers => {
                "m12 3.5 8.500 4.500-8.500 4.500L3.500 8 12 3.500ZM3.500 12l8.500 4.500 8.500-4.500M3.500 16l8.500 4.500 8.500-4.500"
            }
            Self::Sliders => {
                "M4 7h9m5 0h2M4 17h2m5 0h9M15.500 9.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5ZM8.500 19.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Z"
            }
            Self::Shelf => "M4 3.500v17.500M20 3.500v17.500M4 11h16M4 18.500h16M7 11V6h4.500v5M12.500 18.500v-4.500h4.500v4.500",
            Self::Coin => {
                "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm2.500-11.500a2.500 2 0 1 0-2.500 2.500 2.500 2 0 1 1-2.500 2.500M12 6.500v11"
            }
        }
    }
}

/// An icon. It says nothing to a screen reader: the words beside it, or its button's label, do.
#[component]
pub fn Icon(
    /// What it shows.
    shape: Shape,
    /// Size and colour.
    #[prop(default = "size-6")]
    class: &'static str,
) -> impl IntoView {
    view! {
        <svg class=class viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true" focusable="false">
            <path d=shape.path()/>
        </svg>
    }
}

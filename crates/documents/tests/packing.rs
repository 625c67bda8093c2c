//! Delivery notes and picking lists as readers see them. With `ASTRIS_DOCUMENTS=folder` the PDFs are kept there, to be looked at.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

use chrono::NaiveDate;
use documents::{
    Party,
    delivery_note::{self, Closing, DeliveryNote, Piece},
    picking_list::{self, Item, PickedOrder, PickingList},
    sheet::{HEIGHT, Mark, Sheet, WIDTH},
};
use domain::language::Language;
use proptest::prelude::*;

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

fn party(name: &str) -> Party {
    Party {
        name: name.into(),
        street: "Seeweg".into(),
        house_number: "12a".into(),
        postal_code: "6004".into(),
        town: "Luzern".into(),
        country: "CH".into(),
    }
}

fn note(language: Language, pieces: usize) -> DeliveryNote {
    let piece = |index: usize| Piece { quantity: 2, name: format!("Tasse «Aare» {index}"), detail: "Salbei · TASSE-AARE-SALBEI".into() };
    DeliveryNote {
        language,
        order_number: "2026-000042".into(),
        parcel: 1,
        ordered_on: day(2),
        sent_on: Some(day(3)),
        sender: Some(party("Laden GmbH")),
        recipient: party("Anna Muster"),
        delivery_name: "PostPac Economy".into(),
        tracking: Some("99.34.123456.12345678".into()),
        pieces: (1..=pieces).map(piece).collect(),
        closing: Some(Closing::MoreFollows),
    }
}

fn item(quantity: u32, sku: &str) -> Item {
    Item { quantity, sku: sku.into(), name: format!("Name von {sku}") }
}

fn list(language: Language, orders: usize) -> PickingList {
    let order = |index: usize| PickedOrder {
        number: format!("2026-{index:06}"),
        ordered_on: day(2),
        recipient: "Anna Muster, 6004 Luzern".into(),
        delivery_name: "PostPac Economy".into(),
        items: vec![item(2, "B-TASSE"), item(1, &format!("A-TELLER-{}", index % 3))],
    };
    PickingList { language, made_on: day(4), orders: (1..=orders).map(order).collect(), left_out: vec!["2026-000999".into()] }
}

fn keep(name: &str, pdf: &[u8]) {
    if let Ok(folder) = std::env::var("ASTRIS_DOCUMENTS") {
        std::fs::write(format!("{folder}/{name}.pdf"), pdf).unwrap();
    }
}

fn texts(sheets: &[Sheet]) -> Vec<&str> {
    sheets.iter().flat_map(Sheet::texts).collect()
}

fn is_on_paper(sheets: &[Sheet]) {
    for mark in sheets.iter().flat_map(|sheet| &sheet.marks) {
        if let Mark::Text { at, text, .. } = mark {
            assert!(at.0 >= 19.9 && at.0 < WIDTH - 5.0 && at.1 > 5.0 && at.1 < HEIGHT - 4.0, "{text} at {at:?}");
        }
    }
}

#[test]
fn a_delivery_note_says_what_is_in_the_parcel() {
    let sheets = delivery_note::sheets(&note(Language::De, 1));
    let texts = texts(&sheets);
    for expected in [
        "Lieferschein 2026-000042-1",
        "Laden GmbH",
        "Anna Muster",
        "Seeweg 12a",
        "6004 Luzern",
        "02.03.2026",
        "03.03.2026",
        "99.34.123456.12345678",
        "Tasse «Aare» 1",
        "Salbei · TASSE-AARE-SALBEI",
        "2",
        "Der Rest Ihrer Bestellung folgt in einem weiteren Paket.",
        "Seite 1 von 1",
    ] {
        assert!(texts.contains(&expected), "{expected} is missing in {texts:?}");
    }
}

#[test]
fn it_speaks_the_buyers_language_and_of_no_money() {
    for (language, title) in [
        (Language::De, "Lieferschein 2026-000042-1"),
        (Language::Fr, "Bulletin de livraison 2026-000042-1"),
        (Language::It, "Bolla di consegna 2026-000042-1"),
        (Language::En, "Delivery note 2026-000042-1"),
    ] {
        let note = note(language, 3);
        let sheets = delivery_note::sheets(&note);
        let texts = texts(&sheets);
        assert!(texts.contains(&title), "{texts:?}");
        assert!(texts.iter().all(|text| !text.contains("CHF") && !text.contains('%')), "{texts:?}");
        keep(&format!("delivery-note-{language}"), &delivery_note::pdf(&note).unwrap());
    }
}

#[test]
fn the_last_sentence_is_said_only_where_it_holds() {
    let said = |closing| {
        let sheets = delivery_note::sheets(&DeliveryNote { closing, ..note(Language::En, 1) });
        let texts = texts(&sheets);
        (texts.contains(&"This completes your order."), texts.contains(&"The rest of your order follows in another parcel."))
    };
    assert_eq!(said(Some(Closing::Complete)), (true, false));
    assert_eq!(said(Some(Closing::MoreFollows)), (false, true));
    assert_eq!(said(None), (false, false));
}

#[test]
fn a_picking_list_sums_by_sku_and_then_goes_order_by_order() {
    let sheets = picking_list::sheets(&list(Language::De, 3));
    let texts = texts(&sheets);
    let place = |wanted: &str| texts.iter().position(|text| *text == wanted).unwrap_or_else(|| panic!("{wanted} is missing in {texts:?}"));
    // Each SKU once among the sums, with all pieces of it, in the order of SKUs.
    let sums = &texts[place("Alles zusammen")..place("Bestellung 2026-000001")];
    let skus: Vec<_> = sums.iter().filter(|text| text.starts_with("A-") || text.starts_with("B-")).collect();
    assert_eq!(skus, [&"A-TELLER-0", &"A-TELLER-1", &"A-TELLER-2", &"B-TASSE"]);
    let cups = sums.iter().position(|text| *text == "B-TASSE").unwrap();
    assert_eq!(sums[cups - 1], "6");
    assert!(place("Bestellung 2026-000001") < place("Bestellung 2026-000002"));
    assert_eq!(texts.iter().filter(|text| **text == "B-TASSE").count(), 4);
    place("Anna Muster, 6004 Luzern · 02.03.2026 · PostPac Economy");
    place("Nichts zu verschicken ist von: 2026-000999");
    // A box per line, of four strokes.
    let strokes = sheets
        .iter()
        .flat_map(|sheet| &sheet.marks)
        .filter(|mark| matches!(mark, Mark::Line { points, .. } if (*points - 0.6).abs() < 0.01));
    assert_eq!(strokes.count(), (4 + 6) * 4);
}

#[test]
fn one_order_needs_no_sums() {
    let list = PickingList { left_out: Vec::new(), ..list(Language::Fr, 1) };
    let sheets = picking_list::sheets(&list);
    let texts = texts(&sheets);
    assert!(texts.contains(&"Liste de préparation du 04.03.2026") && texts.contains(&"Commande 2026-000001"));
    assert!(!texts.contains(&"En tout") && !texts.iter().any(|text| text.starts_with("Rien")), "{texts:?}");
}

#[test]
fn long_documents_are_paginated_and_no_line_is_lost() {
    for lines in [1, 30, 200] {
        let sheets = delivery_note::sheets(&note(Language::It, lines));
        is_on_paper(&sheets);
        for index in 1..=lines {
            let name = format!("Tasse «Aare» {index}");
            assert_eq!(texts(&sheets).into_iter().filter(|text| *text == name).count(), 1, "{name}");
        }
    }
    let hundred = list(Language::Fr, 100);
    let sheets = picking_list::sheets(&hundred);
    is_on_paper(&sheets);
    for index in 1..=100 {
        let heading = format!("Commande 2026-{index:06}");
        assert_eq!(texts(&sheets).into_iter().filter(|text| *text == heading).count(), 1, "{heading}");
    }
    keep("picking-list", &picking_list::pdf(&hundred).unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_text_makes_a_document(texts in prop::collection::vec(any::<String>(), 4)) {
        let recipient = Party { name: texts[0].clone(), street: texts[1].clone(), ..party("x") };
        let piece = Piece { quantity: 1, name: texts[2].clone(), detail: texts[3].clone() };
        let note = DeliveryNote { recipient, pieces: vec![piece], ..note(Language::De, 1) };
        prop_assert!(delivery_note::pdf(&note).is_ok());
        let mut picked = list(Language::It, 2);
        picked.orders[0].recipient.clone_from(&texts[0]);
        picked.orders[0].items[0] = Item { quantity: 1, sku: texts[1].clone(), name: texts[2].clone() };
        let sheets = picking_list::sheets(&picked);
        is_on_paper(&sheets);
        prop_assert!(picking_list::pdf(&picked).is_ok());
    }
}

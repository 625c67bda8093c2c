//! Documents as readers see them. With `ASTRIS_DOCUMENTS=folder` the PDFs are kept there, to be looked at.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

use chrono::NaiveDate;
use documents::{
    Party,
    invoice::{Invoice, Kind, Line, Settlement, Supplier, pdf, sheets},
    qr_bill::{Bill, BillInformation, Code, swico},
    sheet::{HEIGHT, Mark, Sheet, WIDTH},
};
use domain::{
    language::Language,
    money::Currency,
    payments::PaymentReference,
    vat::{BasisPoints, VatShare},
};
use proptest::prelude::*;

fn party(name: &str, street: &str, house_number: &str, postal_code: &str, town: &str) -> Party {
    Party {
        name: name.into(),
        street: street.into(),
        house_number: house_number.into(),
        postal_code: postal_code.into(),
        town: town.into(),
        country: "CH".into(),
    }
}

fn bill() -> Bill {
    Bill {
        account: "CH4431999123000889012".parse().unwrap(),
        creditor: party("Laden GmbH", "Hauptgasse", "5", "3011", "Bern"),
        amount: Some(194_975),
        currency: Currency::Chf,
        debtor: Some(party("Anna Muster", "Seeweg", "12a", "6004", "Luzern")),
        reference: PaymentReference::parse("000000000000000202600012349"),
        message: "Bestellung 2026-00042".into(),
        information: None,
    }
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

fn request(language: Language, lines: usize) -> Invoice {
    let line = |index: usize| Line {
        quantity: 1,
        name: format!("Tasse «Aare» {index}"),
        detail: "Salbei · TASSE-AARE-SALBEI".into(),
        vat_rate: BasisPoints(810),
        unit_price: 3400,
        total: 3400,
    };
    let items_total = 3400 * i64::try_from(lines).unwrap();
    let total = items_total + 790;
    let vat = vec![VatShare { rate: BasisPoints(810), gross: total, vat: BasisPoints(810).contained_in(total) }];
    let information =
        BillInformation { number: "2026-000042", issued_on: day(2), vat_digits: Some("123456788"), vat: &vat, days: Some(10) };
    let bill = Bill { amount: Some(total), information: Some(swico(&information)), ..bill() };
    Invoice {
        kind: Kind::PaymentRequest,
        language,
        number: "2026-000042".into(),
        issued_on: day(2),
        order_number: "2026-000042".into(),
        ordered_on: day(2),
        supplier: Supplier { party: bill.creditor.clone(), vat_number: "CHE-123.456.788".parse().ok() },
        recipient: bill.debtor.clone().unwrap(),
        lines: (1..=lines).map(line).collect(),
        items_total,
        discount: None,
        delivery_name: "PostPac Economy".into(),
        delivery_fee: 790,
        total,
        gift_card: None,
        vat,
        settlement: Settlement::Due { by: day(12), bill: Box::new(bill) },
    }
}

fn invoice(language: Language, lines: usize) -> Invoice {
    let due = request(language, lines);
    Invoice {
        kind: Kind::Invoice,
        number: "2026-17".into(),
        discount: Some(500),
        total: due.total - 500,
        gift_card: Some(2000),
        settlement: Settlement::Paid { on: day(3), method: "TWINT".into() },
        ..due
    }
}

fn keep(name: &str, pdf: &[u8]) {
    if let Ok(folder) = std::env::var("ASTRIS_DOCUMENTS") {
        std::fs::write(format!("{folder}/{name}.pdf"), pdf).unwrap();
    }
}

/// The dark and light of a sheet's boxes, with `per_mm` dots to the millimetre.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few hundred dots, none of them negative")]
fn raster(sheet: &Sheet, corner: (f32, f32), edge: f32, per_mm: f32) -> (usize, Vec<u8>) {
    let size = (edge * per_mm) as usize;
    let mut dots = vec![255_u8; size * size];
    let dot = |millimetres: f32| ((millimetres * per_mm).round().max(0.0) as usize).min(size);
    for mark in &sheet.marks {
        let Mark::Boxes { boxes, lightness } = mark else { continue };
        for &(left, top, width, height) in boxes {
            for row in dot(top - corner.1)..dot(top + height - corner.1) {
                for column in dot(left - corner.0)..dot(left + width - corner.0) {
                    dots[row * size + column] = *lightness;
                }
            }
        }
    }
    (size, dots)
}

fn read(sheet: &Sheet) -> String {
    // The code with its quiet zone of 5 mm.
    let (size, dots) = raster(sheet, (62.0, 204.0), 56.0, 10.0);
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(size, size, |x, y| dots[y * size + x]);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    let (meta, text) = grids[0].decode().unwrap();
    assert_eq!(meta.ecc_level, 0, "error correction M");
    text
}

#[test]
fn the_code_is_readable_through_the_cross_and_says_the_payload() {
    for language in Language::ALL {
        let request = request(language, 1);
        let pages = sheets(&request).unwrap();
        let Settlement::Due { bill, .. } = &request.settlement else { panic!("it is due") };
        assert_eq!(read(pages.last().unwrap()), bill.prepare().unwrap().payload());
        keep(&format!("request-{language}"), &pdf(&request).unwrap());
        keep(&format!("invoice-{language}"), &pdf(&invoice(language, 3)).unwrap());
    }
}

#[test]
fn the_longest_fields_in_accented_letters_still_make_a_code() {
    let long = |count: usize| "é€".repeat(count);
    let longest =
        Party { name: long(70), street: long(70), house_number: long(20), postal_code: long(20), town: long(40), country: "CH".into() };
    let mut request = request(Language::Fr, 1);
    let bill = Bill { creditor: longest.clone(), debtor: Some(longest), message: long(140), ..bill() };
    assert!(Code::of(bill.prepare().unwrap()).unwrap().modules() <= 117);
    request.settlement = Settlement::Due { by: day(12), bill: Box::new(bill) };
    let pages = sheets(&request).unwrap();
    assert!(read(pages.last().unwrap()).starts_with("SPC\n0200\n1\nCH4431999123000889012\nS\né€"));
    keep("longest", &pdf(&request).unwrap());
}

#[test]
fn blank_fields_have_corner_marks() {
    let mut request = request(Language::De, 1);
    request.settlement = Settlement::Due { by: day(12), bill: Box::new(Bill { amount: None, debtor: None, ..bill() }) };
    let page = sheets(&request).unwrap().pop().unwrap();
    let marks = page.marks.iter().filter(|mark| matches!(mark, Mark::Line { points, .. } if (*points - 0.75).abs() < 0.01)).count();
    assert_eq!(marks, 4 * 2 * 4, "four fields, four corners, two strokes each");
    assert!(page.texts().any(|text| text == "Zahlbar durch (Name/Adresse)"));
    keep("blank", &pdf(&request).unwrap());
}

#[test]
fn the_slip_says_what_the_code_says() {
    let page = sheets(&request(Language::En, 1)).unwrap().pop().unwrap();
    let texts: Vec<_> = page.texts().collect();
    for expected in [
        "Payment part",
        "Receipt",
        "CH44 3199 9123 0008 8901 2",
        "00 00000 00000 00020 26000 12349",
        "Bestellung 2026-00042",
        "Seeweg 12a",
        "6004 Luzern",
        "41.90",
        "Acceptance point",
    ] {
        assert!(texts.contains(&expected), "{expected} is missing in {texts:?}");
    }
}

#[test]
fn the_geometry_is_the_guidelines() {
    let page = sheets(&request(Language::De, 1)).unwrap().pop().unwrap();
    let place = |wanted: &str, bold: bool| {
        page.marks
            .iter()
            .find_map(|mark| match mark {
                Mark::Text { at, size, bold: weight, text } if text == wanted && *weight == bold => Some((*at, *size)),
                _ => None,
            })
            .unwrap()
    };
    assert_eq!((place("Zahlteil", true).0.0, place("Zahlteil", true).1), (67.0, 11.0));
    assert_eq!((place("Empfangsschein", true).0.0, place("Empfangsschein", true).1), (5.0, 11.0));
    let lines: Vec<_> = page
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Line { from, to, .. } => Some((*from, *to)),
            _ => None,
        })
        .collect();
    assert!(lines.contains(&((0.0, HEIGHT - 105.0), (WIDTH, HEIGHT - 105.0))));
    assert!(lines.contains(&((62.0, HEIGHT - 105.0), (62.0, HEIGHT))));
    let squares: Vec<_> = page
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Boxes { boxes, lightness } => Some((boxes, *lightness)),
            _ => None,
        })
        .collect();
    let (modules, cross) = (squares[0].0, &squares[1..]);
    let edge =
        |select: fn(&(f32, f32, f32, f32)) -> f32, best: fn(f32, f32) -> f32, start: f32| modules.iter().map(select).fold(start, best);
    assert!((edge(|module| module.0, f32::min, 999.0) - 67.0).abs() < 0.01);
    assert!((edge(|module| module.1, f32::min, 999.0) - (HEIGHT - 88.0)).abs() < 0.01);
    assert!((edge(|module| module.0 + module.2, f32::max, 0.0) - 113.0).abs() < 0.01);
    assert!((edge(|module| module.1 + module.3, f32::max, 0.0) - (HEIGHT - 42.0)).abs() < 0.01);
    let sizes: Vec<_> = cross.iter().map(|(boxes, lightness)| (boxes[0].2, boxes[0].3, *lightness)).collect();
    let (width, length) = (7.0 / 6.0, 35.0 / 9.0);
    assert_eq!(sizes, [(7.0, 7.0, 255), (6.0, 6.0, 0), (length, width, 255), (width, length, 255)]);
}

#[test]
fn sixty_five_lines_and_more_are_paginated_and_none_is_lost() {
    for lines in [1, 20, 65, 300] {
        for document in [invoice(Language::De, lines), request(Language::De, lines)] {
            let pages = sheets(&document).unwrap();
            assert!(lines < 65 || pages.len() > 1);
            for index in 1..=lines {
                let name = format!("Tasse «Aare» {index}");
                assert_eq!(pages.iter().flat_map(Sheet::texts).filter(|text| *text == name).count(), 1, "{name}");
            }
            for text in pages.iter().flat_map(|page| &page.marks) {
                if let Mark::Text { at, .. } = text {
                    assert!(at.0 >= 4.9 && at.0 < WIDTH - 5.0 && at.1 > 5.0 && at.1 < HEIGHT - 4.0, "{text:?}");
                }
            }
        }
    }
    keep("long", &pdf(&request(Language::It, 65)).unwrap());
}

#[test]
fn nothing_stands_below_the_slip() {
    for lines in 1..60 {
        let pages = sheets(&request(Language::De, lines)).unwrap();
        let page = pages.last().unwrap();
        let sentence = page.marks.iter().position(|mark| matches!(mark, Mark::Line { to, .. } if *to == (WIDTH, HEIGHT - 105.0))).unwrap();
        for mark in &page.marks[..sentence] {
            if let Mark::Text { at, text, .. } = mark {
                assert!(at.1 < HEIGHT - 105.0, "{lines} lines: {text} at {at:?}");
            }
        }
    }
}

#[test]
fn discount_gift_card_and_what_is_left_stand_on_it() {
    let page = sheets(&invoice(Language::De, 2)).unwrap().pop().unwrap();
    let texts: Vec<_> = page.texts().collect();
    for expected in [
        "-5.00",
        "Rabatt",
        "70.90",
        "Mit Geschenkkarte bezahlt",
        "-20.00",
        "50.90",
        "CHE-123.456.788 MWST",
        "Bezahlt am 03.03.2026 mit TWINT.",
    ] {
        assert!(texts.contains(&expected), "{expected} is missing in {texts:?}");
    }
}

#[test]
fn who_is_not_registered_shows_no_tax() {
    let mut unregistered = invoice(Language::De, 2);
    unregistered.supplier.vat_number = None;
    let pages = sheets(&unregistered).unwrap();
    assert!(
        pages.iter().flat_map(Sheet::texts).all(|text| !text.contains("MWST") && !text.contains('%') && !text.contains("Mehrwertsteuer"))
    );
}

#[test]
fn the_same_document_is_the_same_bytes() {
    let document = request(Language::De, 5);
    let bytes = pdf(&document).unwrap();
    assert_eq!(bytes, pdf(&document).unwrap());
    assert!(bytes.starts_with(b"%PDF-") && bytes.len() < 60_000, "{} bytes", bytes.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_of_a_buyer_makes_a_document(texts in prop::collection::vec(any::<String>(), 6), amount in 1_i64..=99_999_999_999) {
        let recipient = Party {
            name: texts[0].clone(), street: texts[1].clone(), house_number: texts[2].clone(), postal_code: texts[3].clone(), town: texts[4].clone(), country: texts[5].clone(),
        };
        let mut document = request(Language::Fr, 2);
        document.recipient = recipient.clone();
        document.lines[0].name.clone_from(&texts[0]);
        document.lines[0].detail.clone_from(&texts[1]);
        document.settlement = Settlement::Due { by: day(1), bill: Box::new(Bill { amount: Some(amount), debtor: Some(recipient), message: texts[2].clone(), ..bill() }) };
        prop_assert!(pdf(&document).is_ok());
    }
}

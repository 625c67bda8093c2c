//! Pictures: what is sent becomes one picture each, moves, is described and cropped, and goes only when nothing shows it any more.

use std::{io::Cursor, path::PathBuf};

use domain::{
    accounts::Role,
    backoffice::{ArrangeRequest, DescribeRequest, PictureFault, PicturesDetail, RemovePictureRequest, StaffRefusal},
    catalog::{Focus, PICTURE_WIDTHS, Texts},
    failure::FieldError,
    ids::ProductId,
    language::Language,
};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use services::{
    backoffice::catalogue::pictures::{self, NewPicture},
    catalog,
    error::{Error, Result},
};
use testkit::{TestShop, product};
use uuid::Uuid;

use super::lab::{carl, clara};
use crate::{
    backoffice::lab::{acts, refusal, staff},
    buying::Buyer,
};

/// A picture in one colour.
fn png(red: u8) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(RgbImage::from_pixel(320, 320, Rgb([red, 90, 60]))).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

async fn add(test: &TestShop, product: ProductId, bytes: Vec<u8>) -> Result<Result<(), PictureFault>> {
    pictures::add(&test.shop, clara(), product, NewPicture { bytes }).await
}

async fn read(test: &TestShop, product: ProductId) -> PicturesDetail {
    pictures::read(&test.shop, clara(), product).await.unwrap()
}

fn ids(detail: &PicturesDetail) -> Vec<Uuid> {
    detail.pictures.iter().map(|picture| picture.id).collect()
}

/// The files of a stem, all of them.
fn files(test: &TestShop, stem: &str) -> Vec<PathBuf> {
    let all = PICTURE_WIDTHS.iter().flat_map(|width| ["avif", "webp", "jpg"].map(|extension| format!("{stem}-{width}.{extension}")));
    all.map(|name| test.shop.settings.media_dir.join(name)).collect()
}

fn texts(text: &str) -> Texts {
    Texts { de: text.into(), fr: text.into(), it: text.into(), en: text.into() }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_is_there_once_and_what_is_unsound_harms_nothing() {
    TestShop::run(|test| async move {
        let cup = product().name("Tasse").pictures(0).insert(&test).await;
        for (expected, bytes) in [
            (Err(PictureFault::Damaged), png(200)[..200].to_vec()),
            (Ok(()), png(200)),
            (Err(PictureFault::AlreadyThere), png(200)),
            (Err(PictureFault::UnknownType), b"<svg/>".to_vec()),
        ] {
            assert_eq!(add(&test, cup.id, bytes).await.unwrap(), expected);
        }
        let made = read(&test, cup.id).await;
        assert_eq!(made.pictures.len(), 1);
        assert_eq!((made.pictures[0].alt.de.as_str(), made.pictures[0].focus), ("Tasse", Focus::default()));
        let stem = made.pictures[0].stem.clone();
        assert!(stem.starts_with("tasse-") && files(&test, &stem).iter().all(|file| file.is_file()), "{stem}");
        assert_eq!(acts(&test).await, ["product.add_picture"]);
        assert_eq!(catalog::product(&test.shop, Language::De, "tasse").await.unwrap().pictures[0].stem, stem);

        // The same picture in the same moment, twice.
        let (left, right) = tokio::join!(add(&test, cup.id, png(100)), add(&test, cup.id, png(100)));
        let mut both = [left.unwrap(), right.unwrap()];
        both.sort_by_key(Result::is_err);
        assert_eq!(both, [Ok(()), Err(PictureFault::AlreadyThere)]);
        assert_eq!(read(&test, cup.id).await.pictures.len(), 2);

        let orders = staff(5, &[Role::Orders]);
        let bytes = png(1);
        assert!(matches!(pictures::add(&test.shop, orders, cup.id, NewPicture { bytes }).await, Err(Error::Forbidden)));
        assert!(matches!(pictures::admit(&test.shop, orders, cup.id).await, Err(Error::Forbidden)));
        assert!(matches!(pictures::read(&test.shop, orders, cup.id).await, Err(Error::Forbidden)));
        assert!(matches!(add(&test, ProductId(Uuid::nil()), png(1)).await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_move_and_nobody_overwrites_another() {
    TestShop::run(|test| async move {
        let cup = product().name("Tasse").pictures(3).insert(&test).await;
        let before = read(&test, cup.id).await;
        let [first, second, third] = ids(&before)[..] else { panic!("{before:?}") };
        let request = |order: &[Uuid]| ArrangeRequest { product: cup.id, version: before.version, order: order.to_vec() };
        for _ in 0..2 {
            pictures::arrange(&test.shop, clara(), &request(&[third, first, second])).await.unwrap();
        }
        let after = read(&test, cup.id).await;
        assert_eq!(ids(&after), [third, first, second]);
        let card = &catalog::home(&test.shop, Language::De).await.unwrap().newest[0];
        assert_eq!(
            [&card.picture, &card.second_picture].map(|picture| picture.as_ref().unwrap().stem.clone()),
            [before.pictures[2].stem.clone(), before.pictures[0].stem.clone()]
        );

        let late = pictures::arrange(&test.shop, carl(), &request(&[second, first, third])).await.unwrap_err();
        assert_eq!(refusal(late), StaffRefusal::Changed { version: after.version });
        let request = |order: &[Uuid]| ArrangeRequest { version: after.version, ..request(order) };
        for order in [&[first, second][..], &[first, second, third, third], &[first, second, Uuid::nil()], &[]] {
            let Err(Error::Invalid(errors)) = pictures::arrange(&test.shop, clara(), &request(order)).await else { panic!("{order:?}") };
            assert_eq!(errors, [FieldError::unknown("pictures")]);
        }
        assert_eq!(acts(&test).await, ["product.arrange_pictures"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_described_cropped_and_taken_away() {
    TestShop::run(|test| async move {
        let cup = product().name("Tasse").pictures(3).insert(&test).await;
        let before = read(&test, cup.id).await;
        let picture = ids(&before)[0];
        let request = DescribeRequest {
            product: cup.id,
            version: before.version,
            picture,
            alt: texts(" Eine Tasse mit Henkel "),
            focus: Focus { x: 21, y: 100 },
        };
        for _ in 0..2 {
            pictures::describe(&test.shop, clara(), &request).await.unwrap();
        }
        let card = catalog::home(&test.shop, Language::Fr).await.unwrap().newest[0].picture.clone().unwrap();
        assert_eq!((card.alt.as_str(), card.focus), ("Eine Tasse mit Henkel", Focus { x: 20, y: 100 }));
        let page = catalog::product(&test.shop, Language::Fr, "tasse").await.unwrap();
        assert_eq!((page.pictures[0].focus, page.pictures[1].focus), (Focus { x: 20, y: 100 }, Focus::default()));

        let late = DescribeRequest { alt: texts("Anders"), ..request.clone() };
        assert!(matches!(refusal(pictures::describe(&test.shop, carl(), &late).await.unwrap_err()), StaffRefusal::Changed { .. }));
        let after = read(&test, cup.id).await;
        let silent = DescribeRequest { version: after.version, alt: Texts { it: " ".into(), ..texts("x") }, ..request.clone() };
        let Err(Error::Invalid(errors)) = pictures::describe(&test.shop, clara(), &silent).await else { panic!() };
        assert_eq!(errors, [FieldError::required("alt-it")]);
        let pot = product().name("Kanne").pictures(1).insert(&test).await;
        let foreign = DescribeRequest { product: pot.id, ..request };
        assert!(matches!(pictures::describe(&test.shop, clara(), &foreign).await, Err(Error::NotFound)), "it is another product's");

        let gone = RemovePictureRequest { product: cup.id, version: after.version, picture };
        let stale = RemovePictureRequest { version: before.version, ..gone };
        assert!(matches!(refusal(pictures::remove(&test.shop, carl(), &stale).await.unwrap_err()), StaffRefusal::Changed { .. }));
        for _ in 0..2 {
            pictures::remove(&test.shop, clara(), &gone).await.unwrap();
        }
        assert_eq!(ids(&read(&test, cup.id).await), ids(&before)[1..]);
        let card = catalog::home(&test.shop, Language::Fr).await.unwrap().newest.into_iter().find(|card| card.slug == "tasse").unwrap();
        assert_eq!(card.picture.unwrap().stem, before.pictures[1].stem, "the next one is the main one");
        assert_eq!(acts(&test).await, ["product.describe_picture", "product.remove_picture"]);
    })
    .await;
}

/// As if so many days had passed since the clean-up first saw that nothing shows them.
async fn wait_days(test: &TestShop, days: i32) {
    sqlx::query("UPDATE catalog_unused_media SET since = since - make_interval(days => $1)")
        .bind(days)
        .execute(&test.shop.pool)
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn files_go_when_nothing_has_shown_them_for_long() {
    TestShop::run(|test| async move {
        let cup = product().name("Tasse").pictures(0).stock(5).insert(&test).await;
        for red in [10, 200] {
            add(&test, cup.id, png(red)).await.unwrap().unwrap();
        }
        // The first one is on an order.
        Buyer::with(&test, &[(cup.variant(), 1)]).await.place(&test).await.unwrap();
        let shown = read(&test, cup.id).await;
        let [ordered, plain] = [&shown.pictures[0].stem, &shown.pictures[1].stem];
        let hero = test.shop.settings.media_dir.join("hero-640.jpg");
        tokio::fs::write(&hero, b"x").await.unwrap();
        let there = |stem: &str| files(&test, stem).iter().filter(|file| file.is_file()).count();
        let clean = || catalog::clean_up_media(&test.shop);

        clean().await.unwrap();
        wait_days(&test, 31).await;
        assert_eq!(clean().await.unwrap(), 0, "all of them are shown");
        for picture in ids(&shown) {
            let version = read(&test, cup.id).await.version;
            pictures::remove(&test.shop, clara(), &RemovePictureRequest { product: cup.id, version, picture }).await.unwrap();
        }
        assert_eq!(clean().await.unwrap(), 0, "carts may show them still");
        wait_days(&test, 29).await;
        assert_eq!((clean().await.unwrap(), there(plain)), (0, 12));
        wait_days(&test, 2).await;
        assert_eq!(clean().await.unwrap(), 1);
        assert_eq!(
            (there(plain), there(ordered), hero.is_file()),
            (0, 12, true),
            "what an order shows stays, and what has a fixed address"
        );

        // Whoever sends it again has all of it again.
        add(&test, cup.id, png(200)).await.unwrap().unwrap();
        wait_days(&test, 31).await;
        assert_eq!((clean().await.unwrap(), there(plain)), (0, 12));
    })
    .await;
}

//! Options, their values, and the variants that they make.

use domain::{
    accounts::Role,
    backoffice::{
        AddOptionRequest, AddValuesRequest, GenerateRequest, MOST_OPTIONS, MOST_VARIANTS, OptionsDetail, Removable, RemoveRequest,
        StaffRefusal,
    },
    catalog::Texts,
    failure::FieldError,
    ids::ProductId,
    language::Language,
};
use services::{
    backoffice::catalogue::{self, options},
    catalog,
    error::{Error, Result},
};
use testkit::{TestShop, product};
use uuid::Uuid;

use super::lab::{carl, clara, detail, save};
use crate::backoffice::lab::{acts, count, refusal, staff};

fn texts(text: &str) -> Texts {
    Texts { de: text.into(), fr: format!("{text} fr"), it: format!("{text} it"), en: format!("{text} en") }
}

fn values(names: &[&str]) -> Vec<Texts> {
    names.iter().map(|name| texts(name)).collect()
}

async fn read(test: &TestShop, product: ProductId) -> OptionsDetail {
    options::read(&test.shop, clara(), Language::De, product).await.unwrap()
}

async fn add(test: &TestShop, product: ProductId, key: u128, name: &str, names: &[&str]) -> Result<()> {
    let version = read(test, product).await.version;
    let request = AddOptionRequest { product, version, key: Uuid::from_u128(key), name: texts(name), values: values(names) };
    options::add_option(&test.shop, clara(), &request).await
}

async fn generate(test: &TestShop, product: ProductId) -> Result<u32> {
    let version = read(test, product).await.version;
    options::generate(&test.shop, clara(), &GenerateRequest { product, version }).await
}

async fn remove(test: &TestShop, product: ProductId, what: Removable) -> Result<()> {
    let version = read(test, product).await.version;
    options::remove(&test.shop, clara(), &RemoveRequest { product, version, what }).await
}

fn wrong(outcome: Result<()>) -> Vec<FieldError> {
    match outcome {
        Err(Error::Invalid(errors)) => errors,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn options_make_variants_that_wait_to_be_looked_at() {
    TestShop::run(|test| async move {
        let cup = product().name("Tasse").price(2_990).weight_grams(310).insert(&test).await;
        for _ in 0..2 {
            add(&test, cup.id, 1, "Farbe", &["Rot", "Grün"]).await.unwrap();
        }
        add(&test, cup.id, 2, "Grösse", &["S", "M"]).await.unwrap();
        let made = read(&test, cup.id).await;
        assert_eq!(made.options.iter().map(|option| option.name.de.as_str()).collect::<Vec<_>>(), ["Farbe", "Grösse"]);
        assert_eq!(
            (made.variants.len(), made.variants[0].options.as_str(), made.missing),
            (1, "Rot, S", 3),
            "what there was gets the first values"
        );

        assert_eq!(generate(&test, cup.id).await.unwrap(), 3);
        assert_eq!(generate(&test, cup.id).await.unwrap(), 0, "there is nothing more to make");
        let stored = detail(&test, cup.id).await;
        let rows: Vec<_> = stored
            .variants
            .iter()
            .map(|row| (row.sku.as_str(), row.options.as_str(), row.price, row.weight_grams, row.is_archived))
            .collect();
        let expected = [
            ("TASSE", "Rot, S", 2_990, 310, false),
            ("TASSE-ROT-M", "Rot, M", 2_990, 310, true),
            ("TASSE-GRUEN-S", "Grün, S", 2_990, 310, true),
            ("TASSE-GRUEN-M", "Grün, M", 2_990, 310, true),
        ];
        assert_eq!(rows, expected);
        assert_eq!(acts(&test).await, ["product.add_option", "product.add_option", "product.generate"]);

        // In the shop they are once somebody has looked at them.
        assert_eq!(catalog::product(&test.shop, Language::Fr, "tasse").await.unwrap().variants.len(), 1);
        save(&test, &stored, |content| content.variants[3].is_archived = false).await.unwrap();
        let page = catalog::product(&test.shop, Language::Fr, "tasse").await.unwrap();
        assert_eq!((page.variants.len(), page.options[0].values[1].name.as_str()), (2, "Grün fr"));
        let chosen = catalog::variant(&test.shop, "tasse", &["gruen".into(), "m".into()]).await.unwrap();
        assert_eq!(chosen, Some(stored.variants[3].id));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn values_are_added_once_and_each_is_its_own() {
    TestShop::run(|test| async move {
        let cup = product().name("Tasse").variants(&[("rot", 3_000, 5), ("blau", 3_400, 2)]).insert(&test).await;
        let before = read(&test, cup.id).await;
        let option = before.options[0].id;
        let request = |version, names: &[&str]| AddValuesRequest { product: cup.id, version, option, values: values(names) };
        for _ in 0..2 {
            options::add_values(&test.shop, clara(), &request(before.version, &["Gold", "Rot"])).await.unwrap();
        }
        let after = read(&test, cup.id).await;
        assert_eq!(after.options[0].values.iter().map(|value| value.name.de.as_str()).collect::<Vec<_>>(), ["rot", "blau", "Gold"]);
        assert_eq!((after.missing, after.options[0].values[2].variants), (1, 0));
        let late = options::add_values(&test.shop, carl(), &request(before.version, &["Silber"])).await.unwrap_err();
        assert_eq!(refusal(late), StaffRefusal::Changed { version: after.version });
        let none = AddValuesRequest { values: vec![Texts::default()], ..request(after.version, &[]) };
        assert_eq!(wrong(options::add_values(&test.shop, clara(), &none).await), [FieldError::required("value-0-de")]);
        let foreign = AddValuesRequest { option: Uuid::from_u128(9), ..request(after.version, &["Silber"]) };
        assert!(matches!(options::add_values(&test.shop, clara(), &foreign).await, Err(Error::NotFound)));
        assert_eq!(acts(&test).await, ["product.add_values"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn there_are_never_too_many() {
    TestShop::run(|test| async move {
        let cup = product().name("Tasse").insert(&test).await;
        let names: Vec<String> = (0..11).map(|number| format!("Wert {number}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        for option in 1..=MOST_OPTIONS {
            add(&test, cup.id, u128::from(option), &format!("Option {option}"), &names).await.unwrap();
        }
        assert_eq!(wrong(add(&test, cup.id, 9, "Zu viel", &["a"]).await), [FieldError::too_large("options", MOST_OPTIONS)]);
        assert_eq!(wrong(generate(&test, cup.id).await.map(drop)), [FieldError::too_large("variants", MOST_VARIANTS)]);
        assert_eq!(count(&test, "SELECT count(*) FROM catalog_variants").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_nobody_ever_had_is_removed() {
    TestShop::run(|test| async move {
        let cup = product().name("Tasse").variants(&[("rot", 3_000, 5), ("blau", 3_400, 0)]).insert(&test).await;
        let option = read(&test, cup.id).await.options[0].id;
        let version = read(&test, cup.id).await.version;
        options::add_values(&test.shop, clara(), &AddValuesRequest { product: cup.id, version, option, values: values(&["Gold"]) })
            .await
            .unwrap();
        generate(&test, cup.id).await.unwrap();
        let made = read(&test, cup.id).await;
        assert_eq!(made.variants.iter().map(|variant| variant.is_removable).collect::<Vec<_>>(), [false, false, true]);
        let gold = made.options[0].values[2].id;
        assert_eq!(wrong(remove(&test, cup.id, Removable::Value(gold)).await), [FieldError::taken("value")], "a variant has it");
        assert_eq!(
            wrong(remove(&test, cup.id, Removable::Variant(cup.variants[1])).await),
            [FieldError::taken("variants")],
            "it had stock once"
        );

        let late = RemoveRequest { product: cup.id, version, what: Removable::Variant(made.variants[2].id) };
        assert!(matches!(refusal(options::remove(&test.shop, carl(), &late).await.unwrap_err()), StaffRefusal::Changed { .. }));
        for _ in 0..2 {
            remove(&test, cup.id, Removable::Variant(made.variants[2].id)).await.unwrap();
            remove(&test, cup.id, Removable::Value(gold)).await.unwrap();
        }
        let left = read(&test, cup.id).await;
        assert_eq!((left.variants.len(), left.options[0].values.len(), left.missing), (2, 2, 0));
        assert_eq!(acts(&test).await[2..], ["product.remove_variant", "product.remove_value"]);
        // Nothing of another product's.
        let pot = product().name("Kanne").insert(&test).await;
        remove(&test, pot.id, Removable::Value(left.options[0].values[0].id)).await.unwrap();
        remove(&test, pot.id, Removable::Variant(cup.variants[0])).await.unwrap();
        assert_eq!(read(&test, cup.id).await, left);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_keeps_a_variant_and_an_option_goes_with_its_last_value() {
    TestShop::run(|test| async move {
        product().insert(&test).await;
        let request = domain::backoffice::NewProductRequest {
            key: Uuid::from_u128(1),
            name: texts("Neu"),
            category: "test".into(),
            vat_class: domain::vat::VatClass::Standard,
            price: 1_000,
            weight_grams: 1,
        };
        let new = catalogue::create(&test.shop, clara(), &request).await.unwrap();
        let only = read(&test, new).await.variants[0].id;
        assert_eq!(wrong(remove(&test, new, Removable::Variant(only)).await), [FieldError::required("variants")]);
        add(&test, new, 2, "Farbe", &["Rot"]).await.unwrap();
        let version = read(&test, new).await.version;
        let more = AddValuesRequest { product: new, version, option: Uuid::from_u128(2), values: values(&["Blau"]) };
        options::add_values(&test.shop, clara(), &more).await.unwrap();
        generate(&test, new).await.unwrap();
        remove(&test, new, Removable::Variant(only)).await.unwrap();
        let red = read(&test, new).await.options[0].values[0].id;
        remove(&test, new, Removable::Value(red)).await.unwrap();
        assert_eq!(read(&test, new).await.options[0].values.len(), 1);
        sqlx::query("DELETE FROM catalog_variant_values").execute(&test.shop.pool).await.unwrap();
        let blue = read(&test, new).await.options[0].values[0].id;
        remove(&test, new, Removable::Value(blue)).await.unwrap();
        assert!(read(&test, new).await.options.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_may_changes_what_can_be_chosen() {
    TestShop::run(|test| async move {
        let cup = product().name("Tasse").variants(&[("rot", 3_000, 5)]).insert(&test).await;
        let seen = read(&test, cup.id).await;
        let (product, version, option) = (cup.id, seen.version, seen.options[0].id);
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Catalogue) {
            let (shop, who) = (&test.shop, staff(5, &[role]));
            let more = AddOptionRequest { product, version, key: Uuid::from_u128(1), name: texts("x"), values: values(&["y"]) };
            let values = AddValuesRequest { product, version, option, values: values(&["y"]) };
            let gone = RemoveRequest { product, version, what: Removable::Value(seen.options[0].values[0].id) };
            let outcomes = [
                options::read(shop, who, Language::De, product).await.map(drop),
                options::add_option(shop, who, &more).await,
                options::add_values(shop, who, &values).await,
                options::generate(shop, who, &GenerateRequest { product, version }).await.map(drop),
                options::remove(shop, who, &gone).await,
            ];
            assert!(outcomes.iter().all(|outcome| matches!(outcome, Err(Error::Forbidden))), "{role:?}: {outcomes:?}");
        }
        assert_eq!(read(&test, cup.id).await, seen);
    })
    .await;
}

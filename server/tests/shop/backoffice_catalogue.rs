//! The catalogue's screens and their plain forms, as a browser without scripts asks for them and sends them.

use domain::accounts::Role;
use reqwest::StatusCode;
use uuid::Uuid;

use crate::{
    backoffice::{Colleague, hidden},
    running::{Shop, open},
};

const SAVE: &str = "/fn/backoffice/products/save";
const CREATE: &str = "/fn/backoffice/products/create";
const DUPLICATE: &str = "/fn/backoffice/products/duplicate";
const APPLY: &str = "/fn/backoffice/products/bulk-apply";
const UNDO: &str = "/fn/backoffice/products/bulk-undo";
const ARCHIVE: &str = "/fn/backoffice/products/archive";

/// All that the form of a product sends: what its fields hold as the screen shows them, with these written over.
fn form(page: &str, written: &[(&str, &str)]) -> Vec<(String, String)> {
    let form = page.split_once(&format!("action=\"{SAVE}\"")).unwrap().1.split_once("</form>").unwrap().0;
    let mut fields: Vec<(String, String)> = Vec::new();
    for rest in form.split("<input").skip(1) {
        let tag = rest.split_once('>').unwrap().0;
        let attribute = |name: &str| tag.split_once(&format!(" {name}=\"")).map(|(_, rest)| rest.split('"').next().unwrap_or_default());
        let is_left_out = attribute("type") == Some("checkbox") && !tag.contains(" checked");
        if let (Some(name), false) = (attribute("name"), is_left_out) {
            fields.push((name.to_owned(), attribute("value").unwrap_or_default().to_owned()));
        }
    }
    for rest in form.split("<textarea").skip(1) {
        let (tag, rest) = rest.split_once('>').unwrap();
        let name = tag.split_once("name=\"").unwrap().1.split('"').next().unwrap();
        fields.push((name.to_owned(), rest.split_once("</textarea>").unwrap().0.to_owned()));
    }
    for rest in form.split("<select").skip(1) {
        let (select, _) = rest.split_once("</select>").unwrap();
        let name = select.split_once("name=\"").unwrap().1.split('"').next().unwrap();
        let chosen = select.split("<option").skip(1).find(|option| option.split('>').next().is_some_and(|tag| tag.contains("selected")));
        let value =
            chosen.and_then(|option| option.split_once("value=\"")).map(|(_, rest)| rest.split('"').next().unwrap()).unwrap_or_default();
        fields.push((name.to_owned(), value.to_owned()));
    }
    for (name, value) in written {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    fields
}

async fn send(colleague: &Colleague<'_>, page: &str, written: &[(&str, &str)]) -> String {
    let fields = form(page, written);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    colleague.send(SAVE, &fields).await
}

/// A cup in two colours: its screen's address.
async fn cup(shop: &Shop) -> String {
    let cup = testkit::product().name("Tasse").variants(&[("rot", 3_000, 5), ("blau", 3_400, 2)]).insert(&shop.test).await;
    format!("/backoffice/products/{}", cup.id)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_is_found_written_and_published_without_scripts() {
    open(async |shop| {
        let here = cup(&shop).await;
        let colleague = Colleague::come(&shop, Role::Catalogue).await;
        let table = colleague.screen("/backoffice/products?q=tasse-rot&status=published").await;
        assert!(table.contains(&format!("href=\"{here}\"")) && table.contains("30.00 – 34.00"), "{table}");
        assert!(!colleague.screen("/backoffice/products?status=draft").await.contains(&here));

        let page = colleague.screen(&here).await;
        assert!(
            page.contains("data-status=\"published\"") && page.contains("content=\"noindex\"") && page.contains("/de/p/tasse"),
            "{page}"
        );
        let long = "Zeile </textarea><script>alert(1)</script>\r\n".repeat(100);
        let wrong = [("fields[variants][0][price]", "zwölf"), ("fields[description][de]", long.as_str()), ("fields[name][fr]", "")];
        let led = send(&colleague, &page, &wrong).await;
        assert!(led.starts_with(&format!("{here}?form=product&told=")) && led.len() < 1_000, "{led}");
        let said = colleague.screen(&led).await;
        assert!(said.contains("data-testid=\"errors\"") && said.contains("href=\"#price-0\""), "{said}");
        assert!(said.contains("value=\"zwölf\"") && said.contains("&lt;/textarea>&lt;script>"), "what was entered stays");
        assert!(!said.contains("<script>alert"));
        // A screen of a colleague's shows what is stored, whatever its address says.
        let other = Colleague::called(&shop, Role::Catalogue, "otto").await;
        assert!(!other.screen(&led).await.contains("zwölf"));

        let sound = [("fields[variants][0][price]", "35.50"), ("fields[name][fr]", "Gobelet"), ("fields[variants][1][archived]", "1")];
        assert_eq!(send(&colleague, &page, &sound).await, format!("{here}?done=saved"));
        let done = colleague.screen(&format!("{here}?done=saved")).await;
        assert!(done.contains("data-testid=\"done\"") && done.contains("value=\"35.50\""), "{done}");
        let shown = colleague.screen("/fr/p/tasse").await;
        assert!(shown.contains("Gobelet") && shown.contains("35.50") && !shown.contains("34.00"), "{shown}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_one_is_shown_what_changed_and_keeps_what_they_entered() {
    open(async |shop| {
        let here = cup(&shop).await;
        let (first, second) = (Colleague::come(&shop, Role::Catalogue).await, Colleague::called(&shop, Role::Catalogue, "otto").await);
        let (page, late) = (first.screen(&here).await, second.screen(&here).await);
        send(&first, &page, &[("fields[variants][0][price]", "31.00")]).await;
        let led = send(&second, &late, &[("fields[name][de]", "Becher")]).await;
        let said = second.screen(&led).await;
        assert!(said.contains("data-changed") && said.contains("value=\"Becher\""), "{said}");
        let stored = said.split_once("data-testid=\"stored\"").unwrap().1.split_once("</section>").unwrap().0;
        assert!(stored.contains("31.00") && stored.contains("Tasse") && stored.contains("#price-0"), "{stored}");
        // Whoever has seen it writes their word over it.
        assert_eq!(send(&second, &said, &[("fields[variants][0][price]", "31.00")]).await, format!("{here}?done=saved"));
        let both = first.screen(&here).await;
        assert!(both.contains("value=\"Becher\"") && both.contains("value=\"31.00\""));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_is_made_copied_looked_at_and_archived() {
    open(async |shop| {
        cup(&shop).await;
        let colleague = Colleague::come(&shop, Role::Catalogue).await;
        let page = colleague.screen("/backoffice/products/new").await;
        let key = hidden(&page, CREATE, "key");
        let fields = |price: &'static str| {
            [
                ("key", key),
                ("fields[name][de]", "Grosse Kanne"),
                ("fields[name][fr]", "Cruche"),
                ("fields[name][it]", "Brocca"),
                ("fields[name][en]", "Jug"),
                ("fields[category]", "test"),
                ("fields[vat_class]", "reduced"),
                ("fields[price]", price),
                ("fields[weight_grams]", "900"),
            ]
        };
        let wrong = colleague.send(CREATE, &fields("gratis")).await;
        let said = colleague.screen(&wrong).await;
        assert!(said.contains("href=\"#price\"") && said.contains("value=\"gratis\"") && said.contains("value=\"Brocca\""), "{said}");
        let made = colleague.send(CREATE, &fields("49.90")).await;
        assert_eq!(made, format!("/backoffice/products/{key}?done=created"));
        let draft = colleague.screen(&made).await;
        assert!(draft.contains("data-status=\"draft\"") && draft.contains("/de/preview/grosse-kanne"), "{draft}");

        // Staff look at it, shoppers do not, and no search engine keeps it.
        let preview = colleague.screen("/de/preview/grosse-kanne").await;
        assert!(
            preview.contains("data-testid=\"preview\"") && preview.contains("49.90") && preview.contains("content=\"noindex\""),
            "{preview}"
        );
        assert_eq!(colleague.ask("/de/p/grosse-kanne").await.status(), StatusCode::NOT_FOUND);
        let anybody = shop.page("/de/preview/grosse-kanne").send().await.unwrap();
        assert_eq!(anybody.status(), StatusCode::UNAUTHORIZED);
        assert!(!anybody.text().await.unwrap().contains("49.90"));

        let here = format!("/backoffice/products/{key}");
        let copy = hidden(&draft, DUPLICATE, "key");
        let led = colleague.send(DUPLICATE, &[("product", key), ("key", copy), ("back", &here)]).await;
        assert_eq!(led, format!("/backoffice/products/{copy}?done=copied"));
        assert!(colleague.screen(&led).await.contains("value=\"grosse-kanne-copy\""));

        let version = hidden(&draft, ARCHIVE, "version");
        let archive = [("product", key), ("version", version), ("archive", "true"), ("back", here.as_str())];
        assert_eq!(colleague.send(ARCHIVE, &archive).await, format!("{here}?done=archived"));
        let archived = colleague.screen(&here).await;
        assert!(archived.contains("data-status=\"archived\""));
        let back = [("product", key), ("version", hidden(&archived, ARCHIVE, "version")), ("archive", "false"), ("back", here.as_str())];
        assert_eq!(colleague.send(ARCHIVE, &back).await, format!("{here}?done=restored"));
        let late = colleague.send(ARCHIVE, &archive).await;
        assert!(colleague.screen(&late).await.contains("data-changed"));
        let products: i64 = sqlx::query_scalar("SELECT count(*) FROM catalog_products").fetch_one(&shop.test.shop.pool).await.unwrap();
        assert_eq!(products, 3);
        let unknown = colleague.ask(&format!("/backoffice/products/{}", Uuid::from_u128(9))).await;
        assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_prices_change_after_a_look_and_change_back() {
    open(async |shop| {
        let here = cup(&shop).await;
        testkit::product().name("Kanne").price(12_800).insert(&shop.test).await;
        let colleague = Colleague::come(&shop, Role::Catalogue).await;
        let id = here.rsplit('/').next().unwrap();
        let table = colleague.screen("/backoffice/products").await;
        assert!(table.contains(&format!("name=\"ids\" value=\"{id}\" form=\"bulk\"")), "{table}");
        assert!(!table.contains("data-testid=\"undo\""));

        let nothing = colleague.screen("/backoffice/products/bulk?act=percent&value=viel&scope=selected").await;
        assert!(
            nothing.contains("id=\"value-error\"") && nothing.contains("id=\"ids-error\"") && nothing.contains("value=\"viel\""),
            "{nothing}"
        );
        assert!(!nothing.contains(APPLY));

        let one = colleague.screen(&format!("/backoffice/products/bulk?act=percent&value=-10&scope=selected&ids={id}")).await;
        assert!(one.contains("27.00 – 30.60") && !one.contains("115.20"), "{one}");
        let look = "/backoffice/products/bulk?act=percent&value=-10&scope=found&q=&category=test&status=published";
        let page = colleague.screen(look).await;
        assert!(page.contains("27.00 – 30.60") && page.contains("115.20"), "{page}");
        let price = async || -> i64 {
            sqlx::query_scalar("SELECT price FROM catalog_variants WHERE sku = 'KANNE'").fetch_one(&shop.test.shop.pool).await.unwrap()
        };
        assert_eq!(price().await, 12_800);

        let form = [
            ("key", hidden(&page, APPLY, "key")),
            ("fields[act]", hidden(&page, APPLY, "fields[act]")),
            ("fields[value]", hidden(&page, APPLY, "fields[value]")),
            ("products", hidden(&page, APPLY, "products")),
            ("back", look),
        ];
        for _ in 0..2 {
            assert_eq!(colleague.send(APPLY, &form).await, "/backoffice/products?done=changed");
        }
        assert_eq!(price().await, 11_520);
        let late = [("key", "00000000-0000-0000-0000-00000000000a"), form[1], form[2], form[3], form[4]];
        let led = colleague.send(APPLY, &late).await;
        assert!(led.starts_with("/backoffice/products/bulk?") && colleague.screen(&led).await.contains("data-changed"), "{led}");

        let table = colleague.screen("/backoffice/products?done=changed").await;
        assert!(table.contains("data-testid=\"done\"") && table.contains("data-testid=\"undo\""), "{table}");
        let act = hidden(&table, UNDO, "act");
        assert_eq!(colleague.send(UNDO, &[("act", act)]).await, "/backoffice/products?done=undone");
        assert_eq!(price().await, 12_800);
        assert!(!colleague.screen("/backoffice/products").await.contains("data-testid=\"undo\""));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn options_are_added_and_their_variants_made_without_scripts() {
    open(async |shop| {
        let here = cup(&shop).await;
        let options = format!("{here}/options");
        let colleague = Colleague::come(&shop, Role::Catalogue).await;
        let page = colleague.screen(&options).await;
        let (add, generate, remove) =
            ("/fn/backoffice/products/add-option", "/fn/backoffice/products/generate", "/fn/backoffice/products/remove");
        let [product, version, key] = ["product", "version", "key"].map(|name| (name, hidden(&page, add, name)));
        let mut fields =
            vec![product, version, key, ("fields[name][de]", "Grösse"), ("fields[name][fr]", ""), ("fields[name][it]", "Taglia")];
        fields.extend([("fields[name][en]", "Size"), ("fields[values][0][de]", "Klein"), ("fields[values][0][fr]", "Petit")]);
        fields.extend([("fields[values][0][it]", "Piccolo"), ("fields[values][0][en]", "Small")]);
        fields.extend([("fields[values][1][de]", "Gross"), ("fields[values][1][fr]", "Grand")]);
        fields.extend([("fields[values][1][it]", "Grande"), ("fields[values][1][en]", "Large")]);
        fields.extend(["de", "fr", "it", "en"].map(|language| match language {
            "de" => ("fields[values][2][de]", ""),
            "fr" => ("fields[values][2][fr]", ""),
            "it" => ("fields[values][2][it]", ""),
            _ => ("fields[values][2][en]", ""),
        }));
        let wrong = colleague.send(add, &fields).await;
        assert!(wrong.starts_with(&format!("{options}?form=option&")), "{wrong}");
        let said = colleague.screen(&wrong).await;
        assert!(said.contains("href=\"#name-fr\"") && said.contains("value=\"Klein\"") && said.contains("value=\"Grande\""), "{said}");

        fields[4] = ("fields[name][fr]", "Taille");
        assert_eq!(colleague.send(add, &fields).await, format!("{options}?done=option-added"));
        let added = colleague.screen(&options).await;
        assert!(added.contains("data-testid=\"missing\"") && added.contains("Gross"), "{added}");
        let [product, version] = ["product", "version"].map(|name| (name, hidden(&added, generate, name)));
        assert_eq!(colleague.send(generate, &[product, version]).await, format!("{options}?done=generated"));
        let made = colleague.screen(&here).await;
        assert!(made.contains("value=\"TASSE-ROT-GROSS\"") && made.contains("value=\"TASSE-BLAU-GROSS\""), "{made}");

        let made = colleague.screen(&options).await;
        assert!(made.contains("data-testid=\"removable\"") && !made.contains("data-testid=\"missing\""), "{made}");
        let variants = made.split_once("data-testid=\"removable\"").unwrap().1;
        let part = ["product", "version", "kind", "id"].map(|name| (name, hidden(variants, remove, name)));
        assert_eq!(colleague.send(remove, &part).await, format!("{options}?done=removed"));
        let left: i64 = sqlx::query_scalar("SELECT count(*) FROM catalog_variants").fetch_one(&shop.test.shop.pool).await.unwrap();
        assert_eq!(left, 3);
    })
    .await;
}

//! Collections, as a browser without scripts makes and fills them, and what shoppers see of them.

use domain::accounts::Role;
use reqwest::StatusCode;

use super::{Colleague, hidden};
use crate::running::open;

const CREATE: &str = "/fn/backoffice/collections/create";
const SAVE: &str = "/fn/backoffice/collections/save";
const ARRANGE: &str = "/fn/backoffice/collections/arrange";
const REMOVE: &str = "/fn/backoffice/collections/remove";
const LIST: &str = "/backoffice/collections";

const TEXTS: [(&str, &str); 8] = [
    ("fields[name][de]", "Für draussen"),
    ("fields[name][fr]", "Pour dehors"),
    ("fields[name][it]", "Per fuori"),
    ("fields[name][en]", "For outside"),
    ("fields[introduction][de]", "Ein Satz."),
    ("fields[introduction][fr]", "Une phrase."),
    ("fields[introduction][it]", "Una frase."),
    ("fields[introduction][en]", "A sentence."),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_collection_is_made_filled_shown_renamed_and_removed_without_scripts() {
    open(async |shop| {
        let cup = testkit::product().name("Tasse").price(3_000).insert(&shop.test).await;
        let pot = testkit::product().name("Kanne").price(9_000).insert(&shop.test).await;
        let colleague = Colleague::come(&shop, Role::Catalogue).await;
        let key = hidden(&colleague.screen(LIST).await, CREATE, "key").to_owned();
        let with = |more: &[(&'static str, &'static str)]| [&TEXTS[..], more].concat();
        let create = async |more: &[(&'static str, &'static str)]| {
            let fields = [with(more), vec![("key", &*key)]].concat();
            colleague.send(CREATE, &fields).await
        };
        let wrong = create(&[("fields[status]", "draft"), ("fields[rule]", "ruled"), ("fields[from]", "viel")]).await;
        let said = colleague.screen(&wrong).await;
        assert!(
            said.contains("href=\"#from\"") && said.contains("value=\"viel\"") && said.contains("value=\"Per fuori\""),
            "{wrong} {said}"
        );
        let here = format!("{LIST}/{key}");
        for _ in 0..2 {
            assert_eq!(create(&[("fields[status]", "draft"), ("fields[rule]", "picked")]).await, format!("{here}?done=collection-created"));
        }
        assert_eq!(colleague.screen(LIST).await.matches("data-slug=\"fuer-draussen\"").count(), 1);
        assert_eq!(shop.page("/de/collections/fuer-draussen").send().await.unwrap().status(), StatusCode::NOT_FOUND, "a draft is staff's");

        let found = colleague.screen(&format!("{here}?q=tasse")).await;
        assert!(
            found.contains(&format!("data-product=\"{}\"", cup.id)) && !found.contains(&format!("data-product=\"{}\"", pot.id)),
            "{found}"
        );
        let step = async |what: &str, product: &str, place: &str| {
            let page = colleague.screen(&here).await;
            let version = hidden(&page, SAVE, "version").to_owned();
            let fields = [
                ("collection", key.as_str()),
                ("version", &version),
                ("fields[step]", what),
                ("fields[product]", product),
                ("fields[place]", place),
                ("back", &here),
            ];
            // Sent twice, done once.
            let first = colleague.send(ARRANGE, &fields).await;
            assert_eq!(colleague.send(ARRANGE, &fields).await, first);
            first
        };
        let (cup_id, pot_id) = (cup.id.to_string(), pot.id.to_string());
        assert_eq!(step("add", &cup_id, "").await, format!("{here}?done=collected"));
        step("add", &pot_id, "").await;
        assert_eq!(step("place", &pot_id, "1").await, format!("{here}?done=placed"));
        assert!(step("place", &pot_id, "x").await.starts_with(&format!("{here}?told=")));

        let save = async |version: &str, slug: &str| {
            let fields = [
                with(&[("fields[status]", "published"), ("fields[rule]", "picked")]),
                vec![("collection", &*key), ("version", version), ("fields[slug]", slug)],
            ];
            colleague.send(SAVE, &fields.concat()).await
        };
        let stale = save("1", "neu").await;
        assert!(stale.contains("told="), "{stale}");
        let said = colleague.screen(&stale).await;
        assert!(said.contains("data-changed") && said.contains("value=\"neu\""), "what was entered stays");
        let version = hidden(&said, SAVE, "version").to_owned();
        assert_eq!(save(&version, "fuer-draussen").await, format!("{here}?done=collection-saved"));

        let page = shop.page("/fr/collections/fuer-draussen").send().await.unwrap().text().await.unwrap();
        let (first, second) = (page.find("/fr/p/kanne").unwrap(), page.find("/fr/p/tasse").unwrap());
        assert!(first < second && page.contains("Une phrase.") && page.contains("<h1") && page.contains("Pour dehors"), "{page}");
        assert!(page.contains("rel=\"canonical\"") && page.contains("/it/collections/fuer-draussen"), "{page}");
        let dearest = shop.page("/fr/collections/fuer-draussen?sort=price-up").send().await.unwrap().text().await.unwrap();
        assert!(dearest.find("/fr/p/tasse").unwrap() < dearest.find("/fr/p/kanne").unwrap());
        let product = colleague.screen(&format!("/backoffice/products/{}", cup.id)).await;
        assert!(product.contains(&format!("href=\"{here}\"")), "its screen says where it is");

        let version = hidden(&colleague.screen(&here).await, SAVE, "version").to_owned();
        assert_eq!(save(&version, "garten").await, format!("{here}?done=collection-saved"));
        let moved = shop.page("/de/collections/fuer-draussen?sort=newest").send().await.unwrap();
        assert_eq!(
            (moved.status(), moved.headers()["location"].to_str().unwrap()),
            (StatusCode::MOVED_PERMANENTLY, "/de/collections/garten?sort=newest")
        );
        let version = hidden(&colleague.screen(&here).await, REMOVE, "version").to_owned();
        for _ in 0..2 {
            let fields = [("collection", key.as_str()), ("version", &version)];
            assert_eq!(colleague.send(REMOVE, &fields).await, format!("{LIST}?done=collection-removed"));
        }
        assert_eq!(shop.page("/de/collections/garten").send().await.unwrap().status(), StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_staff_wrote_about_a_collection_is_text() {
    open(async |shop| {
        let colleague = Colleague::come(&shop, Role::Catalogue).await;
        let key = hidden(&colleague.screen(LIST).await, CREATE, "key").to_owned();
        let evil = "</textarea></script><script>alert(1)</script>";
        let names = ["de", "fr", "it", "en"].map(|code| (format!("fields[name][{code}]"), format!("fields[introduction][{code}]")));
        let mut fields =
            vec![("key", key.as_str()), ("fields[status]", "published"), ("fields[rule]", "picked"), ("fields[slug]", "boese")];
        for (name, introduction) in &names {
            fields.extend([(name.as_str(), evil), (introduction.as_str(), evil)]);
        }
        assert_eq!(colleague.send(CREATE, &fields).await, format!("{LIST}/{key}?done=collection-created"));
        for path in [LIST.to_owned(), format!("{LIST}/{key}"), format!("{LIST}/{key}?q=%3Cscript%3Ealert(1)")] {
            let screen = colleague.screen(&path).await;
            assert!(screen.contains("</html>") && !screen.contains("<script>alert"), "{path}");
        }
        let page = shop.page("/de/collections/boese").send().await.unwrap().text().await.unwrap();
        assert!(page.contains("</html>") && !page.contains("<script>alert"), "{page}");
    })
    .await;
}

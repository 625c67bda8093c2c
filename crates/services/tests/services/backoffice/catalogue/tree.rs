//! The tree of categories: nothing is below itself, nothing is lost, and addresses of before lead on.

use domain::{
    accounts::Role,
    backoffice::{
        CategoryContent, CategoryNode, MoveCategoryRequest, NewCategoryRequest, RemoveCategoryRequest, SaveCategoryRequest, StaffRefusal,
    },
    catalog::{ListQuery, Texts},
    failure::{FieldError, FieldProblem},
    language::Language,
};
use services::{
    backoffice::catalogue::tree,
    catalog::{self, Paged, moved_to},
    error::{Error, Result},
};
use testkit::{TestShop, product};
use uuid::Uuid;

use super::lab::{carl, clara, detail, save as save_product, wrong};
use crate::backoffice::lab::{acts, refusal, staff};

fn texts(text: &str) -> Texts {
    Texts { de: text.into(), fr: format!("{text} fr"), it: format!("{text} it"), en: format!("{text} en") }
}

async fn nodes(test: &TestShop) -> Vec<CategoryNode> {
    tree::read(&test.shop, clara(), Language::De).await.unwrap()
}

async fn node(test: &TestShop, slug: &str) -> CategoryNode {
    nodes(test).await.into_iter().find(|node| node.slug == slug).unwrap()
}

/// Makes a category under another one, or at the top.
async fn make(test: &TestShop, key: u128, name: &str, parent: Option<u128>) -> Result<()> {
    let content =
        CategoryContent { slug: String::new(), parent: parent.map(Uuid::from_u128), name: texts(name), description: Texts::default() };
    tree::create(&test.shop, clara(), &NewCategoryRequest { key: Uuid::from_u128(key), content }).await
}

/// Stores a category as it was seen, with this written over it.
async fn save(test: &TestShop, seen: &CategoryNode, write: impl FnOnce(&mut CategoryContent)) -> Result<()> {
    let mut content =
        CategoryContent { slug: seen.slug.clone(), parent: seen.parent, name: seen.name.clone(), description: seen.description.clone() };
    write(&mut content);
    tree::save(&test.shop, clara(), &SaveCategoryRequest { category: seen.id, version: seen.version, content }).await
}

fn list_of(slug: &str) -> ListQuery {
    ListQuery { category: Some(slug.into()), page: 1, ..ListQuery::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shop_follows_the_tree() {
    TestShop::run(|test| async move {
        for _ in 0..2 {
            make(&test, 1, "Küche", None).await.unwrap();
        }
        make(&test, 2, "Tassen", Some(1)).await.unwrap();
        make(&test, 3, "Wohnen", None).await.unwrap();
        product().name("Becher").category("tassen").insert(&test).await;
        product().name("Pfanne").category("kueche").insert(&test).await;
        let shown: Vec<_> = nodes(&test).await.into_iter().map(|node| (node.path, node.depth, node.products)).collect();
        let expected = [("Küche".to_owned(), 1, 1), ("Küche › Tassen".to_owned(), 2, 1), ("Wohnen".to_owned(), 1, 0)];
        assert_eq!(shown, expected);

        let links = catalog::category_links(&test.shop, Language::Fr).await.unwrap();
        assert_eq!(links.iter().map(|link| link.name.as_str()).collect::<Vec<_>>(), ["Küche fr", "Wohnen fr"], "the top alone");
        let page = catalog::list(&test.shop, Language::De, &list_of("kueche")).await.unwrap();
        let category = page.category.unwrap();
        assert_eq!((page.total, category.products, category.below[0].slug.as_str()), (2, 2, "tassen"), "with what is below");
        let page = catalog::list(&test.shop, Language::De, &list_of("tassen")).await.unwrap();
        assert_eq!((page.total, page.category.unwrap().above[0].name.as_str()), (1, "Küche"));
        let home = catalog::home(&test.shop, Language::De).await.unwrap();
        assert_eq!(home.categories.iter().map(|category| category.products).collect::<Vec<_>>(), [2, 0]);

        save(&test, &node(&test, "tassen").await, |content| content.description = texts("Für Tee.")).await.unwrap();
        let page = catalog::list(&test.shop, Language::En, &list_of("tassen")).await.unwrap();
        assert_eq!(page.category.unwrap().description, "Für Tee. en");
        assert_eq!(acts(&test).await, ["category.create", "category.create", "category.create", "category.save"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_below_itself_whoever_comes_first() {
    TestShop::run(|test| async move {
        for (key, name, parent) in [(1, "Eins", None), (2, "Zwei", Some(1)), (3, "Drei", Some(2)), (4, "Vier", None)] {
            make(&test, key, name, parent).await.unwrap();
        }
        let one = node(&test, "eins").await;
        let malformed = vec![("parent".to_owned(), FieldProblem::Malformed)];
        for below in [1, 3] {
            assert_eq!(wrong(save(&test, &one, |content| content.parent = Some(Uuid::from_u128(below))).await), malformed);
        }
        assert_eq!(wrong(make(&test, 5, "Zu tief", Some(3)).await), malformed, "three levels");
        assert_eq!(
            wrong(save(&test, &one, |content| content.parent = Some(Uuid::from_u128(4))).await),
            malformed,
            "four, with those below"
        );
        let nowhere = vec![("parent".to_owned(), FieldProblem::Unknown)];
        assert_eq!(wrong(make(&test, 5, "Nirgends", Some(99)).await), nowhere);

        // Each is sound by itself; both together were a circle.
        make(&test, 6, "Sechs", None).await.unwrap();
        let (four, six) = (node(&test, "vier").await, node(&test, "sechs").await);
        let (left, right) = tokio::join!(
            save(&test, &four, |content| content.parent = Some(six.id)),
            save(&test, &six, |content| content.parent = Some(four.id))
        );
        assert!(left.is_ok() != right.is_ok(), "{left:?} {right:?}");
        assert_eq!(nodes(&test).await.len(), 5, "all of them are in the tree");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn categories_change_places_and_go_when_they_are_empty() {
    TestShop::run(|test| async move {
        for (key, name) in [(1, "Eins"), (2, "Zwei"), (3, "Drei")] {
            make(&test, key, name, None).await.unwrap();
        }
        product().name("Becher").category("eins").insert(&test).await;
        let ids = |order: &[u128]| order.iter().copied().map(Uuid::from_u128).collect::<Vec<_>>();
        let request = MoveCategoryRequest { shown: ids(&[1, 2, 3]), order: ids(&[3, 1, 2]) };
        for _ in 0..2 {
            tree::reorder(&test.shop, clara(), &request).await.unwrap();
        }
        let slugs: Vec<String> = nodes(&test).await.into_iter().map(|node| node.slug).collect();
        assert_eq!(slugs, ["drei", "eins", "zwei"]);
        let late = MoveCategoryRequest { order: ids(&[2, 1, 3]), ..request };
        assert!(matches!(refusal(tree::reorder(&test.shop, carl(), &late).await.unwrap_err()), StaffRefusal::Changed { .. }));
        let some = MoveCategoryRequest { shown: ids(&[3, 1, 2]), order: ids(&[1, 2]) };
        assert!(matches!(tree::reorder(&test.shop, clara(), &some).await, Err(Error::Invalid(_))));

        let (full, empty) = (node(&test, "eins").await, node(&test, "zwei").await);
        assert_eq!((full.is_removable, empty.is_removable), (false, true));
        let remove = |node: &CategoryNode| RemoveCategoryRequest { category: node.id, version: node.version };
        let Err(Error::Invalid(errors)) = tree::remove(&test.shop, clara(), &remove(&full)).await else { panic!() };
        assert_eq!(errors, [FieldError::taken("category")]);
        let stale = RemoveCategoryRequest { version: empty.version + 1, ..remove(&empty) };
        assert!(matches!(refusal(tree::remove(&test.shop, carl(), &stale).await.unwrap_err()), StaffRefusal::Changed { .. }));
        for _ in 0..2 {
            tree::remove(&test.shop, clara(), &remove(&empty)).await.unwrap();
        }
        assert_eq!(nodes(&test).await.len(), 2);
        assert_eq!(acts(&test).await[3..], ["category.reorder", "category.remove"]);
        let orders = staff(5, &[Role::Orders]);
        assert!(matches!(tree::read(&test.shop, orders, Language::De).await, Err(Error::Forbidden)));
        assert!(matches!(tree::remove(&test.shop, orders, &remove(&full)).await, Err(Error::Forbidden)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_former_address_leads_on_while_nothing_else_is_there() {
    TestShop::run(|test| async move {
        let cup = product().name("Tasse").category("tisch").insert(&test).await;
        let to = async |what, slug: &str| moved_to(&test.shop, what, slug).await.unwrap();
        assert_eq!(to(Paged::Product, "tasse").await, None);
        for slug in ["becher", "humpen"] {
            save_product(&test, &detail(&test, cup.id).await, |content| content.slug = slug.into()).await.unwrap();
        }
        assert_eq!((to(Paged::Product, "tasse").await, to(Paged::Product, "becher").await), (Some("humpen".into()), Some("humpen".into())));
        // Back again, and taken by another product: what is there today is meant.
        save_product(&test, &detail(&test, cup.id).await, |content| content.slug = "tasse".into()).await.unwrap();
        product().name("Becher").insert(&test).await;
        assert_eq!((to(Paged::Product, "tasse").await, to(Paged::Product, "becher").await), (None, None));
        assert_eq!(to(Paged::Product, "humpen").await, Some("tasse".into()));
        assert_eq!(to(Paged::Category, "tasse").await, None);
        sqlx::query("UPDATE catalog_products SET archived_at = now() WHERE id = $1").bind(cup.id.0).execute(&test.shop.pool).await.unwrap();
        assert_eq!(to(Paged::Product, "humpen").await, None, "what is not for shoppers is nowhere");

        let table = node(&test, "tisch").await;
        let taken = save(&test, &table, |content| content.slug = "test".into()).await;
        assert_eq!(wrong(taken), [("slug".to_owned(), FieldProblem::Taken)]);
        for _ in 0..2 {
            save(&test, &table, |content| content.slug = "tafel".into()).await.unwrap();
        }
        assert_eq!(to(Paged::Category, "tisch").await, Some("tafel".into()));
        let late = save(&test, &table, |content| content.name = texts("Anders")).await.unwrap_err();
        assert!(matches!(refusal(late), StaffRefusal::Changed { .. }));
    })
    .await;
}

//! Searches that staff keep: their own, each name once, and no more than a screen shows.

use std::sync::Arc;

use domain::{
    accounts::Role,
    backoffice::{LONGEST_SAVED_NAME, MOST_SAVED, OrderQuery, OrderSort, OrderWaits, SaveSearchRequest, StaffRefusal},
    failure::{FieldError, FieldProblem},
    orders::OrderState,
};
use services::{
    backoffice::orders as screens,
    error::{Error, Result},
    orders::{Acting, Actor},
};
use testkit::TestShop;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::backoffice::lab::{acts, anna, force, otto, refusal, staff};

/// The accounts of those who ask.
async fn people(test: &TestShop) {
    force(
        test,
        "INSERT INTO accounts (id, email, customer, language) VALUES ('00000000-0000-0000-0000-000000000001', 'a@b.ch', 'a@b.ch', 'de'),
             ('00000000-0000-0000-0000-000000000002', 'o@b.ch', 'o@b.ch', 'de')",
    )
    .await;
}

fn query() -> OrderQuery {
    OrderQuery {
        search: "Müller".into(),
        states: vec![OrderState::Paid, OrderState::Shipped],
        waits: Some(OrderWaits::Return),
        sort: OrderSort::Oldest,
        after: None,
        size: 0,
        board: false,
    }
}

fn request(key: u128, name: &str) -> SaveSearchRequest {
    SaveSearchRequest { key: Uuid::from_u128(key), name: name.into(), query: query() }
}

async fn save(test: &TestShop, by: Acting, key: u128, name: &str) -> Result<()> {
    screens::save_search(&test.shop, by, &request(key, name)).await
}

async fn names(test: &TestShop, by: Acting) -> Vec<String> {
    screens::saved(&test.shop, by).await.unwrap().into_iter().map(|search| search.name).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_is_kept_as_it_is_and_seen_by_its_owner_alone() {
    TestShop::run(|test| async move {
        people(&test).await;
        let page = OrderQuery { after: Some("oldest.1.x".into()), size: 7, search: " Müller ".into(), ..query() };
        screens::save_search(&test.shop, anna(), &SaveSearchRequest { query: page, ..request(1, "  Bald \n fällig ") }).await.unwrap();
        let kept = screens::saved(&test.shop, anna()).await.unwrap();
        assert_eq!((kept[0].name.as_str(), &kept[0].query), ("Bald fällig", &query()), "from the first page on");
        assert_eq!(names(&test, otto()).await, Vec::<String>::new());

        // The same name is nobody else's, and what is somebody else's cannot be removed.
        save(&test, otto(), 2, "Bald fällig").await.unwrap();
        screens::remove_search(&test.shop, otto(), kept[0].id).await.unwrap();
        assert_eq!(names(&test, anna()).await, ["Bald fällig"]);
        screens::remove_search(&test.shop, anna(), kept[0].id).await.unwrap();
        assert_eq!((names(&test, anna()).await.len(), names(&test, otto()).await.len()), (0, 1));
        assert!(acts(&test).await.is_empty(), "what people search for is their own business");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_unique_and_sound_and_a_form_counts_once() {
    TestShop::run(|test| async move {
        people(&test).await;
        for _ in 0..2 {
            save(&test, anna(), 1, "Retouren").await.unwrap();
        }
        assert_eq!(refusal(save(&test, anna(), 2, "Retouren").await.unwrap_err()), StaffRefusal::NameTaken);
        assert_eq!(refusal(save(&test, anna(), 1, "Anderes").await.unwrap_err()), StaffRefusal::RequestReused);
        assert_eq!(refusal(save(&test, otto(), 1, "Retouren").await.unwrap_err()), StaffRefusal::RequestReused);
        assert_eq!(names(&test, anna()).await, ["Retouren"]);
        let wrong = async |name: &str| match save(&test, anna(), 3, name).await {
            Err(Error::Invalid(errors)) => errors,
            other => panic!("{other:?}"),
        };
        assert_eq!(wrong(" ").await, [FieldError::required("name")]);
        assert_eq!(wrong(&"x".repeat(LONGEST_SAVED_NAME + 1)).await[0].problem, FieldProblem::TooLong { most: LONGEST_SAVED_NAME });
    })
    .await;
}

/// However many forms come in the same moment.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_keeps_more_than_a_screen_shows() {
    TestShop::run(|test| async move {
        people(&test).await;
        let mut forms = JoinSet::new();
        for key in 1..=u128::from(MOST_SAVED) + 5 {
            let test = Arc::clone(&test);
            forms.spawn(async move { save(&test, anna(), key, &format!("Suche {key:02}")).await });
        }
        let refused: Vec<_> = forms.join_all().await.into_iter().filter_map(Result::err).map(refusal).collect();
        assert_eq!(refused, [StaffRefusal::TooManySaved; 5]);
        assert_eq!(names(&test, anna()).await.len(), 20);
        save(&test, otto(), 99, "Eine").await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_see_orders_keeps_no_searches() {
    TestShop::run(|test| async move {
        people(&test).await;
        let clerk = staff(1, &[Role::Catalogue]);
        assert!(matches!(save(&test, clerk, 1, "Meine").await, Err(Error::Forbidden)));
        assert!(matches!(screens::saved(&test.shop, clerk).await, Err(Error::Forbidden)));
        assert!(matches!(screens::remove_search(&test.shop, clerk, Uuid::nil()).await, Err(Error::Forbidden)));
        assert!(
            matches!(screens::saved(&test.shop, Actor::Operator).await, Err(Error::NotFound)),
            "commands have no searches of their own"
        );
    })
    .await;
}

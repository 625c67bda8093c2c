//! Two people's pages rendered at once (FAILURES 25): never a byte of the other. `ASTRIS_PROOF_ROUNDS` repeats it; a round is some thousand answers, so
//! the hundred thousand of the scenario are a hundred rounds.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use testkit::PASSWORD;
use tokio::task::JoinSet;

use crate::{
    people::{Browser, done, town, wide},
    running::Shop,
};

/// Everything that is somebody's own, as pages and as values. Each holds something that only its owner's has.
const ANSWERS: [&str; 10] = [
    "/de/account",
    "/de/account/addresses",
    "/de/account/devices",
    "/de/account/credentials",
    "/de/checkout",
    "/de/cart",
    "/fn/account/overview",
    "/fn/account/addresses",
    "/fn/account/devices",
    "/fn/checkout/read?language=de",
];

/// Requests at a time, and by each.
const AT_ONCE: usize = 16;
const EACH: usize = 60;

fn rounds() -> usize {
    std::env::var("ASTRIS_PROOF_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(1)
}

/// Somebody, and what is only theirs.
struct Owner {
    browser: Browser,
    marks: Vec<String>,
}

impl Owner {
    /// Somebody with a name, an address book, an order, a cart and a place that nobody else has.
    async fn settle(shop: &Shop, name: &str, place: &str, product: &str) -> Self {
        let browser = Browser::new(shop, place);
        let email = format!("{}@example.ch", name.to_lowercase());
        browser.register(&email).await;
        let street = format!("{name}weg 12a");
        let form = [
            ("language", "de"),
            ("address[name]", name),
            ("address[street]", street.as_str()),
            ("address[postal_code]", "6004"),
            ("address[city]", "Luzern"),
            ("address[country]", "CH"),
        ];
        done(browser.call("account/save-address", &form).await).await;
        browser.add(product, 1).await;
        let token = browser.order(&email).await.token;
        let number = services::orders::find(&shop.test.shop, &token).await.unwrap().number;
        browser.add(product, 1).await;
        // The block that is shown of an address; blocks of the two differ.
        let place = place.rsplit_once('.').unwrap().0.to_owned() + ".";
        let session = browser.session().unwrap();
        Self { browser, marks: vec![email, street, product.to_owned(), token, number, place, session] }
    }

    async fn answer(&self, path: &str) -> String {
        let answer = match path.strip_prefix("/fn/") {
            Some(call) => self.browser.read(call).await,
            None => self.browser.open_patiently(path).await,
        };
        assert_eq!(answer.status(), 200, "{path}");
        // Headers as well: a cookie of the other one would be the worst of all.
        let headers = format!("{:?}", answer.headers());
        headers + &answer.text().await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_at_once_never_get_a_byte_of_each_other() {
    town(wide(), |shop| async move {
        for name in ["Tasse", "Kanne"] {
            testkit::product().name(name).pictures(0).stock(9).insert(&shop.test).await;
        }
        let anna = Owner::settle(&shop, "Annatest", "203.0.113.7", "tasse").await;
        let beat = Owner::settle(&shop, "Beattest", "198.51.100.7", "kanne").await;
        let (owners, answers) = (Arc::new([anna, beat]), Arc::new(AtomicUsize::new(0)));
        for _ in 0..rounds() {
            let mut visits = JoinSet::new();
            for visit in 0..AT_ONCE {
                let (owners, answers) = (Arc::clone(&owners), Arc::clone(&answers));
                visits.spawn(async move {
                    let (own, other) = (&owners[visit % 2], &owners[(visit + 1) % 2]);
                    for number in 0..EACH {
                        let path = ANSWERS[(visit / 2 + number) % ANSWERS.len()];
                        let answer = own.answer(path).await;
                        assert!(own.marks.iter().any(|mark| answer.contains(mark)), "{path} has nothing of its owner's: {answer}");
                        let foreign: Vec<_> = other.marks.iter().filter(|mark| answer.contains(*mark)).collect();
                        assert!(foreign.is_empty(), "{path} has {foreign:?} of somebody else");
                        answers.fetch_add(1, Ordering::Relaxed);
                    }
                });
            }
            visits.join_all().await;
        }
        println!("proof: mixing attempts={} violations=0", answers.load(Ordering::Relaxed));
    })
    .await;
}

/// Whoever logs in, out and in again as somebody else in the same moment sees one of the two, and never both.
#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_changes_hands_shows_one_or_the_other() {
    town(wide(), |shop| async move {
        for name in ["Tasse", "Kanne"] {
            testkit::product().name(name).pictures(0).stock(9).insert(&shop.test).await;
        }
        let anna = Owner::settle(&shop, "Annatest", "203.0.113.7", "tasse").await;
        let beat = Owner::settle(&shop, "Beattest", "198.51.100.7", "kanne").await;
        let shared = Browser::new(&shop, "192.0.2.1");
        let looking = tokio::spawn({
            let shared = shared.clone();
            let emails = [anna.marks[0].clone(), beat.marks[0].clone()];
            async move {
                for number in 0..100 {
                    let answer = shared.open(ANSWERS[number % 4]).await.text().await.unwrap();
                    let seen = emails.iter().filter(|email| answer.contains(*email)).count();
                    assert!(seen < 2, "both: {answer}");
                }
            }
        });
        for number in 0..20 {
            let email = [&anna, &beat][number % 2].marks[0].as_str();
            done(shared.log_in(email, PASSWORD).await).await;
        }
        looking.await.unwrap();
    })
    .await;
}

//! Who gets in, and who does not any more, over HTTP (FAILURES 21): sessions that were planted or copied, links that are used by many at once, addresses
//! that change, and log-ins that are ended elsewhere.

use domain::{
    accounts::{AccountRefusal, LinkKind},
    failure::{Failure, FieldError},
};
use server::start::start;
use testkit::PASSWORD;
use tokio::task::JoinSet;

use crate::{
    people::{ANNA, BEAT, Browser, OTHER_PASSWORD, account_refusal, done, json, refused, town, wide},
    running::Shop,
};

/// Asks for a link, and gives its secret.
async fn reset_link(shop: &Shop, browser: &Browser) -> String {
    done(browser.call("account/forgotten", &[("language", "de"), ("email", ANNA)]).await).await;
    shop.test.link_to(ANNA, LinkKind::Reset).await
}

async fn change_email(browser: &Browser, email: &str, password: &str) -> reqwest::Response {
    browser.call("account/change-email", &[("language", "de"), ("email", email), ("current", password)]).await
}

/// Uses a link.
async fn follow(browser: &Browser, function: &str, token: &str) -> reqwest::Response {
    browser.call(function, &[("language", "de"), ("token", token)]).await
}

/// Everybody does the same at once; how many it worked for, and what the others were told.
async fn at_once(browsers: Vec<Browser>, function: &'static str, form: impl Fn(usize) -> Vec<(&'static str, String)>) -> usize {
    let mut racers = JoinSet::new();
    for (place, browser) in browsers.into_iter().enumerate() {
        let form = form(place);
        racers.spawn(async move {
            let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let answer = browser.call(function, &form).await;
            let won = answer.status() == 200;
            if !won {
                assert_eq!(account_refusal(answer).await, AccountRefusal::LinkInvalid);
            }
            won
        });
    }
    racers.join_all().await.into_iter().filter(|won| *won).count()
}

/// What is said at address and password of a log-in that is empty.
const EMPTY: [(&str, [&str; 2]); 4] = [
    ("de", ["E-Mail: bitte ausfüllen.", "Passwort: bitte ausfüllen."]),
    ("fr", ["E-mail : à remplir.", "Mot de passe : à remplir."]),
    ("it", ["E-mail: da compilare.", "Password: da compilare."]),
    ("en", ["Email: please fill this in.", "Password: please fill this in."]),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_log_in_that_is_not_filled_in_is_said_at_the_fields() {
    town(wide(), |shop| async move {
        let anna = Browser::new(&shop, "203.0.113.7");
        let [email, password] = ["email", "password"].map(FieldError::required);
        for (language, [address, secret]) in EMPTY {
            for (typed, errors, said) in [
                (["", ""], vec![email.clone(), password.clone()], vec![("email", address), ("password", secret)]),
                (["", PASSWORD], vec![email.clone()], vec![("email", address)]),
                ([ANNA, ""], vec![password.clone()], vec![("password", secret)]),
            ] {
                let form = [("language", language), ("email", typed[0]), ("password", typed[1]), ("to", "/de/cart")];
                let told = refused(anna.call("account/log-in", &form).await).await;
                assert_eq!(told, (422, Failure::Invalid(errors)), "{language}");

                let answer = anna.submit("/fn/account/log-in", &form).await;
                let back = answer.headers()["location"].to_str().unwrap();
                assert!(answer.status() == 303 && back.starts_with(&format!("/{language}/account/log-in?to=%2Fde%2Fcart&")), "{back}");
                let page = anna.page(back).await;
                assert_eq!(page.matches("aria-invalid=\"true\"").count(), said.len(), "{language}: {page}");
                assert!(!page.contains("data-testid=\"failed\""), "{language}: {page}");
                for (field, words) in said {
                    let at_field =
                        page.split(&format!("id=\"{field}-error\"")).nth(1).unwrap_or_else(|| panic!("{language} {field}: {page}"));
                    assert!(at_field.split("</p>").next().unwrap().trim_end_matches("<!>").ends_with(words), "{language} {field}: {page}");
                    assert!(page.contains(&format!("href=\"#{field}\"")), "the summary leads to {field}");
                }
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_was_planted_opens_nothing_after_the_log_in() {
    town(wide(), |shop| async move {
        testkit::product().name("Tasse").stock(10).insert(&shop.test).await;
        Browser::new(&shop, "203.0.113.8").register(ANNA).await;
        let (thief, anna) = (Browser::new(&shop, "198.51.100.66"), Browser::new(&shop, "203.0.113.7"));
        thief.add("tasse", 1).await;
        let planted = thief.session().unwrap();
        anna.plant(&planted);
        done(anna.log_in(ANNA, PASSWORD).await).await;
        assert!(anna.is_in().await);
        assert_ne!(anna.session().unwrap(), planted);
        assert!(!thief.is_in().await, "the id from before is nobody's");
        assert_eq!((thief.cart().await.pieces, anna.cart().await.pieces), (0, 1));

        let invented = Browser::new(&shop, "198.51.100.66");
        invented.plant("AAAAAAAAAAAAAAAAAAAAAA");
        done(invented.log_in(ANNA, PASSWORD).await).await;
        assert_ne!(invented.session().unwrap(), "AAAAAAAAAAAAAAAAAAAAAA");
    })
    .await;
}

/// After the password, after the second factor, and after each further proof: what was copied before opens nothing.
#[tokio::test(flavor = "multi_thread")]
async fn each_proof_comes_with_another_id() {
    town(wide(), |shop| async move {
        let phone = Browser::new(&shop, "203.0.113.8");
        phone.register(ANNA).await;
        let registered = phone.session().unwrap();
        let codes = phone.enrol().await;
        assert_ne!(phone.session().unwrap(), registered);

        let (anna, thief) = (Browser::new(&shop, "203.0.113.7"), Browser::new(&shop, "198.51.100.66"));
        let copied = async |session: &str| {
            thief.plant(session);
            thief.is_in().await
        };
        assert!(!copied(&registered).await);
        assert_eq!(done(anna.log_in(ANNA, PASSWORD).await).await, "/de/account/second-factor");
        assert!(!anna.is_in().await, "a password is not enough");
        let waiting = anna.session().unwrap();
        let code = |number: usize| [("language", "de"), ("code", codes[number].as_str())];
        done(anna.call("account/second-factor", &code(0)).await).await;
        assert!(anna.is_in().await && !copied(&waiting).await);
        assert_eq!(account_refusal(thief.call("account/second-factor", &code(1)).await).await, AccountRefusal::WrongCredentials);

        let entered = anna.session().unwrap();
        done(anna.call("account/step-up", &code(2)).await).await;
        assert!(anna.is_in().await && !copied(&entered).await);
        let stepped_up = anna.session().unwrap();
        assert_ne!(stepped_up, entered);
        done(anna.call("account/log-out", &[("language", "de")]).await).await;
        assert!(!copied(&stepped_up).await && phone.is_in().await, "one is out, and the others are not");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reset_link_works_once_under_fifty_racers_and_ends_all_sessions() {
    town(wide(), |shop| async move {
        let (phone, laptop) = (Browser::new(&shop, "203.0.113.8"), Browser::new(&shop, "203.0.113.7"));
        phone.register(ANNA).await;
        done(laptop.log_in(ANNA, PASSWORD).await).await;
        let (older, token) = (reset_link(&shop, &laptop).await, reset_link(&shop, &laptop).await);
        assert_ne!(older, token);
        let racers = (0..50).map(|number| Browser::new(&shop, &format!("198.51.{number}.1"))).collect();
        let password = |number: usize| format!("{OTHER_PASSWORD} {number}");
        let form = |number| vec![("language", "de".into()), ("token", token.clone()), ("password", password(number))];
        assert_eq!(at_once(racers, "account/reset", form).await, 1);

        assert!(!phone.is_in().await && !laptop.is_in().await);
        let late = laptop.call("account/reset", &[("language", "de"), ("token", &older), ("password", OTHER_PASSWORD)]).await;
        assert_eq!(account_refusal(late).await, AccountRefusal::LinkInvalid, "one link that is used ends the others");
        assert_eq!(account_refusal(laptop.log_in(ANNA, PASSWORD).await).await, AccountRefusal::WrongCredentials);
        let mut good = 0;
        for number in 0..50 {
            good += usize::from(laptop.log_in(ANNA, &password(number)).await.status() == 200);
        }
        assert_eq!(good, 1, "one of the passwords is the account's");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_link_is_good_for_one_of_two_who_use_it_at_once() {
    town(wide(), |shop| async move {
        let pair = || vec![Browser::new(&shop, "203.0.113.7"), Browser::new(&shop, "203.0.113.8")];
        let browsers = pair();
        done(browsers[0].call("account/register", &[("language", "de"), ("email", ANNA)]).await).await;
        let token = shop.test.link_to(ANNA, LinkKind::Register).await;
        let form = |number: usize| {
            let password = [PASSWORD, OTHER_PASSWORD][number];
            vec![("language", "de".into()), ("token", token.clone()), ("password", password.into()), ("terms", "2026-11-01".into())]
        };
        assert_eq!(at_once(browsers, "account/confirm", form).await, 1);
        let browsers = pair();
        let chosen = if browsers[0].log_in(ANNA, PASSWORD).await.status() == 200 { PASSWORD } else { OTHER_PASSWORD };
        for browser in &browsers {
            done(browser.log_in(ANNA, chosen).await).await;
        }

        done(change_email(&browsers[0], "anna.neu@example.ch", chosen).await).await;
        let token = shop.test.link_to("anna.neu@example.ch", LinkKind::EmailChange).await;
        let form = |token: &str| vec![("language", "de".to_owned()), ("token", token.to_owned())];
        assert_eq!(at_once(browsers, "account/confirm-email", |_| form(&token)).await, 1);
        let token = shop.test.link_to(ANNA, LinkKind::EmailRevert).await;
        assert_eq!(at_once(pair(), "account/revert-email", |_| form(&token)).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_address_takes_the_password_here_and_the_link_there() {
    town(wide(), |shop| async move {
        const NEW: &str = "anna.neu@example.ch";
        let (anna, stranger) = (Browser::new(&shop, "203.0.113.7"), Browser::new(&shop, "198.51.100.1"));
        anna.register(ANNA).await;
        stranger.register(BEAT).await;
        let nobody = Browser::new(&shop, "198.51.100.2");

        // A session that was left open is not enough, and writes no mail.
        assert_eq!(account_refusal(change_email(&anna, NEW, "not the password").await).await, AccountRefusal::WrongPassword);
        assert_eq!(shop.test.find_link_to(NEW, LinkKind::EmailChange).await, None);
        done(change_email(&anna, NEW, PASSWORD).await).await;
        let token = shop.test.link_to(NEW, LinkKind::EmailChange).await;
        // Whoever reads the new mailbox has the link, and is not in.
        assert_eq!(refused(follow(&nobody, "account/confirm-email", &token).await).await.0, 401);
        assert_eq!(account_refusal(follow(&stranger, "account/confirm-email", &token).await).await, AccountRefusal::LinkInvalid);
        assert_eq!(account_refusal(nobody.log_in(NEW, PASSWORD).await).await, AccountRefusal::WrongCredentials);

        done(follow(&anna, "account/confirm-email", &token).await).await;
        assert_eq!(account_refusal(nobody.log_in(ANNA, PASSWORD).await).await, AccountRefusal::WrongCredentials);
        done(nobody.log_in(NEW, PASSWORD).await).await;

        // The old address was told, and takes it back.
        let revert = shop.test.link_to(ANNA, LinkKind::EmailRevert).await;
        let next = done(follow(&stranger, "account/revert-email", &revert).await).await;
        assert!(next.starts_with("/de/account/reset/"), "{next}");
        assert!(!anna.is_in().await && !nobody.is_in().await);
        assert_eq!(account_refusal(nobody.log_in(NEW, PASSWORD).await).await, AccountRefusal::WrongCredentials);
        assert_eq!(account_refusal(nobody.log_in(ANNA, PASSWORD).await).await, AccountRefusal::WrongCredentials, "nor the password");
    })
    .await;
}

#[derive(serde::Deserialize)]
struct Devices {
    sessions: Vec<Session>,
}

#[derive(serde::Deserialize)]
struct Session {
    id: String,
    is_this: bool,
}

/// The ids of the account's sessions: of this one, and of the others.
async fn sessions(browser: &Browser) -> (Vec<String>, Vec<String>) {
    let Devices { sessions } = json(browser.read("account/devices").await).await;
    let (this, others): (Vec<Session>, Vec<Session>) = sessions.into_iter().partition(|session| session.is_this);
    let ids = |sessions: Vec<Session>| sessions.into_iter().map(|session| session.id).collect();
    (ids(this), ids(others))
}

/// Two nodes over one database: what is ended at the one is over at the other with the next request.
#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_is_ended_elsewhere_is_out_at_once() {
    town(wide(), |shop| async move {
        let node = start(crate::people::behind_proxy(&shop.test), std::sync::Arc::clone(&shop.test.shop)).await.unwrap();
        let laptop = Browser::at(&shop.test, &node, "203.0.113.7");
        let phones = [Browser::new(&shop, "203.0.113.8"), Browser::new(&shop, "203.0.113.9"), Browser::new(&shop, "203.0.113.10")];
        phones[0].register(ANNA).await;
        for browser in [&phones[1], &phones[2], &laptop] {
            done(browser.log_in(ANNA, PASSWORD).await).await;
        }
        let (this, others) = sessions(&laptop).await;
        assert_eq!((this.len(), others.len()), (1, 3));
        let (of_phone, _) = sessions(&phones[0]).await;
        done(laptop.call("account/end-session", &[("language", "de"), ("id", &of_phone[0])]).await).await;
        assert!(!phones[0].is_in().await && phones[1].is_in().await);
        assert!(!phones[0].turned_to(&node).is_in().await);
        let again = laptop.call("account/end-session", &[("language", "de"), ("id", &of_phone[0])]).await;
        assert_eq!(refused(again).await.0, 404);

        done(laptop.call("account/end-other-sessions", &[("language", "de")]).await).await;
        assert!(!phones[1].is_in().await && !phones[2].is_in().await && laptop.is_in().await);
        done(phones[1].log_in(ANNA, PASSWORD).await).await;
        let form = [("language", "de"), ("current", PASSWORD), ("password", OTHER_PASSWORD)];
        done(laptop.call("account/change-password", &form).await).await;
        assert!(!phones[1].is_in().await && laptop.is_in().await, "another password ends all but the session that chose it");
        node.shutdown().await;
    })
    .await;
}

/// What is another person's is not there, whatever its id (FAILURES 23).
#[tokio::test(flavor = "multi_thread")]
async fn what_is_anothers_is_not_found() {
    town(wide(), |shop| async move {
        let (anna, beat) = (Browser::new(&shop, "203.0.113.7"), Browser::new(&shop, "198.51.100.1"));
        anna.register(ANNA).await;
        beat.register(BEAT).await;
        let address = [
            ("language", "de"),
            ("address[name]", "Anna Muster"),
            ("address[street]", "Seeweg 12a"),
            ("address[postal_code]", "6004"),
            ("address[city]", "Luzern"),
            ("address[country]", "CH"),
        ];
        done(anna.call("account/save-address", &address).await).await;
        let book: Vec<domain::accounts::AddressView> = json(anna.read("account/addresses").await).await;
        let (session, entry) = (sessions(&anna).await.0.remove(0), book[0].id.to_string());
        for (function, id) in [
            ("account/end-session", &session),
            ("account/default-address", &entry),
            ("account/remove-address", &entry),
            ("account/use-address", &entry),
        ] {
            assert_eq!(refused(beat.call(function, &[("language", "de"), ("id", id)]).await).await.0, 404, "{function}");
        }
        let rewritten = [address.as_slice(), &[("id", entry.as_str())]].concat();
        assert_eq!(refused(beat.call("account/save-address", &rewritten).await).await.0, 404);
        assert!(anna.is_in().await);
        assert_eq!(json::<Vec<domain::accounts::AddressView>>(anna.read("account/addresses").await).await, book);
    })
    .await;
}

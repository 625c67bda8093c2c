//! Customers as staff see them, and what staff do to accounts when their owners ask.

use std::sync::Arc;

use domain::{
    accounts::{AccountRefusal, LinkKind, LogInOutcome, Principal, Proof, Role, Roles, Strength},
    address::Address,
    backoffice::{CustomerAct, CustomerDetail, CustomerKind, CustomerQuery, MergeLook, StaffRefusal},
    failure::{FieldError, Refusal},
    ids::AccountId,
    language::Language,
};
use services::{
    accounts::{self, customers, roles, sessions},
    cart,
    error::{Error, Result},
    orders::{self, Acting, Actor},
};
use testkit::{PASSWORD, TestShop, caller, product};
use tokio::task::JoinSet;
use uuid::Uuid;

use super::lab::{acts, count, ordered, staff};
use crate::accounts_asked::patient;

const ANNA: &str = "anna.muster@example.ch";
const ANNA_TOO: &str = "anna.privat@example.ch";
const DE: Language = Language::De;

/// Somebody of the support: sees accounts and orders.
fn support() -> Acting {
    staff(21, &[Role::Support])
}

/// An administrator: sees accounts and no orders.
fn admin() -> Acting {
    staff(22, &[Role::Admin])
}

fn refused(error: Error) -> Refusal {
    match error {
        Error::Refused(refusal) => refusal,
        other => panic!("{other:?}"),
    }
}

async fn look(test: &TestShop, account: AccountId) -> CustomerDetail {
    customers::detail(&test.shop, support(), account.0, None).await.unwrap()
}

async fn found(test: &TestShop, by: Acting, query: CustomerQuery) -> Vec<(String, CustomerKind)> {
    let list = customers::list(&test.shop, by, &query).await.unwrap();
    list.rows.into_iter().map(|row| (row.email, row.kind)).collect()
}

fn address(street: &str) -> Address {
    Address {
        name: "Anna Müller-Muster".into(),
        street: street.into(),
        postal_code: "6004".into(),
        city: "Luzern".into(),
        country: "CH".into(),
        ..Address::default()
    }
}

/// An order of an account, awaiting its payment.
async fn order_of(test: &TestShop, account: AccountId) -> String {
    let cup = product().price(3_400).stock(10).insert(test).await.variant();
    Box::pin(cart::add(&test.shop, DE, account, cup, 1)).await.unwrap();
    let form = Box::pin(test.form_of(account)).await;
    orders::place(Arc::clone(&test.shop), DE, account, form).await.unwrap().token
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_is_on_one_page_and_found_by_what_is_known_of_them() {
    patient()
        .run(|test| async move {
            let anna = test.open_account(ANNA).await.account;
            let who = test.principal(anna).await;
            accounts::add_address(&test.shop, &who, address("Seeweg 1"), true).await.unwrap();
            let otto = test.open_account("otto@example.ch").await.account;
            roles::change(&test.shop, Actor::Operator, otto, roles::RoleChange::Give(Role::Orders)).await.unwrap();
            ordered(&test).await;
            ordered(&test).await;

            let (mut query, mut all) = (CustomerQuery { size: 1, ..CustomerQuery::default() }, Vec::new());
            loop {
                let page = customers::list(&test.shop, support(), &query).await.unwrap();
                assert!(page.rows.len() == 1 && page.sees_orders);
                all.extend(page.rows.into_iter().map(|row| row.email));
                query.after = page.next;
                if query.after.is_none() {
                    break;
                }
            }
            assert!(all.len() == 4 && all.is_sorted(), "{all:?}");

            for words in ["anna.muster@", "MUSTER@", "müller", "muller-m"] {
                let query = CustomerQuery { search: words.into(), ..CustomerQuery::default() };
                assert_eq!(found(&test, support(), query).await, [(ANNA.to_owned(), CustomerKind::Account)], "{words}");
            }
            let kind = |kind| CustomerQuery { kind: Some(kind), ..CustomerQuery::default() };
            assert_eq!(found(&test, support(), kind(CustomerKind::Staff)).await, [("otto@example.ch".to_owned(), CustomerKind::Staff)]);
            assert_eq!(found(&test, support(), kind(CustomerKind::Guest)).await.len(), 2);
            assert_eq!(found(&test, support(), kind(CustomerKind::Account)).await.len(), 2, "staff have accounts, too");

            // Guests are known by their orders alone.
            assert_eq!(found(&test, admin(), CustomerQuery::default()).await.len(), 2);
            let list = customers::list(&test.shop, admin(), &CustomerQuery::default()).await.unwrap();
            assert!(!list.sees_orders && list.rows.iter().all(|row| row.orders.is_none()));
            for role in [Role::Buyer, Role::Catalogue, Role::Orders, Role::Accounting] {
                let answer = customers::list(&test.shop, staff(9, &[role]), &CustomerQuery::default()).await;
                assert!(matches!(answer, Err(Error::Forbidden)), "{role:?}");
            }
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_is_shown_with_orders_log_ins_and_sessions() {
    patient()
        .run(|test| async move {
            let anna = test.open_account(ANNA).await.account;
            order_of(&test, anna).await;
            let from = caller();
            assert!(test.log_in(ANNA, "falsch falsch falsch", &from).await.is_err());

            let told = look(&test, anna).await;
            let account = told.account.clone().unwrap();
            assert_eq!(
                (told.email.as_str(), account.verified, account.closed_at, account.roles.as_slice()),
                (ANNA, true, None, &[Role::Buyer][..])
            );
            assert_eq!(told.orders.as_ref().map(|orders| (orders.count, orders.paid, orders.rows.len())), Some((1, 0, 1)));
            assert_eq!(account.log_ins[0].outcome, LogInOutcome::WrongPassword);
            assert_eq!(account.log_ins[0].place, from.network(), "no more exactly than the block");
            assert_eq!(account.role_steps.len(), 1);
            assert_eq!(customers::detail(&test.shop, admin(), anna.0, None).await.unwrap().orders, None);

            let guest = ordered(&test).await;
            let told = customers::detail(&test.shop, support(), guest.id.0, None).await.unwrap();
            assert!(told.account.is_none() && told.offered.is_empty() && told.addresses.len() == 1);
            assert_eq!(told.orders.map(|orders| orders.rows[0].number.clone()), Some(guest.number));
            let unseen = customers::detail(&test.shop, admin(), guest.id.0, None).await;
            assert!(matches!(unseen, Err(Error::NotFound)), "{unseen:?}");
            let nobody = customers::detail(&test.shop, support(), Uuid::nil(), None).await;
            assert!(matches!(nobody, Err(Error::NotFound)), "{nobody:?}");
        })
        .await;
}

#[tokio::test]
async fn attempts_come_in_pages() {
    patient()
        .run(|test| async move {
            let anna = test.open_account(ANNA).await.account;
            sqlx::query(
                "INSERT INTO accounts_log_ins (at, account_id, method, outcome, network, device)
                 SELECT now() - number * interval '1 minute', $1, 'password', 'wrong_password', '203.0.113.0/24', '' FROM generate_series(70, 1, -1) AS number",
            )
            .bind(anna.0)
            .execute(&test.shop.pool)
            .await
            .unwrap();
            let first = look(&test, anna).await.account.unwrap();
            assert_eq!(first.log_ins.len(), 50);
            let second = customers::detail(&test.shop, support(), anna.0, first.older_log_ins).await.unwrap().account.unwrap();
            assert!(second.log_ins.len() >= 20 && second.older_log_ins.is_none());
            assert!(second.log_ins[0].at < first.log_ins[49].at);
        })
        .await;
}

#[tokio::test]
async fn sessions_end_and_it_is_written_down_once() {
    patient()
        .run(|test| async move {
            let anna = test.open_account(ANNA).await.account;
            let insert = "INSERT INTO accounts_sessions (id, account_id, key_hash, strength, idle, expires_at, device, network)
                          VALUES (gen_random_uuid(), $1, sha256(gen_random_uuid()::text::bytea), 'password', '1 day', now() + interval '1 day', '', '')";
            for _ in 0..3 {
                sqlx::query(insert).bind(anna.0).execute(&test.shop.pool).await.unwrap();
            }
            let live = look(&test, anna).await.account.unwrap().sessions;
            assert_eq!(live.len(), 3);
            for _ in 0..2 {
                customers::end_session(&test.shop, support(), anna, live[0].id).await.unwrap();
            }
            assert_eq!(look(&test, anna).await.account.unwrap().sessions.len(), 2);
            // Another account's session is none of this one's.
            let otto = test.open_account("otto@example.ch").await.account;
            customers::end_session(&test.shop, support(), otto, live[1].id).await.unwrap();
            assert_eq!(look(&test, anna).await.account.unwrap().sessions.len(), 2);
            sessions::log_out_everywhere(&test.shop, support(), anna).await.unwrap();
            assert_eq!(look(&test, anna).await.account.unwrap().sessions.len(), 0);
            assert_eq!(acts(&test).await, ["account.end_session", "account.log_out"]);
            let buyer = test.principal(anna).await;
            assert!(matches!(customers::end_session(&test.shop, &buyer, otto, live[2].id).await, Err(Error::Forbidden)));
        })
        .await;
}

#[tokio::test]
async fn nobody_gives_themselves_roles() {
    patient()
        .run(|test| async move {
            let chief = test.open_account("chief@example.ch").await.account;
            roles::change(&test.shop, Actor::Operator, chief, roles::RoleChange::Give(Role::Admin)).await.unwrap();
            let by = Principal { account: chief, roles: Roles::of(&[Role::Admin]), strength: Strength::SteppedUp };
            for change in [roles::RoleChange::Give(Role::Accounting), roles::RoleChange::Take(Role::Admin)] {
                let answer = roles::change(&test.shop, &by, chief, change).await;
                assert_eq!(refused(answer.unwrap_err()), Refusal::Staff(StaffRefusal::OwnAccount));
            }
            let told = customers::detail(&test.shop, &by, chief.0, None).await.unwrap();
            assert!(
                told.offered.iter().all(|offer| !matches!(offer.act, CustomerAct::GiveRoles | CustomerAct::Close | CustomerAct::Merge))
            );
        })
        .await;
}

#[tokio::test]
async fn an_account_is_closed_when_its_owner_asks_and_erased_later() {
    patient()
        .run(|test| async move {
            let anna = test.open_account(ANNA).await.account;
            let close = async |by: Acting, reason: &str| customers::close(&test.shop, by, anna, reason).await;
            let late =
                Principal { account: AccountId(Uuid::from_u128(21)), roles: Roles::of(&[Role::Support]), strength: Strength::SecondFactor };
            let unproven = customers::close(&test.shop, &late, anna, "Brief").await;
            assert!(matches!(unproven, Err(Error::Unproven(Proof::StepUp))), "{unproven:?}");
            let silent = close(support(), " ").await;
            assert!(matches!(silent, Err(Error::Invalid(errors)) if errors == [FieldError::required("reason")]));
            assert!(matches!(close(staff(9, &[Role::Accounting]), "Brief").await, Err(Error::Forbidden)));
            test.log_in(ANNA, PASSWORD, &caller()).await.unwrap();

            for _ in 0..2 {
                close(support(), "Brief vom 3. Mai").await.unwrap();
            }
            assert!(test.log_in(ANNA, PASSWORD, &caller()).await.is_err());
            assert!(look(&test, anna).await.account.unwrap().closed_at.is_some());
            assert_eq!(acts(&test).await, ["account.close"]);
            assert_eq!(test.mail_kinds(ANNA).await.iter().filter(|kind| *kind == "account_closed").count(), 1);

            sqlx::query("UPDATE accounts SET closed_at = now() - interval '15 days' WHERE id = $1")
                .bind(anna.0)
                .execute(&test.shop.pool)
                .await
                .unwrap();
            accounts::clean_up(&test.shop).await.unwrap();
            assert_eq!(count(&test, "SELECT count(*) FROM accounts WHERE erased_at IS NOT NULL").await, 1);
        })
        .await;
}

#[tokio::test]
async fn staff_are_not_closed_and_nobody_closes_themselves() {
    patient()
        .run(|test| async move {
            let otto = test.open_account("otto@example.ch").await.account;
            roles::change(&test.shop, Actor::Operator, otto, roles::RoleChange::Give(Role::Support)).await.unwrap();
            let answer = customers::close(&test.shop, admin(), otto, "Brief").await;
            assert_eq!(refused(answer.unwrap_err()), Refusal::Account(AccountRefusal::StillStaff));
            let own = Principal { account: otto, roles: Roles::of(&[Role::Support]), strength: Strength::SteppedUp };
            let answer = customers::close(&test.shop, &own, otto, "Brief").await;
            assert_eq!(refused(answer.unwrap_err()), Refusal::Staff(StaffRefusal::OwnAccount));
            assert!(acts(&test).await.iter().all(|act| act != "account.close"));
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn data_is_handed_out_with_a_reason_and_by_few() {
    patient()
        .run(|test| async move {
            let anna = test.open_account(ANNA).await.account;
            let export = async |by: Acting, reason: &str| Box::pin(customers::export(&test.shop, by, anna, reason)).await;
            for role in [Role::Buyer, Role::Catalogue, Role::Orders, Role::Support, Role::Accounting] {
                assert!(matches!(export(staff(9, &[role]), "Brief").await, Err(Error::Forbidden)), "{role:?}");
            }
            assert!(matches!(export(admin(), "").await, Err(Error::Invalid(_))));
            let archive = export(admin(), "Brief vom 3. Mai").await.unwrap();
            assert!(archive.windows(ANNA.len()).any(|bytes| bytes == ANNA.as_bytes()));
            let after: serde_json::Value = sqlx::query_scalar("SELECT after FROM audit_log").fetch_one(&test.shop.pool).await.unwrap();
            assert_eq!(after["reason"], "Brief vom 3. Mai");
            assert!(!after.to_string().contains(ANNA));
        })
        .await;
}

/// Two accounts of one person, each with an order, an address and a cart; what the look at their merge says.
async fn pair(test: &TestShop) -> (AccountId, AccountId, MergeLook) {
    let stays = test.open_account(ANNA).await.account;
    let goes = test.open_account(ANNA_TOO).await.account;
    for (account, streets) in [(stays, ["Seeweg 1", "Seeweg 2"]), (goes, ["Seeweg 2", "Bahnhof 3"])] {
        order_of(test, account).await;
        let who = test.principal(account).await;
        for street in streets {
            accounts::add_address(&test.shop, &who, address(street), false).await.unwrap();
        }
        let cup = product().price(1_000).stock(50).insert(test).await.variant();
        Box::pin(cart::add(&test.shop, DE, account, cup, 3)).await.unwrap();
    }
    let look = Box::pin(customers::merge_look(&test.shop, support(), stays, " Anna.Privat@Example.ch ")).await.unwrap();
    (stays, goes, look)
}

async fn merge(test: &TestShop, by: Acting, look: &MergeLook) -> Result<()> {
    Box::pin(customers::merge(&test.shop, by, look.stays.id, look.goes.id, &look.seen, "Telefon")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn two_accounts_become_one_as_the_look_said() {
    patient()
        .run(|test| async move {
            let (stays, goes, look) = Box::pin(pair(&test)).await;
            assert_eq!((look.stays.id, look.goes.id, look.left_out), (stays, goes, 1));
            assert_eq!((look.goes.orders, look.goes.addresses, look.goes.pieces), (1, 2, 3));
            test.log_in(ANNA_TOO, PASSWORD, &caller()).await.unwrap();
            merge(&test, support(), &look).await.unwrap();

            let kept = self::look(&test, stays).await;
            assert_eq!((kept.orders.unwrap().count, kept.addresses.len()), (2, 3));
            let cart = cart::view(&test.shop, DE, Some(stays.into())).await.unwrap();
            assert_eq!(cart.lines.iter().map(|line| line.quantity).sum::<u32>(), 6);
            assert!(matches!(customers::detail(&test.shop, support(), goes.0, None).await, Err(Error::NotFound)));
            assert!(test.log_in(ANNA_TOO, PASSWORD, &caller()).await.is_err());
            assert!(test.log_in(ANNA, PASSWORD, &caller()).await.is_ok());
            assert_eq!(count(&test, "SELECT count(*) FROM accounts_sessions WHERE ended_at IS NULL AND account_id IN (SELECT id FROM accounts WHERE erased_at IS NOT NULL)").await, 0);
            assert!(test.mail_kinds(ANNA).await.contains(&"account_merged".to_owned()));
            assert_eq!(test.mail_kinds(ANNA_TOO).await.last().unwrap(), "account_merged_away");
            assert_eq!(acts(&test).await, ["account.merge"]);
            assert_eq!(services::audit::run(&test.shop).await.unwrap().findings(), 0);

            // It cannot be had back: a new password opens nothing.
            accounts::request_reset(&test.shop, ANNA_TOO, DE, &caller()).await.unwrap();
            assert_eq!(test.find_link_to(ANNA_TOO, LinkKind::Reset).await, None);
            // The form sent again finds nothing to do.
            assert!(matches!(merge(&test, support(), &look).await, Err(Error::NotFound)));
            assert_eq!(acts(&test).await.len(), 1);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_merged_unseen() {
    patient()
        .run(|test| async move {
            let (stays, goes, look) = Box::pin(pair(&test)).await;
            order_of(&test, goes).await;
            let answer = merge(&test, support(), &look).await;
            assert_eq!(refused(answer.unwrap_err()), Refusal::Staff(StaffRefusal::AccountsChanged));
            let own = staff(stays.0.as_u128(), &[Role::Support]);
            assert_eq!(refused(merge(&test, own, &look).await.unwrap_err()), Refusal::Staff(StaffRefusal::OwnAccount));
            assert!(matches!(merge(&test, staff(9, &[Role::Orders]), &look).await, Err(Error::Forbidden)));
            for other in ["", ANNA, "nobody@example.ch", "kein Konto"] {
                let answer = Box::pin(customers::merge_look(&test.shop, support(), stays, other)).await;
                assert!(matches!(answer, Err(Error::Invalid(_))), "{other}: {answer:?}");
            }
            roles::change(&test.shop, Actor::Operator, goes, roles::RoleChange::Give(Role::Orders)).await.unwrap();
            let look = Box::pin(customers::merge_look(&test.shop, support(), stays, ANNA_TOO)).await.unwrap();
            assert!(look.goes.staff);
            assert_eq!(refused(merge(&test, support(), &look).await.unwrap_err()), Refusal::Account(AccountRefusal::StillStaff));
            assert_eq!(self::look(&test, goes).await.orders.unwrap().count, 2);
        })
        .await;
}

/// Two people merge at the same moment, the one this way and the other that way round: one of them is quicker, and nothing is lost.
#[tokio::test(flavor = "multi_thread")]
async fn of_two_merges_at_once_one_happens() {
    patient()
        .run(|test| async move {
            let (stays, goes, look) = Box::pin(pair(&test)).await;
            let other = Box::pin(customers::merge_look(&test.shop, support(), goes, ANNA)).await.unwrap();
            let mut people = JoinSet::new();
            for look in [look, other] {
                let test = Arc::clone(&test);
                people.spawn(async move { merge(&test, support(), &look).await });
            }
            let done = people.join_all().await;
            assert_eq!(done.iter().filter(|answer| answer.is_ok()).count(), 1, "{done:?}");
            let kept = if look_or_none(&test, stays).await.is_some() { stays } else { goes };
            assert_eq!(self::look(&test, kept).await.orders.unwrap().count, 2);
        })
        .await;
}

async fn look_or_none(test: &TestShop, account: AccountId) -> Option<CustomerDetail> {
    customers::detail(&test.shop, support(), account.0, None).await.ok()
}

/// Guests with several orders, under several names, the address written in several ways.
#[tokio::test(flavor = "multi_thread")]
async fn guests_are_found_by_what_stands_on_their_orders() {
    TestShop::run(|test| async move {
        for (email, name) in [
            ("Beat.Zuercher@example.ch", "Beat Zürcher"),
            ("beat.zuercher@example.ch", "Firma Säntis-Bau"),
            ("mueller@example.ch", "Anna Weber"),
            ("weber@example.ch", "Otto Müller"),
        ] {
            let order = ordered(&test).await;
            let set = "UPDATE orders SET email = $2, address = jsonb_set(address, '{name}', to_jsonb($3::text)) WHERE id = $1";
            sqlx::query(set).bind(order.id.0).bind(email).bind(name).execute(&test.shop.pool).await.unwrap();
        }
        let rows = async |search: &str, size| {
            let (mut rows, mut query) = (Vec::new(), CustomerQuery { search: search.into(), size, ..CustomerQuery::default() });
            loop {
                let list = customers::list(&test.shop, support(), &query).await.unwrap();
                rows.extend(list.rows.into_iter().map(|row| (row.email, row.name, row.orders)));
                query.after = list.next;
                if query.after.is_none() {
                    return rows;
                }
            }
        };
        let beat = |name: &str, email: &str, orders| (email.to_owned(), name.to_owned(), Some(orders));
        for size in [1, 50] {
            let all = rows("", size).await;
            assert_eq!(all[0], beat("Firma Säntis-Bau", "beat.zuercher@example.ch", 2), "the last order says how they are called");
            assert_eq!(all.len(), 3);
            assert_eq!(rows("weber", size).await.len(), 2, "an address or a name");
            assert_eq!(rows("säntis bau", size).await, [beat("Firma Säntis-Bau", "beat.zuercher@example.ch", 1)], "the orders that match");
            assert_eq!(rows("zürcher", size).await, [beat("Beat Zürcher", "Beat.Zuercher@example.ch", 1)]);
            assert_eq!(rows("müller", size).await, [beat("Otto Müller", "weber@example.ch", 1)]);
            assert_eq!(rows("BEAT.ZUERCHER@", size).await, [beat("Firma Säntis-Bau", "beat.zuercher@example.ch", 2)]);
            assert_eq!(rows("%", size).await, []);
        }
        let erased = "UPDATE orders SET email = 'niemand@example.invalid', address = jsonb_set(address, '{name}', '\"\"')";
        sqlx::query(erased).execute(&test.shop.pool).await.unwrap();
        let kept = "SELECT count(*) FROM orders WHERE customer <> 'niemand@example.invalid' OR customer_name <> ''";
        assert_eq!(count(&test, kept).await, 0, "what is erased on an order is not found by");
    })
    .await;
}

//! What these tests share.

use std::net::Ipv4Addr;

use domain::{
    accounts::{Principal, Role, Roles, Strength},
    backoffice::{OrderDetail, ShipRequest, StaffRefusal},
    failure::Refusal,
    ids::{AccountId, OrderId},
    language::Language,
    orders::{CheckoutForm, Pieces, TrackingForm},
    payments::PaymentState,
};
use services::{
    backoffice::orders as screens,
    error::Error,
    orders::{self, Acting},
    payments,
};
use testkit::TestShop;
use uuid::Uuid;

use crate::buying::Buyer;

/// An order as a test knows it.
#[derive(Clone, Debug)]
pub struct Placed {
    pub id: OrderId,
    pub token: String,
    pub number: String,
}

/// A member of staff with these roles, who has proved it just now.
pub fn staff(account: u128, roles: &[Role]) -> Acting {
    let who = Principal { account: AccountId(Uuid::from_u128(account)), roles: Roles::of(roles), strength: Strength::SteppedUp };
    Acting::staff(who, Ipv4Addr::new(203, 0, 113, 7).into())
}

/// One who may do all that can be done to orders.
pub fn anna() -> Acting {
    staff(1, &[Role::Orders, Role::Support, Role::Accounting])
}

/// Another one.
pub fn otto() -> Acting {
    staff(2, &[Role::Orders, Role::Support, Role::Accounting])
}

async fn known(test: &TestShop, token: &str) -> Placed {
    let id = sqlx::query_scalar("SELECT id FROM orders WHERE token = $1").bind(token).fetch_one(&test.shop.pool).await.unwrap();
    let number = orders::find(&test.shop, token).await.unwrap().number;
    Placed { id: OrderId(id), token: token.to_owned(), number }
}

/// An order over three cups at CHF 34, of ten, to be paid.
pub async fn ordered(test: &TestShop) -> Placed {
    let name = format!("tasse-{}", test.sandbox.control().payments().len());
    let cup = testkit::product().name(&name).price(3_400).stock(10).insert(test).await;
    let placed = Buyer::with(test, &[(cup.variant(), 3)]).await.place(test).await.unwrap();
    known(test, &placed.token).await
}

/// Such an order, paid.
pub async fn paid(test: &TestShop) -> Placed {
    let order = ordered(test).await;
    let id = test.sandbox.control().payments().last().unwrap().id.clone();
    test.sandbox.control().set_status(&id, PaymentState::Paid).unwrap();
    payments::settle(&test.shop, "mollie", &id).await.unwrap();
    order
}

/// An order that is to be paid by transfer.
pub async fn on_account(test: &TestShop) -> Placed {
    let cup = testkit::product().price(3_400).stock(10).insert(test).await;
    let buyer = Buyer::with(test, &[(cup.variant(), 1)]).await;
    let form = CheckoutForm { payment_method: "prepayment".into(), ..buyer.form(test).await };
    let placed = orders::place(std::sync::Arc::clone(&test.shop), Language::De, buyer.guest, form).await.unwrap();
    known(test, &placed.token).await
}

/// The order as staff see it.
pub async fn detail(test: &TestShop, order: &Placed) -> OrderDetail {
    screens::detail(&test.shop, anna(), order.id).await.unwrap()
}

/// A parcel with so many pieces of the first line; 0 for all that is left.
pub fn ship(order: &Placed, version: i64, key: u128, pieces: u32) -> ShipRequest {
    let pieces = (pieces > 0).then_some(Pieces { position: 0, quantity: pieces });
    ShipRequest {
        order: order.id,
        version,
        key: Uuid::from_u128(key),
        pieces: pieces.into_iter().collect(),
        tracking: TrackingForm::default(),
        notify: false,
    }
}

/// Why staff were refused.
pub fn refusal(error: Error) -> StaffRefusal {
    match error {
        Error::Refused(Refusal::Staff(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

pub async fn count(test: &TestShop, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&test.shop.pool).await.unwrap()
}

/// The actions in the audit log, oldest first.
pub async fn acts(test: &TestShop) -> Vec<String> {
    sqlx::query_scalar("SELECT action FROM audit_log ORDER BY number").fetch_all(&test.shop.pool).await.unwrap()
}

/// Past triggers and constraints, as no code of the shop can.
pub async fn force(test: &TestShop, statement: &'static str) {
    let mut connection = test.shop.pool.acquire().await.unwrap();
    sqlx::raw_sql("SET session_replication_role = replica").execute(&mut *connection).await.unwrap();
    sqlx::raw_sql(statement).execute(&mut *connection).await.unwrap();
    sqlx::raw_sql("RESET session_replication_role").execute(&mut *connection).await.unwrap();
}

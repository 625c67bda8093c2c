//! One customer.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::OfferedCustomerAct;
use crate::{
    accounts::{LogInView, Role, SecondFactors, SessionView},
    address::Address,
    backoffice::Who,
    ids::{AccountId, OrderId},
    language::Language,
    orders::OrderState,
};

/// A customer, for staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerDetail {
    /// As of [`super::CustomerRow::id`].
    pub id: Uuid,
    /// The address for mails.
    pub email: String,
    /// What they are called; empty where nobody knows.
    pub name: String,
    /// The language of their mails.
    pub language: Language,
    /// The account; none for a guest.
    pub account: Option<CustomerAccount>,
    /// The address book; of a guest, where orders went.
    pub addresses: Vec<Address>,
    /// What they ordered, for those who may see orders.
    pub orders: Option<CustomerOrders>,
    /// What the asker may do now, or once it is proved.
    pub offered: Vec<OfferedCustomerAct>,
}

/// What somebody has because of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerAccount {
    /// Which account.
    pub id: AccountId,
    /// What its owner names at the telephone; none for who does not buy.
    pub number: Option<i64>,
    /// Whether somebody has proved to read mail there.
    pub verified: bool,
    /// When it was closed; it is erased some days later.
    pub closed_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Whether news by mail are wanted.
    pub newsletter: bool,
    /// What is asked for beside the password.
    pub second_factors: SecondFactors,
    /// What its owner is in the shop.
    pub roles: Vec<Role>,
    /// What they were given and lost, the latest first.
    pub role_steps: Vec<RoleStepRow>,
    /// Where they are logged in.
    pub sessions: Vec<SessionView>,
    /// A page of the attempts to get in, the latest first. The place is a block of addresses, never one address.
    pub log_ins: Vec<LogInView>,
    /// Before which time the next page begins, if there is more.
    pub older_log_ins: Option<DateTime<Utc>>,
}

/// A role that was given or taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleStepRow {
    /// When.
    pub at: DateTime<Utc>,
    /// Whether it was given; else it was taken.
    pub given: bool,
    /// Which.
    pub role: Role,
    /// By whom.
    pub who: Who,
}

/// What somebody ordered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerOrders {
    /// The latest, the newest first.
    pub rows: Vec<CustomerOrder>,
    /// How many there are in all.
    pub count: u32,
    /// What those cost in all that were paid here and not paid back, in rappen.
    pub paid: i64,
    /// How many of them are of an earlier shop.
    pub earlier: u32,
}

/// One order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerOrder {
    /// Which.
    pub id: OrderId,
    /// Its number for people.
    pub number: String,
    /// Where it stands.
    pub state: OrderState,
    /// When it was placed.
    pub placed_at: DateTime<Utc>,
    /// What it costs, in rappen.
    pub total: i64,
    /// Whether it is one of an earlier shop.
    pub is_earlier: bool,
}

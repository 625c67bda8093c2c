//! What the account's pages are made of, with times written out, because the browser's WebAssembly holds no time zones.

use domain::{
    accounts::{LogInMethod, LogInOutcome, SecondFactors},
    ids::SessionId,
    language::Language,
    orders::OrderState,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountContent {
    pub email: String,
    pub verified: bool,
    pub language: Language,
    pub newsletter: bool,
    /// A day in Switzerland, `24.12.2026`.
    pub password_changed_on: Option<String>,
    pub second_factors: SecondFactors,
}

/// The account's first page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    pub account: AccountContent,
    pub orders: Vec<OwnOrder>,
    /// The time before which there may be more orders, for the address of the next page.
    pub older: Option<String>,
}

/// An order of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnOrder {
    pub number: String,
    pub token: String,
    pub state: OrderState,
    /// In rappen.
    pub total: i64,
    pub pieces: u32,
    /// A day in Switzerland, `24.12.2026`.
    pub placed_on: String,
}

/// The second factors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Factors {
    pub kinds: SecondFactors,
    pub passkeys: Vec<PasskeyContent>,
    /// Whether the shop takes passkeys.
    pub takes_passkeys: bool,
}

/// A passkey. Days in Switzerland, `24.12.2026`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyContent {
    pub id: Uuid,
    pub name: String,
    pub made_on: String,
    pub used_on: Option<String>,
}

/// Where somebody is logged in, and who has tried to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Devices {
    pub sessions: Vec<SessionContent>,
    pub log_ins: Vec<LogInContent>,
    /// The time before which there may be more log-ins, for the address of the next page.
    pub older: Option<String>,
}

/// A log-in that is under way. Times in Switzerland, `24.12.2026, 14:32`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionContent {
    pub id: SessionId,
    pub device: String,
    pub place: String,
    pub begun_at: String,
    pub last_used_at: String,
    pub is_this: bool,
}

/// An attempt to get in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogInContent {
    /// In Switzerland, `24.12.2026, 14:32`.
    pub at: String,
    pub method: LogInMethod,
    pub outcome: LogInOutcome,
    pub place: String,
    pub device: String,
}

#[cfg(feature = "ssr")]
mod from_services {
    use chrono::{DateTime, SecondsFormat, Utc};
    use chrono_tz::Europe::Zurich;
    use domain::{
        accounts::{AccountView, LogInView, PasskeyView, SecondFactors, SessionView},
        orders::OwnOrderView,
    };

    use super::{AccountContent, Devices, Factors, LogInContent, Overview, OwnOrder, PasskeyContent, SessionContent};

    /// How many of a list the services give at once; when there are fewer, that was all.
    const ORDERS: usize = 20;
    const LOG_INS: usize = 50;

    fn day(at: DateTime<Utc>) -> String {
        at.with_timezone(&Zurich).format("%d.%m.%Y").to_string()
    }

    fn moment(at: DateTime<Utc>) -> String {
        at.with_timezone(&Zurich).format("%d.%m.%Y, %H:%M").to_string()
    }

    /// For an address; the database counts microseconds.
    fn exact(at: DateTime<Utc>) -> String {
        at.to_rfc3339_opts(SecondsFormat::Micros, true)
    }

    impl From<AccountView> for AccountContent {
        fn from(account: AccountView) -> Self {
            Self {
                email: account.email,
                verified: account.verified,
                language: account.language,
                newsletter: account.newsletter,
                password_changed_on: account.password_changed_at.map(day),
                second_factors: account.second_factors,
            }
        }
    }

    impl Overview {
        pub fn new(account: AccountView, orders: Vec<OwnOrderView>) -> Self {
            let older = orders.get(ORDERS - 1).map(|order| exact(order.placed_at));
            let own = |order: OwnOrderView| OwnOrder {
                number: order.number,
                token: order.token,
                state: order.state,
                total: order.total,
                pieces: order.pieces,
                placed_on: day(order.placed_at),
            };
            Self { account: account.into(), orders: orders.into_iter().map(own).collect(), older }
        }
    }

    impl Factors {
        pub fn new(kinds: SecondFactors, passkeys: Vec<PasskeyView>, takes_passkeys: bool) -> Self {
            let passkey = |passkey: PasskeyView| PasskeyContent {
                id: passkey.id,
                name: passkey.name,
                made_on: day(passkey.created_at),
                used_on: passkey.used_at.map(day),
            };
            Self { kinds, passkeys: passkeys.into_iter().map(passkey).collect(), takes_passkeys }
        }
    }

    impl Devices {
        pub fn new(sessions: Vec<SessionView>, log_ins: Vec<LogInView>) -> Self {
            let older = log_ins.get(LOG_INS - 1).map(|log_in| exact(log_in.at));
            let session = |session: SessionView| SessionContent {
                id: session.id,
                device: session.device,
                place: session.place,
                begun_at: moment(session.begun_at),
                last_used_at: moment(session.last_used_at),
                is_this: session.is_this,
            };
            let log_in = |log_in: LogInView| LogInContent {
                at: moment(log_in.at),
                method: log_in.method,
                outcome: log_in.outcome,
                place: log_in.place,
                device: log_in.device,
            };
            Self { sessions: sessions.into_iter().map(session).collect(), log_ins: log_ins.into_iter().map(log_in).collect(), older }
        }
    }
}

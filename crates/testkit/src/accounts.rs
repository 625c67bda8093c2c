//! Accounts for tests, made the way that people make them.

use std::net::{IpAddr, Ipv4Addr};

use domain::{
    accounts::{LinkKind, LogIn, Principal, Registration, Role, Roles, Strength},
    ids::AccountId,
    language::Language,
};
use services::{
    accounts::{self, Caller, LoggedIn},
    error::Result,
    orders::Actor,
};
use uuid::Uuid;

use crate::shop::TestShop;

/// A password that is good enough, and everybody's unless a test says otherwise.
pub const PASSWORD: &str = "velo zitrone gletscher";

/// A member of staff who may do everything that staff may, and has proved it. Tests of permissions have others.
pub const STAFF: Actor = Actor::Staff(Principal {
    account: AccountId(Uuid::from_u128(7)),
    roles: Roles::of(&[Role::Catalogue, Role::Orders, Role::Support, Role::Accounting, Role::Admin]),
    strength: Strength::SteppedUp,
});

/// Somebody at an address in a block that no other test's caller is likely to be in, with a browser that is told apart.
pub fn caller() -> Caller {
    let [a, b, c]: [u8; 3] = rand::random();
    Caller::new(IpAddr::V4(Ipv4Addr::new(10 + a % 100, b, c, 7)), "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0")
}

/// What somebody fills in who opens an account.
pub fn registration() -> Registration {
    Registration { password: PASSWORD.into(), terms: "2026-01".into(), newsletter: false }
}

impl TestShop {
    /// Opens an account by the mail that registering makes.
    pub async fn open_account(&self, email: &str) -> LoggedIn {
        accounts::register(&self.shop, email, Language::De, &caller()).await.expect("registering is answered");
        let token = self.link_to(email, LinkKind::Register).await;
        accounts::confirm_registration(&self.shop, &token, &registration(), &caller()).await.expect("the account is made")
    }

    /// Works what was asked for, and gives the secret of the last link of a kind that was written to an address.
    pub async fn link_to(&self, email: &str, kind: LinkKind) -> String {
        self.find_link_to(email, kind).await.unwrap_or_else(|| panic!("a mail to {email} has a link of the kind {kind:?}"))
    }

    /// The same; none when no such link was written.
    pub async fn find_link_to(&self, email: &str, kind: LinkKind) -> Option<String> {
        accounts::work_requests(&self.shop).await.expect("requests are worked");
        let bodies: Vec<String> =
            sqlx::query_scalar("SELECT body_text FROM mail_outbox WHERE lower(recipient) = lower($1) ORDER BY created_at DESC")
                .bind(email)
                .fetch_all(&self.shop.pool)
                .await
                .expect("the outbox is readable");
        let way = format!("/account/{}/", kind.code());
        bodies.iter().find_map(|body| {
            let (_, behind) = body.split_once(&way)?;
            Some(behind.chars().take_while(|character| !character.is_whitespace()).collect())
        })
    }

    /// The kinds of the mails to an address, oldest first.
    pub async fn mail_kinds(&self, email: &str) -> Vec<String> {
        accounts::work_requests(&self.shop).await.expect("requests are worked");
        sqlx::query_scalar("SELECT kind FROM mail_outbox WHERE recipient = $1 ORDER BY created_at, id")
            .bind(email)
            .fetch_all(&self.shop.pool)
            .await
            .expect("the outbox is readable")
    }

    /// Somebody who is in with a password alone.
    pub async fn principal(&self, account: AccountId) -> Principal {
        let mut connection = self.shop.pool.acquire().await.expect("a connection");
        let roles = accounts::roles::of(&mut connection, account).await.expect("the roles are readable");
        Principal { account, roles: roles.into_iter().collect(), strength: Strength::Password }
    }

    /// Logs in with a password.
    pub async fn log_in(&self, email: &str, password: &str, caller: &Caller) -> Result<LoggedIn> {
        accounts::log_in(&self.shop, &LogIn { email: email.into(), password: password.into() }, caller).await
    }
}

//! Who gets what: every page, server function and endpoint × every role, asked over HTTP. docs/endpoints.md shows the table; this test fails when it is
//! stale, and writes it anew when `ASTRIS_WRITE_DOCS` is set.

use std::{collections::BTreeSet, fmt::Write, fs, path::Path, sync::Arc, time::Duration};

use domain::{
    accounts::{Permission, Role, Strength},
    language::Language,
};
use reqwest::Method;
use server::http::session::{Sessions, cookie_name};
use services::{
    accounts::{
        Caller, LoggedIn,
        limits::{Limit, Limits, Rule},
        roles,
    },
    orders::Actor,
};
use testkit::Options;
use tower_sessions::Session;

use crate::running::{Shop, behind_with, door};

/// Who is meant to get something.
#[derive(Clone, Copy, Debug)]
enum Access {
    /// Everybody; what is one's own is told by the session.
    Everybody,
    /// Whoever has an order's token. Here nobody has, so it is 404 for all.
    Token,
    /// Whoever is logged in.
    Account,
    /// Whose it is. Here it is nobody's, so it is 404 for all who are logged in.
    Own,
    /// Whoever has a role that allows it.
    #[expect(dead_code, reason = "for what is staff's; the table says where there is any")]
    Needs(Permission),
}

/// Something that the shop answers.
struct Endpoint {
    method: &'static str,
    path: &'static str,
    /// The form of a POST, the query of a GET.
    input: &'static str,
    access: Access,
}

const fn get(path: &'static str, input: &'static str, access: Access) -> Endpoint {
    Endpoint { method: "GET", path, input, access }
}

const fn post(path: &'static str, input: &'static str, access: Access) -> Endpoint {
    Endpoint { method: "POST", path, input, access }
}

const ENDPOINTS: [Endpoint; 84] = [
    get("/", "", Access::Everybody),
    get("/de", "", Access::Everybody),
    get("/de/c/test", "", Access::Everybody),
    get("/de/p/tasse", "", Access::Everybody),
    get("/de/search", "q=tasse", Access::Everybody),
    get("/de/cart", "", Access::Everybody),
    get("/de/checkout", "", Access::Everybody),
    get("/de/orders/unknown", "", Access::Token),
    get("/de/orders/unknown/invoice.pdf", "", Access::Token),
    get("/de/orders/unknown/payment-slip.pdf", "", Access::Token),
    // Leads on to the order's page, which says 404.
    get("/de/orders/unknown/return", "", Access::Everybody),
    get("/fn/catalog/categories", "language=de", Access::Everybody),
    get("/fn/catalog/home", "language=de", Access::Everybody),
    get("/fn/catalog/list", "language=de&query[sort]=Newest&query[available_only]=false&query[page]=1", Access::Everybody),
    get("/fn/catalog/product", "language=de&slug=tasse", Access::Everybody),
    get("/fn/cart/read", "language=de", Access::Everybody),
    post("/fn/cart/add", "language=de&product=tasse&quantity=1", Access::Everybody),
    post("/fn/cart/quantity", "language=de&variant=00000000-0000-0000-0000-000000000000&quantity=1", Access::Everybody),
    post("/fn/cart/remove", "language=de&variant=00000000-0000-0000-0000-000000000000", Access::Everybody),
    post("/fn/cart/undo", "language=de", Access::Everybody),
    post("/fn/cart/code", "language=de&code=none", Access::Everybody),
    post("/fn/cart/code/leave", "language=de&kind=voucher", Access::Everybody),
    get("/fn/checkout/read", "language=de", Access::Everybody),
    post("/fn/checkout/place", "language=de", Access::Everybody),
    get("/fn/orders/read", "token=unknown", Access::Token),
    post("/fn/orders/check", "token=unknown", Access::Token),
    post("/fn/orders/cancel", "language=de&token=unknown", Access::Token),
    post("/fn/orders/confirm", "language=de&token=unknown", Access::Token),
    post("/fn/orders/retry", "language=de&token=unknown&method=twint", Access::Token),
    post("/fn/orders/again", "language=de&token=unknown", Access::Token),
    post("/fn/orders/return", RETURN, Access::Token),
    post("/fn/preferences/theme", "theme=Dark&back=/de", Access::Everybody),
    post("/webhooks/mollie", "id=tr_unknown", Access::Everybody),
    get("/healthz", "", Access::Everybody),
    get("/readyz", "", Access::Everybody),
    post("/fn/account/log-in", "language=de&email=a@b.ch&password=x", Access::Everybody),
    post("/fn/account/second-factor", "language=de&code=000000", Access::Everybody),
    post("/fn/account/register", "language=de&email=no-address", Access::Everybody),
    post("/fn/account/forgotten", "language=de&email=no-address", Access::Everybody),
    post("/fn/account/confirm", "language=de&token=unknown&password=x", Access::Everybody),
    post("/fn/account/reset", "language=de&token=unknown&password=x", Access::Everybody),
    post("/fn/account/verify", "language=de&token=unknown", Access::Everybody),
    post("/fn/account/revert-email", "language=de&token=unknown", Access::Everybody),
    post("/fn/account/accept-invitation", "language=de&token=unknown", Access::Everybody),
    post("/fn/account/first-admin", "language=de&token=unknown&email=a@b.ch&password=x", Access::Everybody),
    post("/fn/account/password-strength", "password=x&email=a@b.ch", Access::Everybody),
    get("/fn/account/link", "kind=Reset&token=unknown", Access::Everybody),
    get("/fn/account/standing", "", Access::Everybody),
    get("/fn/account/address-book", "", Access::Everybody),
    get("/fn/account/read", "", Access::Account),
    get("/fn/account/overview", "", Access::Account),
    get("/fn/account/addresses", "", Access::Account),
    get("/fn/account/devices", "", Access::Account),
    get("/fn/account/code-setup", "", Access::Account),
    get("/fn/account/recovery-codes", "", Access::Account),
    post("/fn/account/set-preferences", "language=de&mails=fr", Access::Account),
    post("/fn/account/save-address", "language=de&address[name]=Anna", Access::Account),
    post("/fn/account/change-email", "language=de&email=a@b.ch&current=x", Access::Account),
    post("/fn/account/change-password", "language=de&current=x&password=y", Access::Account),
    post("/fn/account/confirm-email", "language=de&token=unknown", Access::Account),
    post("/fn/account/confirm-codes", "language=de&current=x&code=000000", Access::Account),
    post("/fn/account/remove-codes", "language=de&current=x", Access::Account),
    post("/fn/account/renew-recovery-codes", "language=de&current=x", Access::Account),
    post("/fn/account/put-codes-away", "language=de", Access::Account),
    post("/fn/account/step-up", "language=de&code=000000", Access::Account),
    post("/fn/account/close", "language=de&current=x", Access::Account),
    post("/fn/account/end-other-sessions", "language=de", Access::Account),
    post("/fn/account/end-session", OF_NOBODY, Access::Own),
    post("/fn/account/default-address", OF_NOBODY, Access::Own),
    post("/fn/account/remove-address", OF_NOBODY, Access::Own),
    post("/fn/account/use-address", OF_NOBODY, Access::Own),
    get("/fn/account/factors", "", Access::Account),
    // The shop is built without passkeys here, so there are none.
    post("/fn/account/ask-passkey", "", Access::Token),
    post("/fn/account/enter-with-passkey", "language=de&handle=unknown&answer=x", Access::Token),
    post("/fn/account/ask-own-passkey", "", Access::Own),
    post("/fn/account/ask-new-passkey", "current=x", Access::Own),
    post("/fn/account/confirm-passkey", "language=de&handle=unknown&answer=x", Access::Own),
    post("/fn/account/step-up-with-passkey", "language=de&handle=unknown&answer=x", Access::Own),
    post("/fn/account/remove-passkey", "language=de&current=x&id=00000000-0000-0000-0000-000000000000", Access::Own),
    get("/fr", "", Access::Everybody),
    get("/it", "", Access::Everybody),
    get("/en", "", Access::Everybody),
    get("/fr/orders/unknown", "", Access::Token),
    // The last one: whoever asks is out then.
    post("/fn/account/log-out", "language=de", Access::Everybody),
];

/// Something of an account's that is not the asker's.
const OF_NOBODY: &str = "language=de&id=00000000-0000-0000-0000-000000000000";

const RETURN: &str = "language=de&token=unknown&form[number]=1&form[reason]=changed_mind&form[words]=";

/// What somebody is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Allowed,
    Unauthenticated,
    Forbidden,
    NotFound,
    /// None that the table knows.
    Other(u16),
}

impl Access {
    /// What whoever has this role gets; a visitor has none.
    fn answer(self, role: Option<Role>) -> Answer {
        match (self, role) {
            (Self::Everybody, _) | (Self::Account, Some(_)) => Answer::Allowed,
            (Self::Token, _) | (Self::Own, Some(_)) => Answer::NotFound,
            (Self::Account | Self::Own | Self::Needs(_), None) => Answer::Unauthenticated,
            (Self::Needs(permission), Some(role)) if role.allows(permission) => Answer::Allowed,
            (Self::Needs(_), Some(_)) => Answer::Forbidden,
        }
    }
}

impl Answer {
    const fn of(status: u16) -> Self {
        match status {
            401 => Self::Unauthenticated,
            403 => Self::Forbidden,
            404 => Self::NotFound,
            // Refused or found malformed by the service itself, which comes after the question of who is asking.
            200 | 302 | 303 | 409 | 422 => Self::Allowed,
            other => Self::Other(other),
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Allowed => "yes",
            Self::Unauthenticated => "401",
            Self::Forbidden => "403",
            Self::NotFound => "404",
            Self::Other(_) => "?",
        }
    }
}

/// Visitors and all roles.
fn everybody() -> impl Iterator<Item = Option<Role>> {
    std::iter::once(None).chain(Role::ALL.into_iter().map(Some))
}

/// The cookie of somebody who has this role alone, and has proved who they are just now.
async fn cookie(shop: &Shop, role: Role) -> String {
    let (shop, account) = (&shop.test.shop, testkit::account());
    let insert = "INSERT INTO accounts (id, email, customer, verified_at, language) VALUES ($1, $2, $2, now(), 'de')";
    sqlx::query(insert).bind(account.0).bind(format!("{}@example.ch", role.code())).execute(&shop.pool).await.unwrap();
    let mut transaction = shop.pool.begin().await.unwrap();
    roles::give(&mut transaction, account, role, Actor::Operator).await.unwrap();
    transaction.commit().await.unwrap();
    let session = Session::new(None, Arc::new(Sessions::new(Arc::clone(shop))), None);
    let logged_in =
        LoggedIn { account, needs: None, strength: Strength::SecondFactor, credentials: 1, language: Language::De, new_device: None };
    let caller = Caller::new("127.0.0.1".parse().unwrap(), "");
    app::account_session::begin(shop, &session, &logged_in, &caller).await.unwrap();
    format!("{}={}", cookie_name(false), session.id().unwrap())
}

async fn ask(shop: &Shop, endpoint: &Endpoint, cookie: Option<&str>) -> Answer {
    let method: Method = endpoint.method.parse().unwrap();
    let mut request = if method == Method::GET {
        let query = if endpoint.input.is_empty() { String::new() } else { format!("?{}", endpoint.input) };
        shop.client.get(shop.url(&format!("{}{query}", endpoint.path)))
    } else {
        let form = shop.client.post(shop.url(endpoint.path)).header("content-type", "application/x-www-form-urlencoded");
        form.body(endpoint.input)
    };
    request = request.header("accept", if endpoint.path.starts_with("/fn/") { "application/json" } else { "text/html" });
    if let Some(cookie) = cookie {
        request = request.header("cookie", cookie);
    }
    Answer::of(request.send().await.unwrap().status().as_u16())
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_gets_what_the_table_says() {
    // All come from one place.
    let many = Rule { most: 1_000, window: Duration::from_mins(10) };
    let limits = Limit::ALL.into_iter().fold(Limits::default(), |limits, limit| limits.with(limit, many));
    behind_with(
        Options::default().limits(limits),
        |_| door(),
        |shop| async move {
            testkit::product().name("Tasse").stock(10).insert(&shop.test).await;
            let mut wrong = Vec::new();
            for role in everybody() {
                let cookie = match role {
                    Some(role) => Some(cookie(&shop, role).await),
                    None => None,
                };
                for endpoint in &ENDPOINTS {
                    let (expected, answer) = (endpoint.access.answer(role), ask(&shop, endpoint, cookie.as_deref()).await);
                    if answer != expected {
                        wrong.push(format!("{} {} as {role:?}: {answer:?} instead of {expected:?}", endpoint.method, endpoint.path));
                    }
                }
            }
            assert!(wrong.is_empty(), "{wrong:#?}");
        },
    )
    .await;
}

#[test]
fn the_table_has_every_server_function() {
    let known: BTreeSet<(&str, String)> = ENDPOINTS.iter().map(|endpoint| (endpoint.path, endpoint.method.to_owned())).collect();
    let missing: Vec<(&str, String)> = leptos::server_fn::axum::server_fn_paths()
        .map(|(path, method)| (path, method.to_string()))
        .filter(|function| !known.contains(function))
        .collect();
    assert!(missing.is_empty(), "say in ENDPOINTS who gets them: {missing:?}");
}

#[test]
fn the_document_shows_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/endpoints.md");
    let expected = document();
    if std::env::var_os("ASTRIS_WRITE_DOCS").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == expected,
        "docs/endpoints.md is stale: run `ASTRIS_WRITE_DOCS=1 cargo test -p server --test shop permissions` and commit it"
    );
}

fn document() -> String {
    let mut text = String::from(
        "# Endpoints\n\nEvery page, server function and endpoint × every role. Made by `ASTRIS_WRITE_DOCS=1 cargo test -p server --test shop permissions`, which \
         asks each\nover HTTP and fails when an answer or this page differs. An order is opened by its token, whoever has it; here nobody has, which is 404.\n\
         Each role stands for somebody who has it alone and has just proved a second factor. What the roles may do is in [permissions.md](permissions.md).\n",
    );
    let names: Vec<&str> = everybody().map(|role| role.map_or("visitor", Role::code)).collect();
    write!(text, "\n| method | path | {} |\n|---|---|{}\n", names.join(" | "), "---|".repeat(names.len())).unwrap();
    for endpoint in &ENDPOINTS {
        let answers: Vec<&str> = everybody().map(|role| endpoint.access.answer(role).word()).collect();
        writeln!(text, "| {} | `{}` | {} |", endpoint.method, endpoint.path, answers.join(" | ")).unwrap();
    }
    text
}

//! Who gets what: every page, server function and endpoint × every role, asked over HTTP. docs/endpoints.md shows the table; this test fails when it is
//! stale, and writes it anew when `ASTRIS_WRITE_DOCS` is set.

mod table;

use std::{collections::BTreeSet, fmt::Write, fs, path::Path};

use domain::accounts::Role;
use reqwest::Method;

use self::table::{Answer, Endpoint, endpoints};
use crate::{
    people::{in_this_role, patiently, wide},
    running::{Shop, behind_with, door},
};

/// Visitors and all roles.
fn everybody() -> impl Iterator<Item = Option<Role>> {
    std::iter::once(None).chain(Role::ALL.into_iter().map(Some))
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
    // Pages are for browsers. A form is sent as scripts do: else it leads to a page, whatever became of it.
    let is_page = method == Method::GET && !endpoint.path.starts_with("/fn/");
    request = request.header("accept", if is_page { "text/html" } else { "application/json" });
    if let Some(cookie) = cookie {
        request = request.header("cookie", cookie);
    }
    Answer::of(patiently(request).await.status().as_u16())
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_gets_what_the_table_says() {
    behind_with(
        // Browsers make passkeys for names alone.
        wide().base_url("http://localhost:3000"),
        |_| door(),
        |shop| async move {
            testkit::product().name("Tasse").stock(10).insert(&shop.test).await;
            sqlx::query(
                r#"INSERT INTO catalog_collections (id, slug, position, name, introduction, published_at)
                   SELECT gen_random_uuid(), 'neu', 1, texts, texts, now() FROM (VALUES ('{"de": "", "fr": "", "it": "", "en": ""}'::jsonb)) AS no (texts)"#,
            )
            .execute(&shop.test.shop.pool)
            .await
            .unwrap();
            let mut wrong = Vec::new();
            for role in everybody() {
                let cookie = match role {
                    Some(role) => Some(in_this_role(&shop, role).await),
                    None => None,
                };
                for endpoint in endpoints() {
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
fn the_table_has_every_server_function_and_no_other() {
    let table: BTreeSet<(&str, &str)> =
        endpoints().filter(|endpoint| endpoint.path.starts_with("/fn/")).map(|endpoint| (endpoint.path, endpoint.method)).collect();
    let functions: Vec<(&str, Method)> = leptos::server_fn::axum::server_fn_paths().collect();
    let functions: BTreeSet<(&str, &str)> = functions.iter().map(|(path, method)| (*path, method.as_str())).collect();
    let missing: Vec<_> = functions.difference(&table).collect();
    assert!(missing.is_empty(), "say in the table who gets them: {missing:?}");
    let gone: Vec<_> = table.difference(&functions).collect();
    assert!(gone.is_empty(), "there is no such function any more: {gone:?}");
}

/// Whether a path is one of a route's, whose parts in braces stand for anything.
fn is_of_route(route: &str, path: &str) -> bool {
    let (mut parts, mut found) = (route.split('/'), path.split('/'));
    loop {
        match (parts.next(), found.next()) {
            (None, None) => return true,
            (Some(part), Some(found)) if part.starts_with('{') || part == found => {}
            _ => return false,
        }
    }
}

#[tokio::test]
async fn the_table_has_every_page() {
    let routes = leptos_axum::generate_route_list(app::App);
    // The other languages have the same pages; the staff's have none in their address.
    let is_told = |path: &&str| *path == "/de" || path.starts_with("/de/") || path.starts_with("/backoffice");
    let told = routes.iter().map(leptos_axum::AxumRouteListing::path).filter(is_told);
    let missing: Vec<&str> =
        told.filter(|route| !endpoints().any(|endpoint| endpoint.method == "GET" && is_of_route(route, endpoint.path))).collect();
    assert!(missing.is_empty(), "say in the table who gets them: {missing:?}");
    assert!(routes.len() > 80, "{}", routes.len());
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
         Each role stands for somebody who has it alone and has just proved a second factor; what is refused for other reasons than who is asking counts as yes.\n\
         What the roles may do is in [permissions.md](permissions.md).\n",
    );
    let names: Vec<&str> = everybody().map(|role| role.map_or("visitor", Role::code)).collect();
    write!(text, "\n| method | path | {} |\n|---|---|{}\n", names.join(" | "), "---|".repeat(names.len())).unwrap();
    for endpoint in endpoints() {
        let answers: Vec<&str> = everybody().map(|role| endpoint.access.answer(role).word()).collect();
        writeln!(text, "| {} | `{}` | {} |", endpoint.method, endpoint.path, answers.join(" | ")).unwrap();
    }
    text
}

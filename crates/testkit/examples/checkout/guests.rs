//! Guests who buy over HTTP, as a browser without JavaScript does: cart, checkout page, order.

use std::sync::Arc;

use reqwest::{Client, RequestBuilder, Response, redirect::Policy};
use sqlx::PgConnection;

use crate::{
    Failure,
    pace::{self, Pace},
};

/// Pieces that each article gets besides what the demo brings.
const PIECES: i32 = 200_000;

/// An article as its page's form names it.
#[derive(Clone, Debug)]
pub struct Article {
    product: String,
    values: Vec<String>,
}

/// Brings goods in, so that nothing is sold out, and answers with all there is to buy.
pub async fn stock_up(database: &mut PgConnection) -> Result<Arc<Vec<Article>>, Failure> {
    sqlx::query(
        "WITH goods AS (INSERT INTO stock_movements (variant_id, kind, quantity, actor, reason)
                        SELECT variant_id, 'goods_in', $1, 'operator', 'measurement' FROM stock_variants RETURNING variant_id)
         SELECT count(stock_spread(variant_id, $1)::text) FROM goods",
    )
    .bind(PIECES)
    .execute(&mut *database)
    .await?;
    let articles: Vec<(String, Vec<String>)> = sqlx::query_as(
        "SELECT product.slug, coalesce(array_agg(value.slug ORDER BY option.position) FILTER (WHERE value.id IS NOT NULL), '{}')
         FROM catalog_variants AS variant JOIN catalog_products AS product ON product.id = variant.product_id
         LEFT JOIN catalog_variant_values AS chosen ON chosen.variant_id = variant.id
         LEFT JOIN catalog_option_values AS value ON value.id = chosen.option_value_id
         LEFT JOIN catalog_options AS option ON option.id = value.option_id
         WHERE variant.archived_at IS NULL AND catalog_is_public(product.archived_at, product.published_at)
         GROUP BY variant.id, product.slug ORDER BY variant.id",
    )
    .fetch_all(database)
    .await?;
    Ok(Arc::new(articles.into_iter().map(|(product, values)| Article { product, values }).collect()))
}

pub async fn measure(shop: &str, shelves: &Arc<Vec<Article>>) -> Result<Pace, Failure> {
    let (shop, shelves, client) = (shop.to_owned(), Arc::clone(shelves), client()?);
    pace::keep(move |_| {
        let article = shelves[rand::random_range(0..shelves.len())].clone();
        let (shop, client) = (shop.clone(), client.clone());
        async move { buy(&client, &shop, &article).await }
    })
    .await
}

/// One guest, alone.
pub async fn one_checkout(shop: &str, shelves: &[Article]) -> Result<(), Failure> {
    let article = shelves.first().ok_or("the demo catalogue is empty")?;
    buy(&client()?, shop, article).await
}

fn client() -> Result<Client, Failure> {
    // Another part of this program may have chosen before.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    Ok(Client::builder().redirect(Policy::none()).no_proxy().tcp_nodelay(true).build()?)
}

async fn buy(client: &Client, shop: &str, article: &Article) -> Result<(), Failure> {
    let mut form = vec![
        ("language".to_owned(), "de".to_owned()),
        ("product".to_owned(), article.product.clone()),
        ("quantity".to_owned(), "1".to_owned()),
    ];
    form.extend(article.values.iter().enumerate().map(|(at, value)| (format!("values[{at}]"), value.clone())));
    let added = expect(plain(client.post(format!("{shop}/fn/cart/add"))).form(&form), 303).await?;
    let cookie = cookie(&added).ok_or("no session after putting something into the cart")?;

    let page = expect(plain(client.get(format!("{shop}/de/checkout"))).header("cookie", &cookie), 200).await?.text().await?;
    let hidden = |name: &str| value_of(&page, name).ok_or_else(|| format!("the checkout page has no {name}"));
    let (key, total) = (hidden("form[checkout_key]")?, hidden("form[seen_total]")?);
    let order = [
        ("language", "de"),
        ("form[checkout_key]", key.as_str()),
        ("form[seen_total]", total.as_str()),
        ("form[email]", "anna.muster@example.ch"),
        ("form[address][name]", "Anna Muster"),
        ("form[address][company]", ""),
        ("form[address][street]", "Seeweg 12a"),
        ("form[address][postal_code]", "6004"),
        ("form[address][city]", "Luzern"),
        ("form[address][country]", "CH"),
        ("form[delivery_method]", "post-economy"),
        ("form[payment_method]", "twint"),
    ];
    let placed = expect(plain(client.post(format!("{shop}/fn/checkout/place"))).header("cookie", &cookie).form(&order), 303).await?;
    let lead = placed.headers().get("location").and_then(|address| address.to_str().ok()).unwrap_or_default();
    // Elsewhere means to the payment page; back to the shop is a refusal or a gateway without an answer.
    if lead.starts_with("http") && !lead.starts_with(shop) { Ok(()) } else { Err(format!("the order led to {lead:?}").into()) }
}

/// As a browser sends it by itself.
fn plain(request: RequestBuilder) -> RequestBuilder {
    request.header("accept", "text/html").header("sec-fetch-site", "same-origin")
}

async fn expect(request: RequestBuilder, status: u16) -> Result<Response, Failure> {
    let answer = request.send().await?;
    if answer.status() == status {
        return Ok(answer);
    }
    let (status, address) = (answer.status(), answer.url().clone());
    let text: String = answer.text().await?.chars().take(200).collect();
    Err(format!("{address} was answered with {status}: {text}").into())
}

fn cookie(answer: &Response) -> Option<String> {
    let all = answer.headers().get_all("set-cookie");
    all.iter().filter_map(|cookie| cookie.to_str().ok()?.split(';').next()).find(|cookie| cookie.starts_with("astris=")).map(str::to_owned)
}

/// The value of a hidden field.
fn value_of(page: &str, name: &str) -> Option<String> {
    let field = page.split("<input").find(|field| field.contains(&format!("name=\"{name}\"")))?;
    field.split_once("value=\"")?.1.split('"').next().map(str::to_owned)
}

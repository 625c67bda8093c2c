use domain::{
    ids::{ProductId, VariantId},
    vat::VatClass,
};
use serde_json::{Value, json};
use services::{orders::Actor, stock::GoodsIn};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{forms::random_id, shop::TestShop};

/// A product for the catalogue of a test: CHF 10.00, 10 pieces, standard rate, one variant, in the category `test`, unless told otherwise.
#[derive(Clone, Debug)]
pub struct ProductBuilder {
    name: Option<String>,
    summary: String,
    category: String,
    price: i64,
    compare_at: Option<i64>,
    stock: i32,
    vat_class: VatClass,
    pictures: i32,
    weight_grams: i32,
    /// Value, price and stock of each.
    variants: Vec<(String, i64, i32)>,
}

/// A product that was inserted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestProduct {
    /// Its id.
    pub id: ProductId,
    /// Its name in URLs.
    pub slug: String,
    /// Its variants in their order, at least one.
    pub variants: Vec<VariantId>,
}

impl TestProduct {
    /// The first variant.
    pub fn variant(&self) -> VariantId {
        self.variants[0]
    }
}

/// A product to be described further and inserted.
pub fn product() -> ProductBuilder {
    ProductBuilder {
        name: None,
        summary: "Ein Satz.".into(),
        category: "test".into(),
        price: 1_000,
        compare_at: None,
        stock: 10,
        vat_class: VatClass::Standard,
        pictures: 1,
        weight_grams: 250,
        variants: Vec::new(),
    }
}

impl ProductBuilder {
    /// The name in German; in the other languages the code of the language stands behind it. It also makes the slug.
    #[must_use]
    pub fn name(self, name: &str) -> Self {
        Self { name: Some(name.into()), ..self }
    }

    /// The sentence below the name.
    #[must_use]
    pub fn summary(self, summary: &str) -> Self {
        Self { summary: summary.into(), ..self }
    }

    /// The category's slug; the category is made if need be.
    #[must_use]
    pub fn category(self, category: &str) -> Self {
        Self { category: category.into(), ..self }
    }

    /// The price of the only variant, in rappen.
    #[must_use]
    pub fn price(self, price: i64) -> Self {
        Self { price, ..self }
    }

    /// The former price of all variants, in rappen.
    #[must_use]
    pub fn compare_at(self, compare_at: i64) -> Self {
        Self { compare_at: Some(compare_at), ..self }
    }

    /// Pieces of the only variant.
    #[must_use]
    pub fn stock(self, stock: i32) -> Self {
        Self { stock, ..self }
    }

    /// The tax class.
    #[must_use]
    pub fn vat_class(self, vat_class: VatClass) -> Self {
        Self { vat_class, ..self }
    }

    /// How many pictures it has; their files are not made.
    #[must_use]
    pub fn pictures(self, pictures: i32) -> Self {
        Self { pictures, ..self }
    }

    /// The weight of one piece of every variant.
    #[must_use]
    pub fn weight_grams(self, weight_grams: i32) -> Self {
        Self { weight_grams, ..self }
    }

    /// Several variants, by an option `Farbe`: value, price in rappen and pieces of each.
    #[must_use]
    pub fn variants(self, variants: &[(&str, i64, i32)]) -> Self {
        Self { variants: variants.iter().map(|&(value, price, stock)| (value.to_owned(), price, stock)).collect(), ..self }
    }

    /// Puts the product into the shop's catalogue, with its stock.
    pub async fn insert(self, test: &TestShop) -> TestProduct {
        let number = test.next_number();
        let name = self.name.clone().unwrap_or_else(|| format!("Produkt {number}"));
        let slug = slug(&name);
        let mut transaction = test.shop.begin().await.expect("a transaction");
        let id = self.insert_product(&mut transaction, &name, &slug, i32::try_from(number).unwrap_or(i32::MAX)).await;
        let mut variants = Vec::new();
        if self.variants.is_empty() {
            variants.push(self.insert_variant(&mut transaction, id, &slug, (1, self.price, self.stock)).await);
        } else {
            let option = random_id();
            sqlx::query!("INSERT INTO catalog_options (id, product_id, position, name) VALUES ($1, $2, 1, $3)", option, id, texts("Farbe"))
                .execute(&mut *transaction)
                .await
                .expect("an option");
            for (position, (value, price, stock)) in (1..).zip(&self.variants) {
                let sku = format!("{slug}-{value}");
                let variant = self.insert_variant(&mut transaction, id, &sku, (position, *price, *stock)).await;
                insert_value(&mut transaction, option, variant, value).await;
                variants.push(variant);
            }
        }
        transaction.commit().await.expect("the product is in");
        TestProduct { id: ProductId(id), slug, variants: variants.into_iter().map(VariantId).collect() }
    }

    async fn insert_product(&self, connection: &mut PgConnection, name: &str, slug: &str, position: i32) -> Uuid {
        let id = random_id();
        let category = sqlx::query_scalar!(
            "INSERT INTO catalog_categories (id, slug, position, name) VALUES ($1, $2, $3, $4)
             ON CONFLICT (slug) DO UPDATE SET slug = EXCLUDED.slug RETURNING id",
            random_id(),
            self.category,
            position,
            texts(&self.category)
        )
        .fetch_one(&mut *connection)
        .await
        .expect("a category");
        sqlx::query!(
            "INSERT INTO catalog_products (id, category_id, slug, position, name, summary, description, vat_class, created_at, published_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp(), now())",
            id,
            category,
            slug,
            position,
            texts(name),
            texts(&self.summary),
            texts("Ein Absatz.\n\nNoch einer."),
            self.vat_class.code()
        )
        .execute(&mut *connection)
        .await
        .expect("a product");
        for position in 1..=self.pictures {
            sqlx::query!(
                "INSERT INTO catalog_pictures (product_id, position, stem, alt, width, height, ground) VALUES ($1, $2, $3, $4, 1200, 1200, 'sage')",
                id,
                position,
                format!("{slug}-{position:012}"),
                texts("Bild")
            )
            .execute(&mut *connection)
            .await
            .expect("a picture");
        }
        id
    }

    /// `at` is position, price and stock.
    async fn insert_variant(&self, connection: &mut PgConnection, product: Uuid, sku: &str, at: (i32, i64, i32)) -> Uuid {
        let id = random_id();
        let (position, price, stock) = at;
        sqlx::query!(
            "INSERT INTO catalog_variants (id, product_id, sku, position, price, compare_at, weight_grams) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            id,
            product,
            sku.to_uppercase(),
            position,
            price,
            self.compare_at,
            self.weight_grams
        )
        .execute(&mut *connection)
        .await
        .expect("a variant");
        let quantity = u32::try_from(stock).expect("pieces");
        let goods = GoodsIn { key: random_id(), variant: VariantId(id), quantity, note: "test".into() };
        services::stock::introduce(connection, Actor::Operator, &goods).await.expect("its stock");
        id
    }
}

async fn insert_value(connection: &mut PgConnection, option: Uuid, variant: Uuid, value: &str) {
    sqlx::query!(
        "WITH value AS (INSERT INTO catalog_option_values (id, option_id, slug, position, name)
                        VALUES ($1, $2, $3, (SELECT count(*) + 1 FROM catalog_option_values WHERE option_id = $2), $4) RETURNING id)
         INSERT INTO catalog_variant_values (variant_id, option_value_id) SELECT $5, id FROM value",
        random_id(),
        option,
        slug(value),
        texts(value),
        variant
    )
    .execute(connection)
    .await
    .expect("a value");
}

/// The same text in all languages, told apart by the language's code.
fn texts(german: &str) -> Value {
    json!({ "de": german, "fr": format!("{german} fr"), "it": format!("{german} it"), "en": format!("{german} en") })
}

fn slug(name: &str) -> String {
    let slug: String =
        name.to_lowercase().chars().map(|character| if character.is_ascii_alphanumeric() { character } else { '-' }).collect();
    slug.trim_matches('-').to_owned()
}

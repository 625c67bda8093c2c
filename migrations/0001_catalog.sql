-- The catalogue: categories, products, their options and the variants that are sold.
-- Texts are kept per language in one JSON object ({"de": …, "fr": …, "it": …, "en": …}): always read together with the row and never joined.

CREATE FUNCTION has_all_languages(texts jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN texts ?& ARRAY['de', 'fr', 'it', 'en'];

CREATE TABLE catalog_categories (
    id       uuid PRIMARY KEY,
    slug     text NOT NULL CONSTRAINT catalog_categories_slug_unique UNIQUE,
    position integer NOT NULL,
    name     jsonb NOT NULL CHECK (has_all_languages(name))
);

CREATE TABLE catalog_products (
    id          uuid PRIMARY KEY,
    category_id uuid NOT NULL REFERENCES catalog_categories (id),
    slug        text NOT NULL CONSTRAINT catalog_products_slug_unique UNIQUE,
    position    integer NOT NULL,
    name        jsonb NOT NULL CHECK (has_all_languages(name)),
    summary     jsonb NOT NULL CHECK (has_all_languages(summary)),
    description jsonb NOT NULL CHECK (has_all_languages(description)),
    vat_class   text NOT NULL CHECK (vat_class IN ('standard', 'reduced', 'special')),
    archived_at timestamptz,
    created_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX catalog_products_by_category ON catalog_products (category_id, position) WHERE archived_at IS NULL;

-- Pictures are files named after the hash of their content; `stem` is that name without width and format.
CREATE TABLE catalog_pictures (
    product_id uuid NOT NULL REFERENCES catalog_products (id) ON DELETE CASCADE,
    position   integer NOT NULL,
    stem       text NOT NULL,
    alt        jsonb NOT NULL CHECK (has_all_languages(alt)),
    width      integer NOT NULL CHECK (width > 0),
    height     integer NOT NULL CHECK (height > 0),
    ground     text NOT NULL,
    PRIMARY KEY (product_id, position)
);

CREATE TABLE catalog_options (
    id         uuid PRIMARY KEY,
    product_id uuid NOT NULL REFERENCES catalog_products (id) ON DELETE CASCADE,
    position   integer NOT NULL,
    name       jsonb NOT NULL CHECK (has_all_languages(name)),
    UNIQUE (product_id, position)
);

CREATE TABLE catalog_option_values (
    id        uuid PRIMARY KEY,
    option_id uuid NOT NULL REFERENCES catalog_options (id) ON DELETE CASCADE,
    slug      text NOT NULL,
    position  integer NOT NULL,
    name      jsonb NOT NULL CHECK (has_all_languages(name)),
    UNIQUE (option_id, slug)
);

-- Prices are gross, in rappen.
CREATE TABLE catalog_variants (
    id           uuid PRIMARY KEY,
    product_id   uuid NOT NULL REFERENCES catalog_products (id) ON DELETE CASCADE,
    sku          text NOT NULL CONSTRAINT catalog_variants_sku_unique UNIQUE,
    position     integer NOT NULL,
    price        bigint NOT NULL CHECK (price > 0),
    compare_at   bigint CHECK (compare_at > price),
    weight_grams integer NOT NULL CHECK (weight_grams > 0),
    archived_at  timestamptz
);
CREATE INDEX catalog_variants_by_product ON catalog_variants (product_id, position);

CREATE TABLE catalog_variant_values (
    variant_id      uuid NOT NULL REFERENCES catalog_variants (id) ON DELETE CASCADE,
    option_value_id uuid NOT NULL REFERENCES catalog_option_values (id) ON DELETE CASCADE,
    PRIMARY KEY (variant_id, option_value_id)
);

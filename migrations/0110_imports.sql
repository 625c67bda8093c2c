-- Imports: a file of products, looked at before anything changes, then written in one transaction, and taken back as a whole. The file lies here in pieces,
-- so that whichever node takes the work has it. Who works on an import holds its row's lock until that is done; when its process ends, nothing happened and
-- the next one begins anew.

CREATE TABLE imports (
    -- Made by the form that brought the file.
    id           uuid PRIMARY KEY,
    -- `staff:<id>`: whose act it is, and from where, for the audit log that the background task writes.
    actor        text NOT NULL,
    place        text NOT NULL DEFAULT '',
    file_name    text NOT NULL CHECK (char_length(file_name) BETWEEN 1 AND 200),
    bytes        bigint NOT NULL DEFAULT 0,
    format       text NOT NULL DEFAULT 'astris' CHECK (format IN ('astris', 'shopify', 'woocommerce')),
    delimiter    text NOT NULL DEFAULT ',' CHECK (char_length(delimiter) = 1),
    -- The names of the columns, and of each what the first rows say there.
    header       jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(header) = 'array'),
    samples      jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(samples) = 'array'),
    -- {"columns": ["sku", "", …], "language": "de", "category": "…", "weight_grams": 500}
    settings     jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(settings) = 'object'),
    counts       jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(counts) = 'object'),
    state        text NOT NULL CHECK (state IN
        ('uploading', 'mapping', 'checking', 'checked', 'applying', 'applied', 'undoing', 'undone', 'failed')),
    version      bigint NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    changed_at   timestamptz NOT NULL DEFAULT now(),
    applied_at   timestamptz
);
CREATE INDEX imports_by_time ON imports (created_at);
CREATE INDEX imports_to_work ON imports (changed_at) WHERE state IN ('checking', 'applying', 'undoing');

CREATE FUNCTION imports_count_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := OLD.version + 1;
    NEW.changed_at := now();
    RETURN NEW;
END $$;
CREATE TRIGGER imports_version BEFORE UPDATE ON imports FOR EACH ROW EXECUTE FUNCTION imports_count_version();

-- The file as UTF-8 text.
CREATE TABLE imports_pieces (
    import_id uuid NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    number    integer NOT NULL,
    text      text NOT NULL,
    PRIMARY KEY (import_id, number)
);

CREATE TABLE imports_errors (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    import_id uuid NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    line      integer NOT NULL,
    field     text NOT NULL,
    problem   text NOT NULL,
    value     text NOT NULL
);
CREATE INDEX imports_errors_by_line ON imports_errors (import_id, line, id);

-- What the rows say, and what it means: `before` is null for what is new. `after` is `before` with what the file says.
CREATE TABLE imports_rows (
    import_id    uuid NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    line         integer NOT NULL,
    slug         text,
    sku          text,
    -- {"name.de": "…", "status": "draft"}; {"price": 1990, "compare_at": null}; [{"name": "Farbe", "value": "Salbei", "slug": "salbei"}]
    product      jsonb NOT NULL,
    variant      jsonb NOT NULL,
    options      jsonb NOT NULL,
    product_id   uuid,
    variant_id   uuid,
    is_new       boolean NOT NULL DEFAULT false,
    before       jsonb,
    after        jsonb,
    -- Whether taking it back left its stock as it is.
    is_left      boolean NOT NULL DEFAULT false,
    -- Pieces that were added when it was written; below zero for those taken away.
    stock_change integer NOT NULL DEFAULT 0,
    PRIMARY KEY (import_id, line)
);
CREATE INDEX imports_rows_by_product ON imports_rows (import_id, product_id);

CREATE TABLE imports_products (
    import_id     uuid NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    product_id    uuid NOT NULL,
    line          integer NOT NULL,
    slug          text NOT NULL,
    is_new        boolean NOT NULL,
    given         jsonb NOT NULL,
    before        jsonb,
    after         jsonb NOT NULL,
    -- The product's version when it was looked at, and after it was written: one that has moved on is not overwritten.
    version       bigint,
    version_after bigint,
    is_left       boolean NOT NULL DEFAULT false,
    PRIMARY KEY (import_id, product_id)
);

-- How much is done, in percent; written beside the transaction that does it, and lost in a crash without harm.
CREATE UNLOGGED TABLE imports_progress (
    import_id uuid PRIMARY KEY,
    percent   integer NOT NULL
);

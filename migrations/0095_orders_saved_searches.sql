-- Searches for orders that a member of staff has named, for themselves alone. Each name once; the service counts them under a lock of its own, so that
-- nobody keeps more than a screen can show. `query` is what is searched for, without the page.

CREATE TABLE orders_saved_searches (
    id         uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (id),
    name       text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 60),
    query      jsonb NOT NULL CHECK (jsonb_typeof(query) = 'object' AND pg_column_size(query) < 4000),
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT orders_saved_searches_name_unique UNIQUE (account_id, name)
);

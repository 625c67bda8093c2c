-- What staff book for many articles at once can be taken back: each act keeps by how many pieces it changed which of them. The ledger has a movement for
-- each and the audit log an entry; this is for taking back alone, by a booking the other way round.

CREATE TABLE stock_bulk_acts (
    -- Made by the form.
    id        uuid PRIMARY KEY,
    -- `staff:<id>` or `operator`.
    actor     text NOT NULL,
    act       jsonb NOT NULL,
    reason    text NOT NULL,
    at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    undone_at timestamptz
);
CREATE INDEX stock_bulk_acts_by_actor ON stock_bulk_acts (actor, at);

CREATE TABLE stock_bulk_changes (
    act_id     uuid NOT NULL REFERENCES stock_bulk_acts (id) ON DELETE CASCADE,
    variant_id uuid NOT NULL REFERENCES stock_variants (variant_id),
    -- Pieces more or, below zero, fewer.
    change     integer NOT NULL CHECK (change <> 0),
    PRIMARY KEY (act_id, variant_id)
);
CREATE INDEX stock_bulk_changes_by_variant ON stock_bulk_changes (variant_id);

-- What may be lost: sessions, guest carts, caches, counters. Unlogged, so writing is cheap; used when no Redis is configured.

CREATE UNLOGGED TABLE ephemeral_entries (
    key        text PRIMARY KEY,
    value      bytea NOT NULL,
    version    bigint NOT NULL DEFAULT 1,
    expires_at timestamptz NOT NULL
);
CREATE INDEX ephemeral_entries_by_expiry ON ephemeral_entries (expires_at);

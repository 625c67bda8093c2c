-- Counts of tries within a window of time, where no Redis counts them. Unlogged like `ephemeral_entries`: after a crash every count begins anew.
-- The index is of what does not change while a window lasts, so that counting stays within the row's page.

CREATE UNLOGGED TABLE ephemeral_counters (
    key        text PRIMARY KEY,
    count      bigint NOT NULL,
    expires_at timestamptz NOT NULL
) WITH (fillfactor = 50);
CREATE INDEX ephemeral_counters_by_expiry ON ephemeral_counters (expires_at);

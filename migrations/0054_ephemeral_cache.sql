-- Where Redis is configured it holds copies of `ephemeral_entries`, and every node has to know which copies count. A node that cannot reach Redis
-- says so here before it changes an entry that may have a copy there: the copies so far count no more, and for a while none are used.

CREATE TABLE ephemeral_cache (
    -- The table has one row.
    single       boolean PRIMARY KEY DEFAULT true CHECK (single),
    -- Parts the shops that share a Redis.
    namespace    uuid NOT NULL DEFAULT gen_random_uuid(),
    -- Copies of earlier epochs count no more.
    epoch        bigint NOT NULL DEFAULT 1,
    -- Until then no node uses copies, by the database's clock.
    paused_until timestamptz NOT NULL DEFAULT 'epoch'
);
INSERT INTO ephemeral_cache DEFAULT VALUES;

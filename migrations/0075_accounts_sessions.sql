-- Log-ins that are under way: one row for each device. The cookie names an entry of the ephemeral store, and that entry names the row; whether somebody
-- is logged in is this table's word alone, on every node and at once. Times are the database's.

CREATE TABLE accounts_sessions (
    id               uuid PRIMARY KEY,
    account_id       uuid NOT NULL REFERENCES accounts (id),
    -- SHA-256 of the session's id, which the cookie carries: who reads the database cannot take a session over, and an entry of the ephemeral store
    -- under another id opens nothing, whatever stands in it.
    key_hash         bytea NOT NULL CONSTRAINT accounts_sessions_key_unique UNIQUE CHECK (octet_length(key_hash) = 32),
    strength         text NOT NULL CHECK (strength IN ('password', 'second_factor')),
    -- Until when what needs a fresh proof needs none.
    stepped_up_until timestamptz,
    created_at       timestamptz NOT NULL DEFAULT now(),
    last_used_at     timestamptz NOT NULL DEFAULT now(),
    -- Ends after so long without a request, and in any case at the time behind it.
    idle             interval NOT NULL CHECK (idle > interval '0'),
    expires_at       timestamptz NOT NULL,
    -- Browser and system, such as `Firefox, Linux`.
    device           text NOT NULL,
    -- The block that the address is in at the last use, such as `203.0.113.0/24`.
    network          text NOT NULL,
    ended_at         timestamptz,
    CONSTRAINT accounts_sessions_ends CHECK (expires_at > created_at)
);
CREATE INDEX accounts_sessions_by_account ON accounts_sessions (account_id, created_at) WHERE ended_at IS NULL;
CREATE INDEX accounts_sessions_by_expiry ON accounts_sessions (expires_at);

-- What has ended stays so.
CREATE FUNCTION accounts_guard_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'session % has ended', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'accounts_sessions_ended_for_good';
END $$;
CREATE TRIGGER accounts_sessions_ended_for_good BEFORE UPDATE ON accounts_sessions
    FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION accounts_guard_session();

-- Second factors: codes made by an app (RFC 6238), passkeys, and recovery codes for the day they are lost.

CREATE TABLE accounts_codes (
    account_id   uuid PRIMARY KEY REFERENCES accounts (id),
    -- Shared with the app, so it cannot be a hash: sealed with a key that the database does not have (services/src/vault.rs).
    secret       bytea NOT NULL CHECK (octet_length(secret) >= 49),
    created_at   timestamptz NOT NULL DEFAULT now(),
    -- Null until a first code has shown that the app has it.
    confirmed_at timestamptz,
    -- The 30 seconds, counted from 1970, of the last code that was taken: each code is taken once.
    last_step    bigint NOT NULL DEFAULT 0
);

CREATE TABLE accounts_recovery_codes (
    account_id uuid NOT NULL REFERENCES accounts (id),
    -- SHA-256: the codes are random, 80 bits each, so nothing slower is needed.
    hash       bytea NOT NULL CHECK (octet_length(hash) = 32),
    created_at timestamptz NOT NULL DEFAULT now(),
    used_at    timestamptz,
    PRIMARY KEY (account_id, hash)
);

CREATE TABLE accounts_passkeys (
    id            uuid PRIMARY KEY,
    account_id    uuid NOT NULL REFERENCES accounts (id),
    -- What the device calls it.
    credential_id bytea NOT NULL CONSTRAINT accounts_passkeys_credential_unique UNIQUE,
    -- What the owner calls it.
    name          text NOT NULL,
    -- The public key and how the device counts, as webauthn-rs writes it.
    passkey       jsonb NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    used_at       timestamptz
);
CREATE INDEX accounts_passkeys_by_account ON accounts_passkeys (account_id, created_at);

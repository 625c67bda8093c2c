-- Accounts: people who log in with an email address and a password. An account begins when its address is confirmed, so nobody can take an address
-- that somebody else reads. Times are the database's.

CREATE TABLE accounts (
    id                  uuid PRIMARY KEY,
    -- As it was written; null once the account is erased.
    email               text,
    -- Without what makes no difference to its owner: what is unique, and what is looked for at a log-in.
    customer            text CONSTRAINT accounts_customer_unique UNIQUE,
    -- When it was shown that mail to this address is read. Null only for the first administrator until a link was followed.
    verified_at         timestamptz,
    -- Argon2id as a PHC string; null when no password logs in: after a change of address was taken back, and after erasure.
    password_hash       text,
    password_changed_at timestamptz,
    -- Counts the changes of what lets somebody in. A log-in that began before such a change does not end after it.
    credentials         bigint NOT NULL DEFAULT 1 CHECK (credentials > 0),
    language            text NOT NULL CHECK (language IN ('de', 'fr', 'it', 'en')),
    newsletter          boolean NOT NULL DEFAULT false,
    created_at          timestamptz NOT NULL DEFAULT now(),
    -- Closed by its owner; erased some days later.
    closed_at           timestamptz,
    erased_at           timestamptz,
    CONSTRAINT accounts_has_address CHECK ((email IS NULL) = (erased_at IS NOT NULL) AND (customer IS NULL) = (erased_at IS NOT NULL)),
    CONSTRAINT accounts_erased_is_closed CHECK (erased_at IS NULL OR (closed_at IS NOT NULL AND password_hash IS NULL AND NOT newsletter))
);
CREATE INDEX accounts_closed_to_erase ON accounts (closed_at) WHERE closed_at IS NOT NULL AND erased_at IS NULL;

-- What is in links. The link has 256 random bits, the database their SHA-256: who reads the database cannot follow the link.
CREATE TABLE accounts_tokens (
    hash       bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
    kind       text NOT NULL CHECK (kind IN
        ('register', 'verify', 'reset', 'email-change', 'email-revert', 'invitation', 'first-admin')),
    -- Null for those that make an account.
    account_id uuid REFERENCES accounts (id),
    -- The address that the link confirms, went to, or gives back; with the spelling that is looked for.
    email      text NOT NULL DEFAULT '',
    customer   text NOT NULL DEFAULT '',
    -- An invitation's role, and the member of staff who sent it; null for the operator.
    role       text,
    invited_by uuid REFERENCES accounts (id),
    language   text NOT NULL CHECK (language IN ('de', 'fr', 'it', 'en')),
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    -- Used, or made void by the use of another one.
    ended_at   timestamptz,
    CONSTRAINT accounts_tokens_has_account CHECK
        ((account_id IS NULL) = (kind IN ('register', 'invitation', 'first-admin'))),
    CONSTRAINT accounts_tokens_has_role CHECK ((role IS NOT NULL) = (kind = 'invitation') AND (invited_by IS NULL OR kind = 'invitation'))
);
CREATE INDEX accounts_tokens_by_account ON accounts_tokens (account_id) WHERE ended_at IS NULL;
CREATE INDEX accounts_tokens_by_customer ON accounts_tokens (customer) WHERE ended_at IS NULL;
CREATE INDEX accounts_tokens_by_expiry ON accounts_tokens (expires_at);

-- What somebody who is not logged in asked for and may learn nothing from: registering, a new password, another address. The answer is given when the row
-- is written, before anybody has looked whether there is such an account, so neither its words nor its time can tell. A job does the rest.
CREATE TABLE accounts_requests (
    id              uuid PRIMARY KEY,
    kind            text NOT NULL CHECK (kind IN ('register', 'reset', 'email-change')),
    email           text NOT NULL,
    -- Whose address is to change.
    account_id      uuid REFERENCES accounts (id),
    language        text NOT NULL CHECK (language IN ('de', 'fr', 'it', 'en')),
    attempts        integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT accounts_requests_has_account CHECK ((account_id IS NOT NULL) = (kind = 'email-change'))
);
CREATE INDEX accounts_requests_due ON accounts_requests (next_attempt_at);

-- Every attempt to get in, for the account's owner, for staff, and for telling people from floods. What was typed is not kept: in the field for the address
-- people type passwords, too.

CREATE TABLE accounts_log_ins (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL DEFAULT now(),
    -- Null when there is no such account.
    account_id uuid REFERENCES accounts (id),
    method     text NOT NULL CHECK (method IN ('password', 'code', 'recovery_code', 'passkey', 'link')),
    outcome    text NOT NULL CHECK (outcome IN
        ('entered', 'second_factor_asked', 'wrong_password', 'no_account', 'wrong_code', 'too_many')),
    -- Null after 30 days; the block that it is in stays.
    address    text,
    network    text NOT NULL,
    -- Browser and system, such as `Firefox, Linux`.
    device     text NOT NULL
);
CREATE INDEX accounts_log_ins_by_account ON accounts_log_ins (account_id, id) WHERE account_id IS NOT NULL;
CREATE INDEX accounts_log_ins_by_time ON accounts_log_ins (at);
CREATE INDEX accounts_log_ins_to_truncate ON accounts_log_ins (at) WHERE address IS NOT NULL;

-- Devices that somebody has logged in with: they carry a cookie of 256 random bits, of which this is the SHA-256. A known device is not held up by what
-- others try with the account's address, and a log-in with it needs no mail.
CREATE TABLE accounts_devices (
    account_id uuid NOT NULL REFERENCES accounts (id),
    hash       bytea NOT NULL CHECK (octet_length(hash) = 32),
    device     text NOT NULL,
    network    text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    used_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, hash)
);
CREATE INDEX accounts_devices_by_age ON accounts_devices (used_at);

-- What an account's owner keeps with the shop: addresses, and what was agreed to.

CREATE TABLE accounts_addresses (
    id         uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (id),
    address    jsonb NOT NULL,
    is_default boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX accounts_addresses_by_account ON accounts_addresses (account_id, created_at);
CREATE UNIQUE INDEX accounts_addresses_one_default ON accounts_addresses (account_id) WHERE is_default;

-- Who has agreed to what, and when: only ever added to, since it has to be shown afterwards. It holds no address.
CREATE TABLE accounts_consents (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (id),
    consent    text NOT NULL CHECK (consent IN ('terms', 'newsletter')),
    -- The version of the text that was shown.
    version    text NOT NULL,
    given      boolean NOT NULL,
    at         timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX accounts_consents_by_account ON accounts_consents (account_id, id);
CREATE TRIGGER accounts_consents_append_only BEFORE UPDATE OR DELETE ON accounts_consents
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

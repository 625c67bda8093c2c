-- Roles: what somebody may do in the shop. What each role may is in the code (crates/domain, accounts/permissions.rs) and in docs/permissions.md.

CREATE TABLE accounts_roles (
    account_id uuid NOT NULL REFERENCES accounts (id),
    role       text NOT NULL CHECK (role IN ('buyer', 'catalogue', 'orders', 'support', 'accounting', 'admin')),
    given_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, role)
);
CREATE INDEX accounts_roles_by_role ON accounts_roles (role) WHERE role <> 'buyer';

-- Who was given what by whom, and who lost it: only ever added to.
CREATE TABLE accounts_roles_history (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (id),
    event      text NOT NULL CHECK (event IN ('role_given', 'role_taken')),
    role       text NOT NULL,
    -- `staff:<id>`, `operator`, or `buyer` for what somebody did to their own account.
    actor      text NOT NULL,
    at         timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX accounts_roles_history_by_account ON accounts_roles_history (account_id, id);
CREATE TRIGGER accounts_roles_history_append_only BEFORE UPDATE OR DELETE ON accounts_roles_history
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Profiles: what the shop keeps of somebody because of a role. Made and removed with the role, in the same transaction.
CREATE TABLE accounts_buyers (
    account_id uuid PRIMARY KEY,
    -- What a buyer names at the telephone. Given once, never again.
    number     bigint GENERATED ALWAYS AS IDENTITY (START WITH 100001) CONSTRAINT accounts_buyers_number_unique UNIQUE,
    role       text NOT NULL DEFAULT 'buyer' CHECK (role = 'buyer'),
    created_at timestamptz NOT NULL DEFAULT now(),
    -- No profile without its role, whoever deletes that; looked at when the transaction ends.
    CONSTRAINT accounts_buyers_has_role FOREIGN KEY (account_id, role) REFERENCES accounts_roles (account_id, role)
        DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE accounts_staff (
    account_id   uuid PRIMARY KEY REFERENCES accounts (id),
    -- How colleagues and histories call them; the part of their address before the @ until they say otherwise.
    display_name text NOT NULL CHECK (char_length(display_name) BETWEEN 1 AND 100),
    created_at   timestamptz NOT NULL DEFAULT now()
);

-- A role and its profile come and go together: looked at when the transaction ends, so that either may be written first.
CREATE FUNCTION accounts_guard_profiles() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    account  uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.account_id ELSE NEW.account_id END;
    is_buyer boolean;
    is_staff boolean;
BEGIN
    SELECT coalesce(bool_or(role = 'buyer'), false), coalesce(bool_or(role <> 'buyer'), false)
    INTO is_buyer, is_staff FROM accounts_roles WHERE account_id = account;
    IF is_buyer <> EXISTS (SELECT FROM accounts_buyers WHERE account_id = account)
        OR is_staff <> EXISTS (SELECT FROM accounts_staff WHERE account_id = account) THEN
        RAISE EXCEPTION 'profiles of account % do not fit its roles', account
            USING ERRCODE = 'check_violation', CONSTRAINT = 'accounts_profiles_fit_roles';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER accounts_profiles_fit_roles AFTER INSERT OR DELETE ON accounts_roles
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION accounts_guard_profiles();
CREATE CONSTRAINT TRIGGER accounts_staff_fit_roles AFTER INSERT OR DELETE ON accounts_staff
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION accounts_guard_profiles();
CREATE CONSTRAINT TRIGGER accounts_buyers_fit_roles AFTER INSERT OR DELETE ON accounts_buyers
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION accounts_guard_profiles();

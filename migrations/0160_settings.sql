-- What is set of the shop on the staff's screen: one row. A value that is not there is the operator's, or what is built in. Rules about values are the
-- service's, which has sentences for them; here stands what no version may write.

CREATE TABLE settings (
    one                boolean PRIMARY KEY DEFAULT true CHECK (one),
    version            bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    changed_at         timestamptz,
    -- As in histories: `staff:<account>`, `operator`.
    changed_by         text,
    seller_name        text CHECK (seller_name <> ''),
    seller_street      text CHECK (seller_street <> ''),
    seller_postal_code text CHECK (seller_postal_code <> ''),
    seller_town        text CHECK (seller_town <> ''),
    seller_country     text CHECK (seller_country <> ''),
    seller_vat_number  text CHECK (seller_vat_number <> ''),
    seller_iban        text CHECK (seller_iban <> ''),
    prepayment_days    integer CHECK (prepayment_days > 0),
    hold_minutes       integer CHECK (hold_minutes > 0),
    return_days        integer CHECK (return_days > 0),
    low_stock          integer CHECK (low_stock >= 0),
    staff_email        text CHECK (staff_email <> ''),
    -- Who sold, and to which account, before either was changed here for the first time: for invoices and bills that were made before they kept it
    -- themselves.
    former_seller      jsonb CHECK (jsonb_typeof(former_seller) = 'object'),
    former_account     text
);
INSERT INTO settings DEFAULT VALUES;

CREATE TRIGGER settings_stay BEFORE DELETE ON settings FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER settings_not_emptied BEFORE TRUNCATE ON settings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

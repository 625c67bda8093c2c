-- Vouchers on the staff's screens: a version that moves with what staff change, so that nobody overwrites unseen what a colleague did, and what lists are read
-- by. A use by an order is no change: only the columns that staff write count.

ALTER TABLE orders_vouchers ADD COLUMN version bigint NOT NULL DEFAULT 1;

CREATE FUNCTION orders_count_voucher_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $$;
CREATE TRIGGER orders_vouchers_version BEFORE UPDATE OF most_uses, most_uses_by_customer, valid_from, valid_until ON orders_vouchers
    FOR EACH ROW EXECUTE FUNCTION orders_count_voucher_version();

-- One that is ended before its time has come begins and ends in the same moment, and never counted.
ALTER TABLE orders_vouchers DROP CONSTRAINT orders_vouchers_ends_after_start;
ALTER TABLE orders_vouchers ADD CONSTRAINT orders_vouchers_ends_after_start CHECK (valid_until >= valid_from);

-- Where a voucher stands now: `ended`, `scheduled`, `used_up` or `active`.
CREATE FUNCTION orders_voucher_state(voucher orders_vouchers) RETURNS text LANGUAGE sql STABLE
RETURN CASE
    WHEN voucher.valid_until <= now() THEN 'ended'
    WHEN voucher.valid_from > now() THEN 'scheduled'
    WHEN voucher.uses >= voucher.most_uses THEN 'used_up'
    ELSE 'active' END;

CREATE INDEX orders_vouchers_newest ON orders_vouchers (created_at DESC, id DESC);
CREATE INDEX orders_voucher_uses_newest ON orders_voucher_uses (voucher_id, used_at DESC, order_id DESC);

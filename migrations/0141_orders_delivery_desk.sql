-- Staff see to delivery methods and what they cost. A method that is off is not offered any more; one that orders went by is kept for good. Each act names
-- the version that its screen showed, which counts changes of the method and of its rates.

ALTER TABLE orders_delivery_methods
    -- Made by the form that made the method, so that the form sent twice makes one.
    ADD COLUMN key     uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT orders_delivery_methods_key_unique UNIQUE,
    ADD COLUMN active  boolean NOT NULL DEFAULT true,
    ADD COLUMN version bigint NOT NULL DEFAULT 1 CHECK (version > 0);

CREATE FUNCTION orders_keep_used_method() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM orders WHERE delivery_method = OLD.code) THEN
        RAISE EXCEPTION 'delivery method % was used by orders and is kept', OLD.code
            USING ERRCODE = 'check_violation', CONSTRAINT = 'orders_delivery_methods_used';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER orders_delivery_methods_used BEFORE DELETE ON orders_delivery_methods
    FOR EACH ROW EXECUTE FUNCTION orders_keep_used_method();

-- A band has a fee for whatever its parcels are worth. Looked at when the transaction ends: until then a band may be half written.
CREATE FUNCTION orders_guard_delivery_bands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM orders_delivery_rates
        WHERE method IN (OLD.method, NEW.method) AND country IN (OLD.country, NEW.country) AND up_to_grams IN (OLD.up_to_grams, NEW.up_to_grams)
        GROUP BY method, country, up_to_grams HAVING min(from_value) > 0)
    THEN
        RAISE EXCEPTION 'a weight band has no fee for parcels of little value'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'orders_delivery_rates_no_gap';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER orders_delivery_rates_no_gap AFTER INSERT OR UPDATE OR DELETE ON orders_delivery_rates
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION orders_guard_delivery_bands();

-- The clean-up deletes carts that were left. An order that was placed is never deleted, whatever a statement says.

CREATE FUNCTION orders_keep_placed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'order % was placed and is kept', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'orders_placed_is_kept';
END $$;

CREATE TRIGGER orders_placed_is_kept BEFORE DELETE ON orders
    FOR EACH ROW WHEN (OLD.state <> 'pending') EXECUTE FUNCTION orders_keep_placed();

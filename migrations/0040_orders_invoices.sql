-- Invoices: numbered per year from 1 on without a gap, given in the transaction that pays the order. A sequence would leave a gap with every rollback;
-- the counter's row rolls back with the payment. Its lock is taken last, since all payments of a year meet there.

CREATE TABLE orders_invoice_years (
    year integer PRIMARY KEY CHECK (year BETWEEN 2000 AND 9999),
    last integer NOT NULL CHECK (last > 0)
);

CREATE TABLE orders_invoices (
    order_id  uuid PRIMARY KEY REFERENCES orders (id),
    -- The year in Switzerland.
    year      integer NOT NULL REFERENCES orders_invoice_years (year),
    number    integer NOT NULL CHECK (number > 0),
    issued_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT orders_invoices_number_unique UNIQUE (year, number)
);

-- The counter's row is locked by whoever inserts, so nobody else can insert in between.
CREATE FUNCTION orders_guard_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number <> 1 + coalesce((SELECT max(number) FROM orders_invoices WHERE year = NEW.year), 0) THEN
        RAISE EXCEPTION 'invoice %/% would leave a gap', NEW.year, NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'orders_invoices_without_gap';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER orders_invoices_without_gap BEFORE INSERT ON orders_invoices
    FOR EACH ROW EXECUTE FUNCTION orders_guard_invoice();
CREATE TRIGGER orders_invoices_append_only BEFORE UPDATE OR DELETE ON orders_invoices
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Parcels: an order goes out in one or in several. The database sees to it that no piece is sent twice and that nothing unpaid leaves the house.

CREATE TABLE orders_parcels (
    id             uuid PRIMARY KEY,
    order_id       uuid NOT NULL REFERENCES orders (id),
    -- The order's first parcel is 1.
    number         integer NOT NULL CHECK (number > 0),
    -- Made with the form that hands it over, so that a double click sends once; with a hash of what was sent.
    request_key    uuid NOT NULL CONSTRAINT orders_parcels_request_key_unique UNIQUE,
    request_hash   bytea NOT NULL,
    state          text NOT NULL CHECK (state IN ('packed', 'handed_over', 'delivered', 'lost', 'returned')),
    carrier        text CHECK (carrier IN ('swiss_post', 'dhl', 'other')),
    tracking       text,
    created_at     timestamptz NOT NULL DEFAULT now(),
    handed_over_at timestamptz,
    -- When the buyer was written to; null until then.
    notified_at    timestamptz,
    CONSTRAINT orders_parcels_number_unique UNIQUE (order_id, number),
    -- Lines refer to parcel and order together, so that a parcel holds lines of its own order only.
    CONSTRAINT orders_parcels_order_unique UNIQUE (id, order_id),
    CONSTRAINT orders_parcels_tracked_by_somebody CHECK (tracking IS NULL OR carrier IS NOT NULL),
    CONSTRAINT orders_parcels_handed_over_has_time CHECK (state = 'packed' OR handed_over_at IS NOT NULL)
);

CREATE TABLE orders_parcel_lines (
    parcel_id uuid NOT NULL,
    order_id  uuid NOT NULL,
    position  integer NOT NULL,
    quantity  integer NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (parcel_id, position),
    CONSTRAINT orders_parcel_lines_parcel FOREIGN KEY (parcel_id, order_id) REFERENCES orders_parcels (id, order_id),
    CONSTRAINT orders_parcel_lines_line FOREIGN KEY (order_id, position) REFERENCES orders_lines (order_id, position)
);
CREATE INDEX orders_parcel_lines_by_line ON orders_parcel_lines (order_id, position);

-- The same table of transitions as in the code (crates/domain, orders/fulfilment.rs).
CREATE FUNCTION orders_guard_parcel_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.state, NEW.state) NOT IN (
        ('packed', 'handed_over'),
        ('handed_over', 'delivered'), ('handed_over', 'lost'), ('handed_over', 'returned'),
        ('lost', 'delivered'), ('lost', 'returned')
    ) THEN
        RAISE EXCEPTION 'parcel % may not go from % to %', OLD.id, OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'orders_parcels_state_transition';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER orders_parcels_state_transition BEFORE UPDATE OF state ON orders_parcels
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION orders_guard_parcel_state();

-- A parcel is made for a paid order, or for one that is all sent and has a parcel that came back. The order's row is locked as by every verb.
CREATE FUNCTION orders_guard_parcel_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    order_state text;
BEGIN
    SELECT state INTO order_state FROM orders WHERE id = NEW.order_id FOR NO KEY UPDATE;
    IF NEW.state <> 'packed' OR order_state IS NULL OR order_state NOT IN ('paid', 'shipped') THEN
        RAISE EXCEPTION 'no parcel may be made for order %, which is %', NEW.order_id, order_state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'orders_parcels_of_paid_order';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER orders_parcels_of_paid_order BEFORE INSERT ON orders_parcels
    FOR EACH ROW EXECUTE FUNCTION orders_guard_parcel_order();

-- Never more than ordered. The order's line is locked first, so that of two parcels that are packed at once the second one sees the first.
CREATE FUNCTION orders_guard_parcel_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ordered integer;
    packed  bigint;
BEGIN
    SELECT quantity INTO ordered FROM orders_lines WHERE order_id = NEW.order_id AND position = NEW.position FOR NO KEY UPDATE;
    SELECT coalesce(sum(line.quantity), 0) INTO packed
    FROM orders_parcel_lines AS line JOIN orders_parcels AS parcel ON parcel.id = line.parcel_id
    WHERE line.order_id = NEW.order_id AND line.position = NEW.position AND parcel.state <> 'returned';
    IF packed > ordered THEN
        RAISE EXCEPTION 'line % of order % has % pieces, not %', NEW.position, NEW.order_id, ordered, packed
            USING ERRCODE = 'check_violation', CONSTRAINT = 'orders_parcel_lines_within_ordered';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER orders_parcel_lines_within_ordered AFTER INSERT OR UPDATE ON orders_parcel_lines
    FOR EACH ROW EXECUTE FUNCTION orders_guard_parcel_line();

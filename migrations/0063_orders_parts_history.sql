-- What happened to an order's parcels and returns, when and by whom. The order's own history says where the order stands; a parcel that is lost does
-- not move the order, and yet its page and its staff have to know.

CREATE TABLE orders_parts_history (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id uuid NOT NULL REFERENCES orders (id),
    kind     text NOT NULL CHECK (kind IN ('parcel', 'return')),
    part_id  uuid NOT NULL,
    -- Which parcel or return of the order, from 1.
    number   integer NOT NULL,
    event    text NOT NULL,
    -- Null where it came to be.
    before   text,
    after    text NOT NULL,
    actor    text NOT NULL,
    at       timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX orders_parts_history_by_order ON orders_parts_history (order_id, id);
CREATE TRIGGER orders_parts_history_append_only BEFORE UPDATE OR DELETE ON orders_parts_history
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

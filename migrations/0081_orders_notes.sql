-- What staff write for each other about an order; buyers never see it. A note is not changed; when its buyer is forgotten its text goes.

CREATE TABLE orders_notes (
    -- Made by the form, so that the same form sent twice makes one note.
    id       uuid PRIMARY KEY,
    order_id uuid NOT NULL REFERENCES orders (id),
    text     text NOT NULL CHECK (char_length(text) <= 2000),
    -- `staff:<id>` or `operator`.
    actor    text NOT NULL,
    at       timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX orders_notes_by_order ON orders_notes (order_id, at);
CREATE TRIGGER orders_notes_kept BEFORE DELETE ON orders_notes FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER orders_notes_not_rewritten BEFORE UPDATE ON orders_notes
    FOR EACH ROW WHEN (NEW.text <> '' OR (NEW.id, NEW.order_id, NEW.actor, NEW.at) IS DISTINCT FROM (OLD.id, OLD.order_id, OLD.actor, OLD.at))
    EXECUTE FUNCTION refuse_change();
-- A colleague who is about to send a parcel has to see "do not send" first.
CREATE TRIGGER orders_notes_touch AFTER INSERT ON orders_notes FOR EACH ROW EXECUTE FUNCTION orders_touch();

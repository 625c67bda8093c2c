-- Each mail that told a buyer of a parcel. The first one is sent once, whoever asks how often; each further one was decided by somebody.

CREATE TABLE orders_notices (
    -- Made by the form that sent it: the same form sent twice is one mail.
    request_key uuid PRIMARY KEY,
    parcel_id   uuid NOT NULL REFERENCES orders_parcels (id),
    -- Whether it was sent although the buyer had been told before.
    is_repeated boolean NOT NULL,
    -- `staff:<id>` or `operator`.
    actor       text NOT NULL,
    at          timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX orders_notices_first_once ON orders_notices (parcel_id) WHERE NOT is_repeated;
CREATE INDEX orders_notices_by_parcel ON orders_notices (parcel_id);
CREATE TRIGGER orders_notices_append_only BEFORE UPDATE OR DELETE ON orders_notices
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

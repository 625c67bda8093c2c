-- What happened to payments and refunds, written by the database itself so that no code path forgets it. Who did it stands in the transaction's
-- setting `astris.actor`; without one it was the gateway's word.

CREATE TABLE payments_history (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    payment_id uuid NOT NULL REFERENCES payments (id),
    -- The refund, where it is about one.
    refund_id  uuid REFERENCES payments_refunds (id),
    before     text,
    after      text NOT NULL,
    actor      text NOT NULL,
    remark     text NOT NULL DEFAULT '',
    at         timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX payments_history_by_payment ON payments_history (payment_id, id);
CREATE TRIGGER payments_history_append_only BEFORE UPDATE OR DELETE ON payments_history
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION payments_write_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO payments_history (payment_id, before, after, actor, remark)
    VALUES (NEW.id, OLD.state, NEW.state, coalesce(nullif(current_setting('astris.actor', true), ''), 'gateway'), NEW.remark);
    RETURN NULL;
END $$;
CREATE TRIGGER payments_history_of_payments AFTER UPDATE OF state ON payments
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION payments_write_history();

CREATE FUNCTION payments_write_refund_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO payments_history (payment_id, refund_id, before, after, actor, remark)
        VALUES (NEW.payment_id, NEW.id, NULL, NEW.state, NEW.actor, NEW.remark);
    ELSIF NEW.state <> OLD.state THEN
        INSERT INTO payments_history (payment_id, refund_id, before, after, actor, remark)
        VALUES (NEW.payment_id, NEW.id, OLD.state, NEW.state, coalesce(nullif(current_setting('astris.actor', true), ''), 'gateway'), NEW.remark);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER payments_history_of_refunds AFTER INSERT OR UPDATE OF state ON payments_refunds
    FOR EACH ROW EXECUTE FUNCTION payments_write_refund_history();

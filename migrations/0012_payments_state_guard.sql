-- The same table of transitions as in the code (crates/domain, payments/state.rs): no code path gets around it. From quarantine only staff lead out.

CREATE FUNCTION payments_guard_state() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    allowed boolean;
BEGIN
    allowed := CASE OLD.state
        WHEN 'created' THEN true
        WHEN 'open' THEN NEW.state <> 'created'
        WHEN 'pending' THEN NEW.state NOT IN ('created', 'open')
        WHEN 'authorized' THEN NEW.state NOT IN ('created', 'open', 'pending')
        WHEN 'canceled' THEN NEW.state IN ('paid', 'quarantined')
        WHEN 'expired' THEN NEW.state IN ('paid', 'quarantined')
        WHEN 'failed' THEN NEW.state IN ('paid', 'quarantined')
        WHEN 'quarantined' THEN NEW.state = 'paid'
        ELSE false
    END;
    IF NOT allowed THEN
        RAISE EXCEPTION 'payment % may not go from % to %', OLD.id, OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_state_transition';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payments_state_transition BEFORE UPDATE OF state ON payments
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION payments_guard_state();

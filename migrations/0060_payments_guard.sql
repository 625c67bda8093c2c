-- The same table of transitions as in the code (crates/domain, payments/state.rs): whatever order a gateway's notices come in, a final state is left
-- for nothing but money that came in after all. Orders have such a guard already; payments had none, so that a hasty UPDATE could lose a payment.

CREATE FUNCTION payments_guard_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.state, NEW.state) NOT IN (
        ('created', 'open'), ('created', 'pending'), ('created', 'authorized'), ('created', 'paid'), ('created', 'canceled'),
        ('created', 'expired'), ('created', 'failed'), ('created', 'quarantined'),
        ('open', 'pending'), ('open', 'authorized'), ('open', 'paid'), ('open', 'canceled'), ('open', 'expired'), ('open', 'failed'),
        ('open', 'quarantined'),
        ('pending', 'authorized'), ('pending', 'paid'), ('pending', 'canceled'), ('pending', 'expired'), ('pending', 'failed'),
        ('pending', 'quarantined'),
        ('authorized', 'paid'), ('authorized', 'canceled'), ('authorized', 'expired'), ('authorized', 'failed'), ('authorized', 'quarantined'),
        ('canceled', 'paid'), ('canceled', 'quarantined'),
        ('expired', 'paid'), ('expired', 'quarantined'),
        ('failed', 'paid'), ('failed', 'quarantined')
    ) THEN
        RAISE EXCEPTION 'payment % may not go from % to %', OLD.id, OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_state_transition';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payments_state_transition BEFORE UPDATE OF state ON payments
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION payments_guard_state();

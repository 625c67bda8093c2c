-- An order that was called off is not paid any more: its buyer has been told that nothing is owed, so money that arrives after all goes back by
-- itself. (An order that only expired still wants its goods: it takes them anew, or else the money goes back.)

CREATE OR REPLACE FUNCTION orders_guard_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.state, NEW.state) NOT IN (
        ('pending', 'awaiting_payment'), ('pending', 'cancelled'),
        ('awaiting_payment', 'paid'), ('awaiting_payment', 'expired'), ('awaiting_payment', 'cancelled'),
        ('expired', 'paid'),
        ('paid', 'shipped'), ('paid', 'refunded'),
        ('shipped', 'delivered'), ('shipped', 'refunded'), ('delivered', 'refunded')
    ) THEN
        RAISE EXCEPTION 'order % may not go from % to %', OLD.id, OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'orders_state_transition';
    END IF;
    RETURN NEW;
END $$;

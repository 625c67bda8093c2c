-- Orders with frozen snapshots: what a buyer agreed to stays readable whatever happens to the catalogue. Amounts are gross, in rappen.

CREATE SEQUENCE orders_number;

CREATE TABLE orders_delivery_methods (
    code      text PRIMARY KEY,
    position  integer NOT NULL,
    name      jsonb NOT NULL CHECK (has_all_languages(name)),
    promise   jsonb NOT NULL CHECK (has_all_languages(promise)),
    fee       bigint NOT NULL CHECK (fee >= 0),
    free_from bigint CHECK (free_from > 0)
);

CREATE TABLE orders (
    id              uuid PRIMARY KEY,
    -- For people; given when the order is placed.
    number          text CONSTRAINT orders_number_unique UNIQUE,
    -- 256 random bits in the page's address: who has it may see the order.
    token           text NOT NULL CONSTRAINT orders_token_unique UNIQUE,
    -- Made by the checkout page, so that the same form sent twice makes one order; with a hash of what was sent.
    checkout_key    uuid CONSTRAINT orders_checkout_key_unique UNIQUE,
    checkout_hash   bytea,
    state           text NOT NULL CHECK (state IN
        ('pending', 'awaiting_payment', 'paid', 'shipped', 'delivered', 'cancelled', 'expired', 'refunded')),
    language        text NOT NULL CHECK (language IN ('de', 'fr', 'it', 'en')),
    email           text NOT NULL DEFAULT '',
    address         jsonb NOT NULL DEFAULT '{}',
    delivery_method text NOT NULL DEFAULT '',
    delivery_name   text NOT NULL DEFAULT '',
    payment_method  text NOT NULL DEFAULT '',
    currency        text NOT NULL DEFAULT 'CHF',
    items_total     bigint NOT NULL DEFAULT 0 CHECK (items_total >= 0),
    delivery_fee    bigint NOT NULL DEFAULT 0 CHECK (delivery_fee >= 0),
    total           bigint NOT NULL DEFAULT 0,
    -- [{"rate": 810, "gross": 4990, "vat": 374}, …]
    vat             jsonb NOT NULL DEFAULT '[]',
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    placed_at       timestamptz,
    paid_at         timestamptz,
    hold_expires_at timestamptz,
    CONSTRAINT orders_total_is_sum CHECK (total = items_total + delivery_fee),
    CONSTRAINT orders_placed_is_complete CHECK
        (state = 'pending' OR (number IS NOT NULL AND placed_at IS NOT NULL AND email <> '' AND total > 0)),
    CONSTRAINT orders_awaiting_has_hold CHECK (state <> 'awaiting_payment' OR hold_expires_at IS NOT NULL)
);
CREATE INDEX orders_holds_to_expire ON orders (hold_expires_at) WHERE state = 'awaiting_payment';

CREATE TABLE orders_lines (
    order_id     uuid NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    position     integer NOT NULL,
    variant_id   uuid NOT NULL,
    product_slug text NOT NULL,
    sku          text NOT NULL,
    name         text NOT NULL,
    options      text NOT NULL,
    -- The main picture as the page shows it, or null.
    picture      jsonb,
    vat_class    text NOT NULL CHECK (vat_class IN ('standard', 'reduced', 'special')),
    vat_rate     integer NOT NULL CHECK (vat_rate BETWEEN 0 AND 10000),
    unit_price   bigint NOT NULL CHECK (unit_price > 0),
    quantity     integer NOT NULL CHECK (quantity > 0),
    total        bigint NOT NULL,
    PRIMARY KEY (order_id, position),
    CONSTRAINT orders_lines_total CHECK (total = unit_price * quantity)
);

-- Stock that an order holds or has bought; one row per variant, so a hold is released or sold once only.
CREATE TABLE stock_holds (
    order_id   uuid NOT NULL REFERENCES orders (id),
    variant_id uuid NOT NULL REFERENCES stock_levels (variant_id),
    quantity   integer NOT NULL CHECK (quantity > 0),
    state      text NOT NULL CHECK (state IN ('held', 'released', 'sold')),
    PRIMARY KEY (order_id, variant_id)
);

CREATE TABLE orders_history (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id uuid NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    event    text NOT NULL,
    before   text,
    after    text NOT NULL,
    -- `buyer`, `gateway`, `schedule`, later a member of staff.
    actor    text NOT NULL,
    at       timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX orders_history_by_order ON orders_history (order_id, id);
CREATE TRIGGER orders_history_no_update BEFORE UPDATE ON orders_history
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The same table of transitions as in the code (crates/domain, orders/state.rs): no code path gets around it.
CREATE FUNCTION orders_guard_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.state, NEW.state) NOT IN (
        ('pending', 'awaiting_payment'), ('pending', 'cancelled'),
        ('awaiting_payment', 'paid'), ('awaiting_payment', 'expired'), ('awaiting_payment', 'cancelled'),
        ('expired', 'paid'), ('cancelled', 'paid'),
        ('paid', 'shipped'), ('paid', 'refunded'),
        ('shipped', 'delivered'), ('shipped', 'refunded'), ('delivered', 'refunded')
    ) THEN
        RAISE EXCEPTION 'order % may not go from % to %', OLD.id, OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'orders_state_transition';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER orders_state_transition BEFORE UPDATE OF state ON orders
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION orders_guard_state();

INSERT INTO orders_delivery_methods (code, position, name, promise, fee, free_from) VALUES
    ('post-economy', 1,
     '{"de": "PostPac Economy", "fr": "PostPac Economy", "it": "PostPac Economy", "en": "PostPac Economy"}',
     '{"de": "in 2 bis 3 Werktagen", "fr": "en 2 à 3 jours ouvrables", "it": "in 2-3 giorni lavorativi", "en": "in 2 to 3 working days"}',
     790, 12000),
    ('post-priority', 2,
     '{"de": "PostPac Priority", "fr": "PostPac Priority", "it": "PostPac Priority", "en": "PostPac Priority"}',
     '{"de": "am nächsten Werktag", "fr": "le jour ouvrable suivant", "it": "il prossimo giorno lavorativo", "en": "on the next working day"}',
     1090, NULL);

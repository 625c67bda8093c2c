-- Vouchers. How often one was used is a row per order, so that a use is counted once and given back once.

CREATE TABLE orders_vouchers (
    id                    uuid PRIMARY KEY,
    -- As people may write it, without case and blanks.
    code                  text NOT NULL CONSTRAINT orders_vouchers_code_unique UNIQUE CHECK (code ~ '^[A-Z0-9]{3,32}$'),
    kind                  text NOT NULL CHECK (kind IN ('percent', 'amount', 'free_delivery')),
    -- Basis points of the goods' value, or rappen; 0 for free delivery.
    value                 bigint NOT NULL,
    -- Least value of the goods that it is for, in rappen.
    minimum               bigint NOT NULL DEFAULT 0 CHECK (minimum >= 0),
    most_uses             integer CHECK (most_uses > 0),
    most_uses_by_customer integer CHECK (most_uses_by_customer BETWEEN 1 AND 1000),
    -- Uses that count towards `most_uses`; kept only where there is such a limit, because this row is then locked by every order.
    uses                  integer NOT NULL DEFAULT 0,
    valid_from            timestamptz,
    valid_until           timestamptz,
    -- The member of staff; null for the operator's own.
    created_by            uuid,
    created_at            timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT orders_vouchers_value_fits CHECK (CASE kind
        WHEN 'percent' THEN value BETWEEN 1 AND 10000
        WHEN 'amount' THEN value > 0 AND value % 5 = 0
        ELSE value = 0 END),
    CONSTRAINT orders_vouchers_ends_after_start CHECK (valid_until > valid_from),
    CONSTRAINT orders_vouchers_uses_within_limit CHECK (uses >= 0 AND (most_uses IS NULL OR uses <= most_uses))
);

-- Without rows a voucher is for all goods.
CREATE TABLE orders_voucher_categories (
    voucher_id  uuid NOT NULL REFERENCES orders_vouchers (id) ON DELETE CASCADE,
    category_id uuid NOT NULL REFERENCES catalog_categories (id),
    PRIMARY KEY (voucher_id, category_id)
);

CREATE TABLE orders_voucher_uses (
    order_id      uuid PRIMARY KEY REFERENCES orders (id),
    voucher_id    uuid NOT NULL REFERENCES orders_vouchers (id),
    -- The buyer: the email address without what makes no difference to its owner.
    customer      text NOT NULL,
    -- Which of the customer's uses it is, from 1; null where a customer's uses are not limited.
    slot          integer CHECK (slot > 0),
    -- Whether it is among the voucher's `uses`.
    counted       boolean NOT NULL,
    used_at       timestamptz NOT NULL DEFAULT now(),
    given_back_at timestamptz
);
-- Of any number of orders that a customer places at once, each takes another slot, and there are no more slots than allowed.
CREATE UNIQUE INDEX orders_voucher_uses_slot_unique ON orders_voucher_uses (voucher_id, customer, slot) WHERE given_back_at IS NULL;

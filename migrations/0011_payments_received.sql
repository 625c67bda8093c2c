-- What has arrived, apart from what was asked for: refunds go by it. Which attempt pays the order, apart from one that was paid on top of it.

ALTER TABLE payments
    -- In the minor unit of `received_currency`; null until the gateway says that the money is there.
    ADD COLUMN received          bigint CHECK (received > 0),
    ADD COLUMN received_currency text,
    ADD COLUMN pays_order        boolean NOT NULL DEFAULT false,
    -- How often and when the gateway was last asked to call the attempt off, for an order that needs it no more.
    ADD COLUMN cancel_attempts   integer NOT NULL DEFAULT 0,
    ADD COLUMN cancel_tried_at   timestamptz,
    ADD CONSTRAINT payments_received_has_currency CHECK ((received IS NULL) = (received_currency IS NULL));

UPDATE payments SET received = amount, received_currency = currency WHERE state = 'paid';
UPDATE payments SET pays_order = true
WHERE id IN (SELECT DISTINCT ON (order_id) payment.id FROM payments AS payment JOIN orders ON orders.id = payment.order_id
             WHERE payment.state = 'paid' AND payment.remark = '' AND orders.state IN ('paid', 'shipped', 'delivered', 'refunded')
             ORDER BY order_id, payment.updated_at);

ALTER TABLE payments ADD CONSTRAINT payments_only_what_is_paid_pays CHECK (NOT pays_order OR (state = 'paid' AND received IS NOT NULL));
CREATE UNIQUE INDEX payments_one_pays_the_order ON payments (order_id) WHERE pays_order;
-- What the reconciliation looks at once a day: chargebacks come for months.
CREATE INDEX payments_received_by_check ON payments (coalesce(checked_at, created_at)) WHERE received IS NOT NULL;

-- An order can cost less than its goods and be paid in part, or whole, with a gift card. A voucher lowers the price, and with it the tax; a gift
-- card is a means of payment and changes neither. `due` is what is left to pay, and the only amount that a gateway is ever asked for.

ALTER TABLE orders
    ADD COLUMN discount_total  bigint NOT NULL DEFAULT 0,
    ADD COLUMN gift_card_total bigint NOT NULL DEFAULT 0,
    -- {"code": "WILLKOMMEN10", "benefit": {"percent": 1000}, "discount": 499}, frozen like all else.
    ADD COLUMN voucher         jsonb,
    ADD COLUMN due             bigint GENERATED ALWAYS AS (total - gift_card_total) STORED,
    DROP CONSTRAINT orders_total_is_sum,
    ADD CONSTRAINT orders_total_is_sum CHECK (total = items_total - discount_total + delivery_fee),
    ADD CONSTRAINT orders_discount_within_goods CHECK (discount_total BETWEEN 0 AND items_total),
    ADD CONSTRAINT orders_gift_card_within_total CHECK (gift_card_total BETWEEN 0 AND total),
    -- A voucher over the whole amount makes an order of nothing, which is an order still.
    DROP CONSTRAINT orders_placed_is_complete,
    ADD CONSTRAINT orders_placed_is_complete CHECK
        (state = 'pending' OR (number IS NOT NULL AND placed_at IS NOT NULL AND email <> '' AND items_total > 0));

-- The line's part of the order's discount; the parts sum to it.
ALTER TABLE orders_lines
    ADD COLUMN discount bigint NOT NULL DEFAULT 0,
    ADD CONSTRAINT orders_lines_discount_within_line CHECK (discount BETWEEN 0 AND total);

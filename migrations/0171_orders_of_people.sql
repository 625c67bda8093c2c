-- What people ordered, here and in an earlier shop, for those who look at people: nothing that counts money or work reads this.

CREATE VIEW orders_of_people AS
SELECT id, number, state, account_id, language, email, address, placed_at, total, paid_at, false AS is_earlier
FROM orders WHERE state <> 'pending'
UNION ALL
-- What was paid there is not this shop's money.
SELECT id, number, state, account_id, language, email, address, placed_at, total, NULL::timestamptz, true
FROM orders_earlier;

-- Invoices and bills keep who sold and to which account was to be paid when they were made: their files are made anew at each download, and must not follow
-- a change of the settings. Older ones have neither and go by settings.former_*.

ALTER TABLE orders_invoices ADD COLUMN seller jsonb CHECK (jsonb_typeof(seller) = 'object');

ALTER TABLE payments_prepayments
    ADD COLUMN account text CHECK (account <> ''),
    ADD COLUMN payee   jsonb CHECK (jsonb_typeof(payee) = 'object');

-- Staff page through accounts by address, byte by byte, so that the collation does not matter.
CREATE INDEX accounts_by_customer ON accounts (customer COLLATE "C") WHERE erased_at IS NULL;

-- Goods of an order that was paid back before it was sent are for sale again: a movement of its own, and a hold that ended that way, so that it
-- happens once.

ALTER TABLE stock_movements DROP CONSTRAINT stock_movements_kind_check;
ALTER TABLE stock_movements ADD CONSTRAINT stock_movements_kind_check
    CHECK (kind IN ('goods_in', 'correction', 'hold', 'release', 'sale', 'sale_after_release', 'return'));
ALTER TABLE stock_holds DROP CONSTRAINT stock_holds_state_check;
ALTER TABLE stock_holds ADD CONSTRAINT stock_holds_state_check CHECK (state IN ('held', 'released', 'sold', 'returned'));

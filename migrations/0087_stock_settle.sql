-- What was promised while backorder was on lies below zero in one bucket, with a floor there; what an order gives back lies in the bucket that it was
-- taken from. As long as both are there, a piece that makes up for a promise could be sold once more. So after an order has given something back, its
-- variants are spread anew: the floor goes up with goods that came back as it does with goods that come in.
CREATE FUNCTION stock_settle(the_order uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    the_variant uuid;
BEGIN
    FOR the_variant IN
        SELECT DISTINCT hold.variant_id FROM stock_holds AS hold JOIN stock_variants AS variant ON variant.variant_id = hold.variant_id
        WHERE hold.order_id = the_order AND NOT variant.backorder
          AND EXISTS (SELECT FROM stock_buckets AS owed WHERE owed.variant_id = hold.variant_id AND owed.floor < 0)
        ORDER BY hold.variant_id
    LOOP
        PERFORM stock_spread(the_variant, 0);
    END LOOP;
END $$;

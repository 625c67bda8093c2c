-- A cart's line keeps what its buyer saw in all four languages, for the language may change before the order is placed:
-- {"name": {"de": …}, "options": {"de": …}, "picture": {…} or null}. A placed order's line is in the order's language and has none.

ALTER TABLE orders_lines
    ADD COLUMN snapshot jsonb CONSTRAINT orders_lines_snapshot_has_all_languages CHECK
        (snapshot IS NULL OR coalesce(has_all_languages(snapshot -> 'name') AND has_all_languages(snapshot -> 'options'), false));

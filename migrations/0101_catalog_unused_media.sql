-- Files of pictures that nothing shows any more: since when, so that they stay as long as a cart or a page somewhere may still show them. The row is also
-- what the clean-up and somebody who sends the same picture again meet at: whoever comes second waits for the first.

CREATE TABLE catalog_unused_media (
    stem  text PRIMARY KEY,
    since timestamptz NOT NULL DEFAULT now()
);

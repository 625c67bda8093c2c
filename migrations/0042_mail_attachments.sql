-- Files that go out with a mail: stored with it, so that every retry sends the same bytes.

CREATE TABLE mail_attachments (
    mail_id      uuid NOT NULL REFERENCES mail_outbox (id) ON DELETE CASCADE,
    position     integer NOT NULL,
    file_name    text NOT NULL CHECK (file_name <> ''),
    content_type text NOT NULL,
    content      bytea NOT NULL,
    PRIMARY KEY (mail_id, position)
);

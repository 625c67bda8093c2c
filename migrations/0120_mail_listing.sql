-- Staff look at the outbox by state, the newest first; so many rows have been sent that nobody goes through all of them for one page.
CREATE INDEX mail_outbox_by_time ON mail_outbox (created_at, id);
CREATE INDEX mail_outbox_unsent_by_time ON mail_outbox (created_at, id) WHERE state <> 'sent';

-- What waits for staff is counted each time somebody opens the backoffice: by indexes that hold nothing else.

CREATE INDEX payments_quarantined ON payments (updated_at) WHERE state = 'quarantined';
CREATE INDEX payments_notices_given_up ON payments_notices (done_at) WHERE outcome = 'given_up';
CREATE INDEX mail_outbox_parked ON mail_outbox (created_at) WHERE state = 'parked';

-- The audit log: every act of staff, with who, when, from where, and what it changed. It is only ever added to, and it is tamper-evident: each entry holds
-- a SHA-256 over the entry before it and its own contents, and the head says where the chain ends, so an entry that was changed, taken out or cut off
-- at the end is found by `astris audit` (crates/services, audit_log/verify.rs computes the same).
--
-- The database numbers, dates and chains the entries itself, one transaction after the other: the head's row is locked until the act is committed.
-- Entries are written last in their transaction, so that nothing else waits for a lock behind it.

CREATE TABLE audit_log (
    -- From 1 without a gap.
    number  bigint PRIMARY KEY CHECK (number > 0),
    at      timestamptz NOT NULL,
    -- `staff:<id>` or `operator`.
    actor   text NOT NULL,
    -- A block of addresses; empty for commands on the machine.
    place   text NOT NULL DEFAULT '',
    -- Such as `order.ship`.
    action  text NOT NULL,
    -- An order's number, an account's id.
    subject text NOT NULL,
    before  jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(before) = 'object'),
    after   jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(after) = 'object'),
    hash    bytea NOT NULL CHECK (octet_length(hash) = 32)
);
CREATE INDEX audit_log_by_subject ON audit_log (subject, number);
CREATE INDEX audit_log_by_actor ON audit_log (actor, number);
CREATE INDEX audit_log_by_time ON audit_log (at);

CREATE TABLE audit_log_head (
    is_it  boolean PRIMARY KEY DEFAULT true CHECK (is_it),
    number bigint NOT NULL,
    hash   bytea NOT NULL
);
INSERT INTO audit_log_head (number, hash) VALUES (0, decode(repeat('00', 32), 'hex'));

CREATE FUNCTION audit_log_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    head  audit_log_head;
    parts text[];
BEGIN
    SELECT * INTO STRICT head FROM audit_log_head FOR UPDATE;
    NEW.number := head.number + 1;
    NEW.at := clock_timestamp();
    -- Each part with its length in bytes before it, so that no two entries have the same contents.
    parts := ARRAY[NEW.number::text, (extract(epoch FROM NEW.at) * 1000000)::bigint::text, NEW.actor, NEW.place, NEW.action, NEW.subject,
        NEW.before::text, NEW.after::text];
    NEW.hash := sha256(head.hash || convert_to((
        SELECT string_agg(octet_length(part) || ':' || part, '' ORDER BY place)
        FROM unnest(parts) WITH ORDINALITY AS listed (part, place)), 'UTF8'));
    UPDATE audit_log_head SET number = NEW.number, hash = NEW.hash;
    RETURN NEW;
END $$;
CREATE TRIGGER audit_log_chained BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_log_chain();
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_log_not_emptied BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_log_head_kept BEFORE DELETE ON audit_log_head FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_log_head_not_emptied BEFORE TRUNCATE ON audit_log_head FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

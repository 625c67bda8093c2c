-- VAT rates with the day from which each holds. A change that is decided is entered before its day comes; nothing else has to change on that day. What
-- orders were charged stands with the orders, and what has held is never changed: whoever looks back has to find what was charged by.

CREATE TABLE vat_rates (
    class        text NOT NULL CHECK (class IN ('standard', 'reduced', 'special')),
    -- By the calendar of Switzerland: it holds from midnight in Zurich on.
    first_day    date NOT NULL,
    basis_points integer NOT NULL CHECK (basis_points BETWEEN 0 AND 3000),
    PRIMARY KEY (class, first_day)
);

-- The Swiss rates since 2018: Swiss Federal Tax Administration, "VAT rates Switzerland".
INSERT INTO vat_rates (class, first_day, basis_points) VALUES
    ('standard', '2018-01-01', 770), ('reduced', '2018-01-01', 250), ('special', '2018-01-01', 370),
    ('standard', '2024-01-01', 810), ('reduced', '2024-01-01', 260), ('special', '2024-01-01', 380);

CREATE FUNCTION vat_guard_rates() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(NEW.first_day, OLD.first_day) <= (now() AT TIME ZONE 'Europe/Zurich')::date THEN
        RAISE EXCEPTION 'a VAT rate is neither added nor taken away once its day has come'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'vat_rates_only_coming';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER vat_rates_only_coming BEFORE INSERT OR DELETE ON vat_rates FOR EACH ROW EXECUTE FUNCTION vat_guard_rates();
CREATE TRIGGER vat_rates_not_changed BEFORE UPDATE ON vat_rates FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER vat_rates_not_emptied BEFORE TRUNCATE ON vat_rates FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

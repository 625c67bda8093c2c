-- Which orders of an import are known. Statements are parted by a line `--;`; $1 is the import.

INSERT INTO imports_errors (import_id, line, field, problem, value)
SELECT $1, line, 'number', 'repeated_order', number
FROM (SELECT line, number, row_number() OVER (PARTITION BY lower(number) ORDER BY line) AS place FROM imports_orders WHERE import_id = $1) AS counted
WHERE place > 1
--;
INSERT INTO imports_errors (import_id, line, field, problem, value)
SELECT $1, said.line, 'number', 'known_order', said.number
FROM imports_orders AS said
WHERE said.import_id = $1
  AND (EXISTS (SELECT FROM orders_earlier AS known WHERE lower(known.number) = lower(said.number))
       OR EXISTS (SELECT FROM orders AS own WHERE own.placed_at IS NOT NULL AND lower(own.number) = lower(said.number)))

use sqlx::PgConnection;

use crate::{
    audit::{Check, Finding},
    error::Result,
};

/// The room's invariants, the goods that orders hold included.
pub(crate) async fn audit(connection: &mut PgConnection) -> Result<Vec<Check>> {
    Ok(vec![
        Check {
            name: "orders.goods",
            rule: "an order's goods are held, sold or free again as its state says, piece by piece",
            findings: goods(connection).await?,
        },
        Check {
            name: "orders.overdue",
            rule: "no order waits for its payment a quarter of an hour after its hold ran out",
            findings: overdue(connection).await?,
        },
        Check { name: "orders.sums", rule: "lines, discounts and taxes sum to the order's totals", findings: sums(connection).await? },
        Check { name: "orders.history", rule: "the history ends with the state", findings: history(connection).await? },
        Check {
            name: "orders.parcels",
            rule: "an order is shipped or delivered when all its pieces are with the carrier, and not before",
            findings: parcels(connection).await?,
        },
        Check {
            name: "orders.invoices",
            rule: "invoices are numbered from 1 without a gap, and every order that was paid has one",
            findings: invoices(connection).await?,
        },
        Check {
            name: "orders.vouchers",
            rule: "a voucher's counted uses are its rows, within its limit, and lapsed orders have given theirs back",
            findings: vouchers(connection).await?,
        },
    ])
}

async fn goods(connection: &mut PgConnection) -> Result<Vec<Finding>> {
    Ok(sqlx::query_as!(
        Finding,
        r#"WITH wanted AS (
               SELECT placed.id, placed.number, placed.state, line.variant_id, sum(line.quantity) AS pieces
               FROM orders AS placed JOIN orders_lines AS line ON line.order_id = placed.id
               WHERE placed.state <> 'pending' GROUP BY placed.id, line.variant_id
           )
           SELECT wanted.number AS "subject!",
               format('%s: %s pieces of %s are %s', wanted.state, wanted.pieces, wanted.variant_id,
                      coalesce(hold.quantity || ' ' || hold.state, 'nowhere')) AS "detail!"
           FROM wanted LEFT JOIN stock_holds AS hold ON hold.order_id = wanted.id AND hold.variant_id = wanted.variant_id
           WHERE hold.quantity IS DISTINCT FROM wanted.pieces
              OR NOT CASE wanted.state
                     WHEN 'awaiting_payment' THEN hold.state = 'held'
                     WHEN 'cancelled' THEN hold.state = 'released'
                     WHEN 'expired' THEN hold.state = 'released'
                     WHEN 'refunded' THEN hold.state IN ('sold', 'returned')
                     ELSE hold.state = 'sold' END
           ORDER BY wanted.number"#
    )
    .fetch_all(connection)
    .await?)
}

async fn overdue(connection: &mut PgConnection) -> Result<Vec<Finding>> {
    Ok(sqlx::query_as!(
        Finding,
        r#"SELECT number AS "subject!", format('held until %s', hold_expires_at) AS "detail!" FROM orders
           WHERE state = 'awaiting_payment' AND hold_expires_at < now() - interval '15 minutes' ORDER BY number"#
    )
    .fetch_all(connection)
    .await?)
}

async fn sums(connection: &mut PgConnection) -> Result<Vec<Finding>> {
    Ok(sqlx::query_as!(
        Finding,
        r#"SELECT placed.number AS "subject!",
               format('goods %s, discount %s, total %s; lines %s, %s; taxed %s', items_total, discount_total, total, lines.goods, lines.discount,
                      taxed.gross) AS "detail!"
           FROM orders AS placed
           CROSS JOIN LATERAL (SELECT sum(line.total) AS goods, sum(discount) AS discount FROM orders_lines AS line
                               WHERE line.order_id = placed.id) AS lines
           CROSS JOIN LATERAL (SELECT sum((share ->> 'gross')::bigint) AS gross FROM jsonb_array_elements(vat) AS share) AS taxed
           WHERE placed.state <> 'pending'
             AND (lines.goods IS DISTINCT FROM items_total OR lines.discount IS DISTINCT FROM discount_total OR taxed.gross IS DISTINCT FROM total)
           ORDER BY placed.number"#
    )
    .fetch_all(connection)
    .await?)
}

async fn history(connection: &mut PgConnection) -> Result<Vec<Finding>> {
    Ok(sqlx::query_as!(
        Finding,
        r#"SELECT number AS "subject!", format('%s, but the history ends with %s', state, coalesce(last.after, 'nothing')) AS "detail!"
           FROM orders AS placed
           LEFT JOIN LATERAL (SELECT after FROM orders_history AS line WHERE line.order_id = placed.id ORDER BY line.id DESC LIMIT 1) AS last ON true
           WHERE state <> 'pending' AND last.after IS DISTINCT FROM state
           ORDER BY number"#
    )
    .fetch_all(connection)
    .await?)
}

async fn parcels(connection: &mut PgConnection) -> Result<Vec<Finding>> {
    Ok(sqlx::query_as!(
        Finding,
        r#"WITH pieces AS (
               SELECT placed.number, placed.state, sum(line.quantity) AS ordered, coalesce(sum(sent.pieces), 0) AS sent
               FROM orders AS placed JOIN orders_lines AS line ON line.order_id = placed.id
               LEFT JOIN LATERAL (SELECT sum(quantity) AS pieces FROM orders_parcel_lines AS part
                                  WHERE part.order_id = line.order_id AND part.position = line.position) AS sent ON true
               WHERE placed.state IN ('paid', 'shipped', 'delivered') GROUP BY placed.id
           )
           SELECT number AS "subject!", format('%s with %s of %s pieces in parcels', state, sent, ordered) AS "detail!" FROM pieces
           WHERE state <> 'paid' AND sent < ordered ORDER BY number"#
    )
    .fetch_all(connection)
    .await?)
}

async fn invoices(connection: &mut PgConnection) -> Result<Vec<Finding>> {
    Ok(sqlx::query_as!(
        Finding,
        r#"SELECT format('year %s', year.year) AS "subject!",
               format('%s invoices up to number %s; the counter says %s', count(invoice.number), coalesce(max(invoice.number), 0), year.last) AS "detail!"
           FROM orders_invoice_years AS year LEFT JOIN orders_invoices AS invoice ON invoice.year = year.year
           GROUP BY year.year HAVING (count(invoice.number), coalesce(max(invoice.number), 0)) <> (year.last, year.last)
           UNION ALL
           SELECT number, format('%s without an invoice', state) FROM orders AS placed
           WHERE state IN ('paid', 'shipped', 'delivered', 'refunded')
             AND NOT EXISTS (SELECT 1 FROM orders_invoices AS invoice WHERE invoice.order_id = placed.id)
           ORDER BY 1"#
    )
    .fetch_all(connection)
    .await?)
}

async fn vouchers(connection: &mut PgConnection) -> Result<Vec<Finding>> {
    Ok(sqlx::query_as!(
        Finding,
        r#"SELECT voucher.code AS "subject!", format('%s uses counted, %s rows, limit %s', voucher.uses, used.rows, voucher.most_uses) AS "detail!"
           FROM orders_vouchers AS voucher
           CROSS JOIN LATERAL (SELECT count(*) AS rows FROM orders_voucher_uses AS part
                               WHERE part.voucher_id = voucher.id AND part.counted AND part.given_back_at IS NULL) AS used
           WHERE voucher.most_uses IS NOT NULL AND used.rows <> voucher.uses
           UNION ALL
           SELECT placed.number, format('%s, and its voucher is still used', placed.state)
           FROM orders AS placed JOIN orders_voucher_uses AS part ON part.order_id = placed.id
           WHERE placed.state IN ('cancelled', 'expired') AND part.given_back_at IS NULL
           ORDER BY 1"#
    )
    .fetch_all(connection)
    .await?)
}

//! What an act does to a product, decided before anything is written.

use domain::backoffice::{BulkAct, BulkDifference, BulkRefusal, BulkStatus, PriceChange};

use super::rows::{ProductRow, VariantStood};

/// What an act does to a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Plan {
    /// It is so already.
    Same,
    /// It cannot be done.
    Refused(BulkRefusal),
    /// These variants get these prices.
    Prices(Vec<VariantStood>, BulkDifference),
    /// It becomes this.
    Status(BulkStatus, BulkDifference),
}

/// What the act does to the product.
pub(super) fn plan(row: &ProductRow, act: BulkAct) -> Plan {
    match act {
        BulkAct::Price(change) => prices(row, change),
        BulkAct::Status(status) if status.status() == row.status => Plan::Same,
        BulkAct::Status(BulkStatus::Published) if !row.is_complete => Plan::Refused(BulkRefusal::Incomplete),
        BulkAct::Status(status) => Plan::Status(status, BulkDifference::Status(row.status, status.status())),
    }
}

fn prices(row: &ProductRow, change: PriceChange) -> Plan {
    let mut after = Vec::with_capacity(row.stood.variants.len());
    for variant in &row.stood.variants {
        let Some(price) = change.of(variant.price) else { return Plan::Refused(BulkRefusal::Price) };
        // A former price that is not higher any more says nothing.
        after.push(VariantStood { price, compare_at: variant.compare_at.filter(|compare_at| *compare_at > price), ..*variant });
    }
    match (range(&row.stood.variants), range(&after)) {
        (Some(now), Some(then)) if after != row.stood.variants => Plan::Prices(after, BulkDifference::Prices(now, then)),
        _ => Plan::Same,
    }
}

/// The lowest and the highest price.
fn range(variants: &[VariantStood]) -> Option<(i64, i64)> {
    let prices = || variants.iter().map(|variant| variant.price);
    prices().min().zip(prices().max())
}

#[cfg(test)]
mod tests {
    use domain::backoffice::ProductStatus;
    use uuid::Uuid;

    use super::{super::rows::Stood, *};

    fn row(prices: &[(i64, Option<i64>)]) -> ProductRow {
        let variants = prices.iter().map(|&(price, compare_at)| VariantStood { id: Uuid::nil(), price, compare_at }).collect();
        ProductRow {
            id: Uuid::nil(),
            version: 1,
            slug: "tasse".into(),
            name: "Tasse".into(),
            status: ProductStatus::Draft,
            is_complete: false,
            stood: Stood { archived_at: None, published_at: None, variants },
        }
    }

    #[test]
    fn a_former_price_goes_when_it_is_no_higher() {
        let cup = row(&[(1_000, Some(1_200)), (1_000, Some(1_500))]);
        let Plan::Prices(after, _) = plan(&cup, BulkAct::Price(PriceChange::Percent(2_000))) else { panic!("no plan") };
        assert_eq!(
            after.iter().map(|variant| (variant.price, variant.compare_at)).collect::<Vec<_>>(),
            [(1_200, None), (1_200, Some(1_500))]
        );
    }

    #[test]
    fn one_price_that_cannot_be_refuses_the_product() {
        let cut = BulkAct::Price(PriceChange::Amount(-500));
        assert_eq!(plan(&row(&[(1_000, None), (500, None)]), cut), Plan::Refused(BulkRefusal::Price));
        assert_eq!(plan(&row(&[]), cut), Plan::Same, "nothing is sold of it");
        assert_eq!(plan(&row(&[(1_000, None)]), BulkAct::Price(PriceChange::Amount(0))), Plan::Same);
    }

    #[test]
    fn only_what_is_complete_is_published() {
        let draft = row(&[(1_000, None)]);
        assert_eq!(plan(&draft, BulkAct::Status(BulkStatus::Published)), Plan::Refused(BulkRefusal::Incomplete));
        assert_eq!(plan(&draft, BulkAct::Status(BulkStatus::Draft)), Plan::Same);
        let whole = ProductRow { is_complete: true, ..draft };
        assert!(matches!(plan(&whole, BulkAct::Status(BulkStatus::Published)), Plan::Status(BulkStatus::Published, _)));
    }
}

use std::collections::BTreeMap;

use super::Model;

impl Model {
    /// How far its orders, payments, refunds, parcels and returns have come, and which mails were written: a rule that is never reached proves nothing.
    pub fn reached(&self) -> BTreeMap<String, u64> {
        let orders = self.orders.iter().flat_map(|order| &order.history).map(|state| format!("order {}", state.code()));
        let late = self.orders.iter().filter(|order| order.history.contains(&domain::orders::OrderState::Expired));
        let late = late.filter(|order| order.history.contains(&domain::orders::OrderState::Paid)).map(|order| {
            let parts = [("goods", true), ("voucher", order.voucher.is_some()), ("gift card", order.gift.is_some())];
            let parts: Vec<_> = parts.into_iter().filter(|(_, has)| *has).map(|(part, _)| part).collect();
            format!("order paid late with {}", parts.join(", "))
        });
        let free = self.orders.iter().filter(|order| order.due == 0).map(|_| "order with nothing to pay".to_owned());
        let payments = self.payments.iter().map(|payment| format!("payment {}", payment.state.code()));
        let refunds = self.refunds.iter().map(|refund| format!("refund {} {}", refund.reason.code(), refund.state.code()));
        let charged = self.payments.iter().flat_map(|payment| payment.there.iter().flat_map(|there| &there.charged));
        let charged = charged.map(|charged| if charged.heard_off { "chargeback reversed" } else { "chargeback" }.to_owned());
        let bills = self.payments.iter().flat_map(|payment| &payment.there).flat_map(|there| &there.transfers);
        let bills =
            bills.map(|transfer| format!("transfer {} by {}", transfer.outcome.code(), if transfer.by_file { "file" } else { "staff" }));
        let parcels = self.parcels.iter().map(|parcel| format!("parcel {}", parcel.state.code()));
        let returns = self.returns.iter().map(|goods| format!("return {}", goods.state.code()));
        let mails = self.mails.iter().map(|mail| {
            let about: Vec<_> = mail
                .key
                .split('/')
                .filter(|part| part.parse::<uuid::Uuid>().is_err() && !part.starts_with("re_") && !part.starts_with("chb_"))
                .collect();
            format!("mail {}", about.join(" "))
        });
        let mut counts = BTreeMap::new();
        for what in orders
            .chain(late)
            .chain(free)
            .chain(payments)
            .chain(refunds)
            .chain(charged)
            .chain(bills)
            .chain(parcels)
            .chain(returns)
            .chain(mails)
        {
            *counts.entry(what).or_default() += 1;
        }
        counts
    }
}

use super::Model;

/// Money that a buyer's bank took back.
#[derive(Clone, Debug)]
pub struct Chargeback {
    /// The gateway's id.
    pub id: String,
    /// Rappen.
    pub amount: i64,
    /// Whether it has come back to the shop, at the gateway.
    pub is_off: bool,
    /// Whether our books know it, and its end.
    pub heard: bool,
    pub heard_off: bool,
}

impl Chargeback {
    /// Whether our books do not have all of it.
    pub const fn is_news(&self) -> bool {
        !self.heard || self.is_off != self.heard_off
    }
}

impl Model {
    /// What our books say that the bank has kept of a payment.
    pub fn charged_back(&self, payment: usize) -> i64 {
        let charged = self.payments[payment].there.iter().flat_map(|there| &there.charged);
        charged.filter(|charged| charged.heard && !charged.heard_off).map(|charged| charged.amount).sum()
    }

    /// What the bank has kept of a payment, at the gateway.
    pub fn charged_there(&self, payment: usize) -> i64 {
        let charged = self.payments[payment].there.iter().flat_map(|there| &there.charged);
        charged.filter(|charged| !charged.is_off).map(|charged| charged.amount).sum()
    }

    /// What is left of a payment's money, by our books; less than nothing where a refund was under way when the bank took it.
    pub fn left(&self, payment: usize) -> i64 {
        self.payments[payment].received.unwrap_or_default() - self.given_back(payment) - self.charged_back(payment)
    }

    /// Writes down what the gateway says of a payment's chargebacks; whether anything was new.
    pub fn hear_chargebacks(&mut self, payment: usize) -> bool {
        let ours = self.payments[payment].id;
        let mut told = Vec::new();
        for charged in self.payments[payment].there.iter_mut().flat_map(|there| &mut there.charged) {
            if !charged.heard {
                charged.heard = true;
                told.push(format!("chargeback/{ours}/{}", charged.id));
            }
            if charged.is_off && !charged.heard_off {
                charged.heard_off = true;
                told.push(format!("chargeback_reversed/{ours}/{}", charged.id));
            }
        }
        for what in &told {
            self.call_staff(what);
        }
        !told.is_empty()
    }
}

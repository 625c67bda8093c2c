use std::{collections::BTreeMap, sync::Arc};

use gateways::payment::PaymentGateway;

use crate::error::{Error, Result};

/// The gateways that the shop works with: by name, as a payment's row has it, and by the payment method that a buyer chooses.
#[derive(Clone, Debug, Default)]
pub struct Gateways {
    by_name: BTreeMap<&'static str, Arc<dyn PaymentGateway>>,
    /// The gateway's name per method.
    by_method: BTreeMap<String, &'static str>,
}

impl Gateways {
    /// Adds a gateway and the codes of the methods it takes. A method that two gateways take is the later one's.
    #[must_use]
    pub fn with(mut self, gateway: Arc<dyn PaymentGateway>, methods: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let name = gateway.name();
        self.by_method.extend(methods.into_iter().map(|method| (method.into(), name)));
        self.by_name.insert(name, gateway);
        self
    }

    /// The gateway of a payment's row.
    ///
    /// # Errors
    /// [`Error::Data`] if the shop works with it no longer: its payments stay as they are until it is configured again.
    pub fn named(&self, name: &str) -> Result<&Arc<dyn PaymentGateway>> {
        self.by_name.get(name).ok_or_else(|| Error::Data(format!("no gateway {name} is configured")))
    }

    /// The gateway that takes a payment method, if there is one.
    pub fn of_method(&self, code: &str) -> Option<&Arc<dyn PaymentGateway>> {
        self.by_name.get(self.by_method.get(code)?)
    }

    /// All gateways.
    pub fn all(&self) -> impl Iterator<Item = &Arc<dyn PaymentGateway>> {
        self.by_name.values()
    }

    /// All names, for the work that is taken from a table.
    pub fn names(&self) -> Vec<String> {
        self.by_name.keys().map(|name| (*name).to_owned()).collect()
    }

    /// The codes of the methods that a gateway takes.
    pub(super) fn methods_of(&self, name: &str) -> Vec<&str> {
        self.by_method.iter().filter(|(_, gateway)| **gateway == name).map(|(method, _)| method.as_str()).collect()
    }
}

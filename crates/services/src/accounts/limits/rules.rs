use std::{collections::BTreeMap, sync::Arc};

use super::{Limit, Rule, spent::Spent};

/// The rules that hold in this shop, and what this node knows of those that are spent.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    /// Where the operator says otherwise than is usual.
    rules: BTreeMap<Limit, Rule>,
    pub(super) spent: Arc<Spent>,
}

impl Limits {
    /// The same with another rule for one limit.
    #[must_use]
    pub fn with(mut self, limit: Limit, rule: Rule) -> Self {
        self.rules.insert(limit, rule);
        self
    }

    /// What holds for a limit.
    pub fn rule(&self, limit: Limit) -> Rule {
        self.rules.get(&limit).copied().unwrap_or(limit.usual())
    }
}

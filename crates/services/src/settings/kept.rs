use std::sync::Arc;

use domain::settings::{SettingFault, SettingValues};

use super::InForce;
use crate::kept;

/// The settings in force as this process has read them, for all its parts. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Kept(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    operator: SettingValues,
    production: bool,
    /// What holds as long as the row was not read.
    unread: Arc<InForce>,
    read: kept::Kept<Read>,
}

/// The row as it was read.
#[derive(Clone, Debug)]
struct Read {
    version: i64,
    in_force: Arc<InForce>,
}

impl Kept {
    /// What the operator has set, which wins over the row; `production` says which rules apply.
    pub fn new(operator: SettingValues, production: bool) -> Self {
        let unread = Arc::new(InForce::of(&operator, production).0);
        Self(Arc::new(Inner { operator, production, unread, read: kept::Kept::default() }))
    }

    /// The settings that hold now.
    pub fn in_force(&self) -> Arc<InForce> {
        self.0.read.get().map_or_else(|| Arc::clone(&self.0.unread), |read| read.in_force)
    }

    /// What the operator has set.
    pub fn operator(&self) -> &SettingValues {
        &self.0.operator
    }

    /// Whether the rules of production apply.
    pub fn production(&self) -> bool {
        self.0.production
    }

    /// Keeps what was read of the row, unless a newer version is known. Answers what is wrong with it when that is news.
    pub(super) fn keep(&self, version: i64, row: &SettingValues) -> Vec<SettingFault> {
        let (in_force, faults) = InForce::of(&self.0.operator.over(row), self.0.production);
        let read = Read { version, in_force: Arc::new(in_force) };
        let before = self.0.read.keep_unless(read, |kept| kept.version > version);
        if before.is_some_and(|before| before.version >= version) { Vec::new() } else { faults }
    }
}

#[cfg(test)]
mod tests {
    use domain::settings::Setting;

    use super::*;

    fn days(days: &str) -> SettingValues {
        [(Setting::ReturnDays, days.to_owned())].into_iter().collect()
    }

    #[test]
    fn what_was_read_late_does_not_take_the_place_of_what_is_newer() {
        let kept = Kept::new(SettingValues::default(), true);
        kept.keep(2, &days("60"));
        kept.keep(1, &days("40"));
        assert_eq!(kept.in_force().return_days, 60);
        kept.keep(3, &days("50"));
        assert_eq!(kept.in_force().return_days, 50);
    }

    #[test]
    fn what_is_wrong_is_told_once_for_each_version() {
        let kept = Kept::new(SettingValues::default(), true);
        let told = [1, 1, 2].map(|version| kept.keep(version, &days("5")).len());
        assert_eq!((told, kept.in_force().return_days), ([1, 0, 1], 30));
    }
}

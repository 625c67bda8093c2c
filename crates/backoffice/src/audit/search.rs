//! What is looked for in the audit log, in the address.

use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};
use site::told::with_query;

/// What is looked for, as it stands in the address. What cannot be is taken for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AuditSearch {
    /// What was done.
    pub action: String,
    /// What it was done to.
    pub subject: String,
    /// Who did it.
    pub who: String,
    /// From this day on, `2026-12-24`.
    pub from: String,
    /// Until this day, itself included.
    pub until: String,
    /// Below this number.
    pub before: String,
}

impl AuditSearch {
    /// What an address asks for.
    pub fn of_address(query: &ParamsMap) -> Self {
        let text = |name: &str| query.get(name).unwrap_or_default();
        Self {
            action: text("action"),
            subject: text("subject"),
            who: text("who"),
            from: text("from"),
            until: text("until"),
            before: text("before"),
        }
    }

    /// The address that asks for it.
    pub fn address(&self) -> String {
        let Self { action, subject, who, from, until, before } = self;
        let pairs = [("action", action), ("subject", subject), ("who", who), ("from", from), ("until", until), ("before", before)];
        with_query("/backoffice/audit", &pairs.map(|(name, value)| (name, value.as_str())))
    }

    /// The same for the services: days are days in Switzerland.
    #[cfg(any(feature = "ssr", test))]
    pub fn query(&self) -> domain::backoffice::AuditQuery {
        use chrono::NaiveDate;

        use crate::time::beginning;

        let day = |text: &str| text.trim().parse::<NaiveDate>().ok();
        domain::backoffice::AuditQuery {
            action: self.action.trim().to_owned(),
            subject: self.subject.trim().to_owned(),
            who: self.who.trim().to_owned(),
            from: day(&self.from).map(beginning),
            until: day(&self.until).and_then(|day| day.succ_opt()).map(beginning),
            before: self.before.trim().parse().ok(),
            size: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_whole_days_in_switzerland() {
        let search = AuditSearch { from: "2026-07-01".into(), until: "2026-12-24".into(), before: "17".into(), ..AuditSearch::default() };
        let query = search.query();
        assert_eq!(query.from.unwrap().to_rfc3339(), "2026-06-30T22:00:00+00:00");
        assert_eq!(query.until.unwrap().to_rfc3339(), "2026-12-24T23:00:00+00:00");
        assert_eq!(query.before, Some(17));
        assert_eq!(search.address(), "/backoffice/audit?from=2026-07-01&until=2026-12-24&before=17");
    }

    #[test]
    fn nonsense_asks_for_everything() {
        let search = AuditSearch { from: "yesterday".into(), before: "x".into(), ..AuditSearch::default() };
        assert_eq!(search.query(), domain::backoffice::AuditQuery::default());
    }
}

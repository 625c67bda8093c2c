use std::time::Duration;

use super::Rule;

/// What is limited. Each is counted for a subject: by address it is the block that the caller's address is in, by account the address of the account as
/// it was asked for, in the spelling that is looked for, whether there is such an account or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Limit {
    /// Log-ins that fail, by address.
    LogInByAddress,
    /// Log-ins that fail, by account, from devices that are not known.
    LogInByAccount,
    /// Log-ins that fail, by device that the account's owner has used before: what others try elsewhere does not keep them out.
    LogInByDevice,
    /// Second factors that fail, by account. Whoever gets there knows the password.
    SecondFactorByAccount,
    /// Registrations, by address.
    RegisterByAddress,
    /// Mails that registrations write, by account.
    RegisterByAccount,
    /// Requests for a new password, by address.
    ResetByAddress,
    /// Mails that such requests write, by account.
    ResetByAccount,
    /// Changes of an account's own address, and passwords given beside changes, by account.
    ChangeByAccount,
    /// Links that are opened, by address.
    LinkByAddress,
    /// Codes of vouchers and gift cards, by address.
    VoucherByAddress,
}

const MINUTE: u64 = 60;

impl Limit {
    /// All limits.
    pub const ALL: [Self; 11] = [
        Self::LogInByAddress,
        Self::LogInByAccount,
        Self::LogInByDevice,
        Self::SecondFactorByAccount,
        Self::RegisterByAddress,
        Self::RegisterByAccount,
        Self::ResetByAddress,
        Self::ResetByAccount,
        Self::ChangeByAccount,
        Self::LinkByAddress,
        Self::VoucherByAddress,
    ];

    /// The name in keys, logs and settings.
    pub const fn code(self) -> &'static str {
        match self {
            Self::LogInByAddress => "log_in_by_address",
            Self::LogInByAccount => "log_in_by_account",
            Self::LogInByDevice => "log_in_by_device",
            Self::SecondFactorByAccount => "second_factor_by_account",
            Self::RegisterByAddress => "register_by_address",
            Self::RegisterByAccount => "register_by_account",
            Self::ResetByAddress => "reset_by_address",
            Self::ResetByAccount => "reset_by_account",
            Self::ChangeByAccount => "change_by_account",
            Self::LinkByAddress => "link_by_address",
            Self::VoucherByAddress => "voucher_by_address",
        }
    }

    /// What holds unless the operator says otherwise.
    pub const fn usual(self) -> Rule {
        let (most, minutes) = match self {
            // A block is a household, an office, or some thousand customers of a mobile network.
            Self::LogInByAddress => (50, 10),
            // A thousand guesses a day, of a password that is not among the first hundred million.
            Self::LogInByAccount | Self::SecondFactorByAccount | Self::ChangeByAccount => (10, 15),
            Self::LogInByDevice => (20, 15),
            Self::RegisterByAddress | Self::ResetByAddress => (20, 60),
            // Mails that somebody gets whom others name.
            Self::RegisterByAccount | Self::ResetByAccount => (3, 60),
            Self::LinkByAddress => (60, 10),
            Self::VoucherByAddress => (60, 10),
        };
        Rule { most, window: Duration::from_secs(minutes * MINUTE) }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_limit_has_a_name_and_a_sound_rule() {
        let codes: BTreeSet<&str> = Limit::ALL.into_iter().map(Limit::code).collect();
        assert_eq!(codes.len(), Limit::ALL.len());
        for limit in Limit::ALL {
            let rule = limit.usual();
            assert_eq!(rule.to_string().parse(), Ok(rule), "{limit:?}");
        }
    }
}

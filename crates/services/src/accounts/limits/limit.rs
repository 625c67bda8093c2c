use std::time::Duration;

use super::Rule;

/// What is limited. Each is counted for a subject: by block it is the block of addresses that the caller's is in, by account or by address what was asked
/// for, whether there is such an account or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Limit {
    /// Log-ins, by block.
    LogInByBlock,
    /// Log-ins from devices that are not known, by account.
    LogInByAccount,
    /// Log-ins from a device that the account's owner has used before, by device: what others try elsewhere does not keep them out.
    LogInByDevice,
    /// Second factors, by account. Whoever gets there knows the password.
    CodeByAccount,
    /// Passwords that are asked for again from somebody who is in, by account.
    PasswordByAccount,
    /// Requests that write a mail to an address, whoever's it is, by block.
    MailByBlock,
    /// The same, by address that is written to.
    MailByAddress,
    /// Links that are used, by block.
    LinkByBlock,
    /// Codes of vouchers and gift cards, by block.
    VoucherByBlock,
    /// Questions how good a password would be, by block: they are asked while it is typed, and take turns with the log-ins.
    StrengthByBlock,
}

const MINUTE: u64 = 60;

impl Limit {
    /// All limits.
    pub const ALL: [Self; 10] = [
        Self::LogInByBlock,
        Self::LogInByAccount,
        Self::LogInByDevice,
        Self::CodeByAccount,
        Self::PasswordByAccount,
        Self::MailByBlock,
        Self::MailByAddress,
        Self::LinkByBlock,
        Self::VoucherByBlock,
        Self::StrengthByBlock,
    ];

    /// The name in keys, logs and settings.
    pub const fn code(self) -> &'static str {
        match self {
            Self::LogInByBlock => "log_in_by_block",
            Self::LogInByAccount => "log_in_by_account",
            Self::LogInByDevice => "log_in_by_device",
            Self::CodeByAccount => "code_by_account",
            Self::PasswordByAccount => "password_by_account",
            Self::MailByBlock => "mail_by_block",
            Self::MailByAddress => "mail_by_address",
            Self::LinkByBlock => "link_by_block",
            Self::VoucherByBlock => "voucher_by_block",
            Self::StrengthByBlock => "strength_by_block",
        }
    }

    /// What holds unless the operator says otherwise.
    pub const fn usual(self) -> Rule {
        let (most, minutes) = match self {
            // A block is a household, an office, or some thousand customers of a mobile network.
            Self::LogInByBlock | Self::LinkByBlock | Self::VoucherByBlock => (60, 10),
            // A thousand guesses a day, of a password that is not among the first hundred million.
            Self::LogInByAccount | Self::CodeByAccount | Self::PasswordByAccount => (10, 15),
            Self::LogInByDevice => (20, 15),
            Self::MailByBlock => (20, 60),
            Self::StrengthByBlock => (600, 10),
            // Mails that somebody gets because others name them.
            Self::MailByAddress => (4, 60),
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

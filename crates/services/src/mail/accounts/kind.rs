//! The mails about accounts.

/// What a mail says. Each has a folder of its name with its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AccountMail {
    /// The address is to be confirmed, which makes the account.
    Register,
    /// There is an account already.
    Known,
    /// The address of an account is to be confirmed.
    Verify,
    /// The account is there.
    Welcome,
    /// A new password can be chosen.
    Reset,
    /// The password is another one.
    PasswordChanged,
    /// The new address is to be confirmed.
    EmailChange,
    /// The new address has an account already; to that account.
    EmailTaken,
    /// The address is another one; to the old one.
    EmailChanged,
    /// The address is the old one again.
    EmailReverted,
    /// Somebody logged in with a device not seen before.
    NewDevice,
    /// An app makes codes for the account from now on.
    CodesAdded,
    /// No codes are asked for any more.
    CodesRemoved,
    /// A passkey lets somebody in from now on.
    PasskeyAdded,
    /// A passkey lets nobody in any more.
    PasskeyRemoved,
    /// There are new recovery codes.
    RecoveryRenewed,
    /// Somebody is to become staff.
    Invitation,
    /// The account is closed.
    Closed,
    /// Another account of its owner's was taken into the account.
    Merged,
    /// The account was taken into another one of its owner's; to the address that it had.
    MergedAway,
}

impl AccountMail {
    /// All of them.
    pub(in crate::mail) const ALL: [Self; 20] = [
        Self::Register,
        Self::Known,
        Self::Verify,
        Self::Welcome,
        Self::Reset,
        Self::PasswordChanged,
        Self::EmailChange,
        Self::EmailTaken,
        Self::EmailChanged,
        Self::EmailReverted,
        Self::NewDevice,
        Self::CodesAdded,
        Self::CodesRemoved,
        Self::PasskeyAdded,
        Self::PasskeyRemoved,
        Self::RecoveryRenewed,
        Self::Invitation,
        Self::Closed,
        Self::Merged,
        Self::MergedAway,
    ];

    /// The kind in the outbox: `account_register` and so on.
    pub(in crate::mail) const fn code(self) -> &'static str {
        match self {
            Self::Register => "account_register",
            Self::Known => "account_known",
            Self::Verify => "account_verify",
            Self::Welcome => "account_welcome",
            Self::Reset => "account_reset",
            Self::PasswordChanged => "account_password_changed",
            Self::EmailChange => "account_email_change",
            Self::EmailTaken => "account_email_taken",
            Self::EmailChanged => "account_email_changed",
            Self::EmailReverted => "account_email_reverted",
            Self::NewDevice => "account_new_device",
            Self::CodesAdded => "account_codes_added",
            Self::CodesRemoved => "account_codes_removed",
            Self::PasskeyAdded => "account_passkey_added",
            Self::PasskeyRemoved => "account_passkey_removed",
            Self::RecoveryRenewed => "account_recovery_renewed",
            Self::Invitation => "account_invitation",
            Self::Closed => "account_closed",
            Self::Merged => "account_merged",
            Self::MergedAway => "account_merged_away",
        }
    }

    /// The words, in four languages.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Register => include_str!("register/texts.json"),
            Self::Known => include_str!("known/texts.json"),
            Self::Verify => include_str!("verify/texts.json"),
            Self::Welcome => include_str!("welcome/texts.json"),
            Self::Reset => include_str!("reset/texts.json"),
            Self::PasswordChanged => include_str!("password_changed/texts.json"),
            Self::EmailChange => include_str!("email_change/texts.json"),
            Self::EmailTaken => include_str!("email_taken/texts.json"),
            Self::EmailChanged => include_str!("email_changed/texts.json"),
            Self::EmailReverted => include_str!("email_reverted/texts.json"),
            Self::NewDevice => include_str!("new_device/texts.json"),
            Self::CodesAdded => include_str!("codes_added/texts.json"),
            Self::CodesRemoved => include_str!("codes_removed/texts.json"),
            Self::PasskeyAdded => include_str!("passkey_added/texts.json"),
            Self::PasskeyRemoved => include_str!("passkey_removed/texts.json"),
            Self::RecoveryRenewed => include_str!("recovery_renewed/texts.json"),
            Self::Invitation => include_str!("invitation/texts.json"),
            Self::Closed => include_str!("closed/texts.json"),
            Self::Merged => include_str!("merged/texts.json"),
            Self::MergedAway => include_str!("merged_away/texts.json"),
        }
    }
}

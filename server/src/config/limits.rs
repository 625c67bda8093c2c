//! How often things may be tried.

use services::accounts::limits::{Limit, Limits};

use super::{reader::Reader, variable::Variable};

/// The rules: what is usual, and what the operator says otherwise.
pub fn read(reader: &mut Reader<'_>) -> Limits {
    Limit::ALL.into_iter().fold(Limits::default(), |limits, limit| {
        let rule = reader.parsed(variable(limit), limit.usual(), "a number of tries and of minutes, such as 50/10; neither is 0");
        limits.with(limit, rule)
    })
}

const fn variable(limit: Limit) -> Variable {
    match limit {
        Limit::LogInByBlock => Variable::new("ASTRIS_LIMIT_LOG_IN_BY_BLOCK", "limits.log_in_by_block"),
        Limit::LogInByAccount => Variable::new("ASTRIS_LIMIT_LOG_IN_BY_ACCOUNT", "limits.log_in_by_account"),
        Limit::LogInByDevice => Variable::new("ASTRIS_LIMIT_LOG_IN_BY_DEVICE", "limits.log_in_by_device"),
        Limit::CodeByAccount => Variable::new("ASTRIS_LIMIT_CODE_BY_ACCOUNT", "limits.code_by_account"),
        Limit::PasswordByAccount => Variable::new("ASTRIS_LIMIT_PASSWORD_BY_ACCOUNT", "limits.password_by_account"),
        Limit::MailByBlock => Variable::new("ASTRIS_LIMIT_MAIL_BY_BLOCK", "limits.mail_by_block"),
        Limit::MailByAddress => Variable::new("ASTRIS_LIMIT_MAIL_BY_ADDRESS", "limits.mail_by_address"),
        Limit::LinkByBlock => Variable::new("ASTRIS_LIMIT_LINK_BY_BLOCK", "limits.link_by_block"),
        Limit::VoucherByBlock => Variable::new("ASTRIS_LIMIT_VOUCHER_BY_BLOCK", "limits.voucher_by_block"),
        Limit::StrengthByBlock => Variable::new("ASTRIS_LIMIT_STRENGTH_BY_BLOCK", "limits.strength_by_block"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_have_the_names_of_their_limits() {
        for limit in Limit::ALL {
            let variable = variable(limit);
            assert_eq!(variable.name, format!("ASTRIS_LIMIT_{}", limit.code().to_uppercase()));
            assert_eq!(variable.key, format!("limits.{}", limit.code()));
        }
    }
}

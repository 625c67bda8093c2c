use domain::{
    accounts::Permission,
    backoffice::{SaveSettingsRequest, StaffRefusal},
    settings::{Setting, SettingFault, SettingValues},
};
use serde_json::{Map, Value};
use sqlx::PgConnection;

use crate::{
    audit_log::{self, Entry, changes},
    error::{Error, Result},
    mail,
    orders::Acting,
    settings::{InForce, refresh, store},
    shop::Shop,
};

/// Stores the settings as somebody wrote them, all at once; what the operator has set stays as it is. As they are already, nothing is done. They hold on this
/// node at once and on the others within a second or two.
///
/// # Errors
/// As of [`crate::orders::Actor::may`], and for another account as of [`Permission::ChangeAccount`]; [`Error::Invalid`] field by field;
/// [`StaffRefusal::Changed`] when they have been changed since.
pub async fn save(shop: &Shop, by: impl Into<Acting>, request: &SaveSettingsRequest) -> Result<()> {
    let by = by.into();
    by.may(Permission::ChangeSettings)?;
    let kept = &shop.kept_settings;
    let mut transaction = shop.begin().await?;
    let before = store::lock(&mut transaction).await?;
    let wanted = request.values.tidied().where_not_decided_by(kept.operator(), &before.values);
    if before.values == wanted {
        return Ok(());
    }
    if before.version != request.version {
        return Err(Error::refused(StaffRefusal::Changed { version: before.version }));
    }
    let (is, faults) = InForce::of(&kept.operator().over(&wanted), kept.production());
    if !faults.is_empty() {
        return Err(Error::Invalid(faults.iter().map(SettingFault::of_field).collect()));
    }
    if before.values.get(Setting::SellerIban) != wanted.get(Setting::SellerIban) {
        by.may(Permission::ChangeAccount)?;
    }
    let (was, _) = InForce::of(&kept.operator().over(&before.values), kept.production());
    let version = store::write(&mut transaction, &wanted, &by.actor.code(), &was, &is).await?;
    tell(&mut transaction, shop, version, &was, &is).await?;
    let (old, new) = written(&before.values, &wanted);
    audit_log::write(&mut transaction, by, Entry { action: "settings.save", subject: "shop", before: old, after: new }).await?;
    transaction.commit().await?;
    shop.work.notify_one();
    if let Err(error) = refresh(shop).await {
        // It is stored; this node follows as the others do.
        tracing::warn!(error = &error as &dyn std::error::Error, "changed settings are not read yet");
    }
    Ok(())
}

/// Tells staff, at the address that held before: whoever changes the account must not be able to keep it from them by changing the address as well.
async fn tell(connection: &mut PgConnection, shop: &Shop, version: i64, was: &InForce, is: &InForce) -> Result<()> {
    let account = |settings: &InForce| settings.prepayment.as_ref().map_or("none".to_owned(), |prepayment| prepayment.account.to_string());
    let (old, new) = (account(was), account(is));
    let recipient = was.staff_email.as_deref();
    if old != new {
        let text = format!(
            "Buyers who pay by transfer are now asked to pay to: {new}. It was: {old}.\nBills that buyers have already stay as they are. \
             If nobody of you has done this, change it back at /backoffice/settings, take the role from whoever did it, and tell your bank.\n\
             The audit log says who it was."
        );
        mail::alert_staff_at(
            connection,
            shop,
            recipient,
            &format!("settings/account/{version}"),
            "The account for transfers was changed",
            &text,
        )
        .await?;
    }
    if was.staff_email != is.staff_email {
        let text = "From now on alerts go to another address than this one, or to none.\nThe audit log says who changed it.";
        mail::alert_staff_at(
            connection,
            shop,
            recipient,
            &format!("settings/alerts/{version}"),
            "The address for alerts was changed",
            text,
        )
        .await?;
    }
    Ok(())
}

/// What changed, for the audit log. Addresses of mail stay out of what is kept for ever: of that one stands only that it was changed.
fn written(before: &SettingValues, after: &SettingValues) -> (Value, Value) {
    let object = |values: &SettingValues, word: &str| -> Value {
        let pair = |setting: Setting| {
            let text = values.get(setting)?;
            let text = if setting == Setting::StaffEmail { word } else { text };
            Some((setting.code().to_owned(), Value::from(text)))
        };
        Value::Object(Setting::ALL.into_iter().filter_map(pair).collect::<Map<_, _>>())
    };
    let is_other = before.get(Setting::StaffEmail) != after.get(Setting::StaffEmail);
    changes(object(before, "set"), object(after, if is_other { "set anew" } else { "set" }))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_audit_log_has_what_changed_and_no_address_of_mail() {
        let values = |email: &str, minutes: &str| -> SettingValues {
            [(Setting::StaffEmail, email.to_owned()), (Setting::HoldMinutes, minutes.to_owned()), (Setting::ReturnDays, "40".to_owned())]
                .into_iter()
                .collect()
        };
        let expected = (json!({ "staff_email": "set", "hold_minutes": "45" }), json!({ "staff_email": "set anew", "hold_minutes": "60" }));
        assert_eq!(written(&values("a@example.ch", "45"), &values("b@example.ch", "60")), expected);
        assert_eq!(written(&values("", "45"), &values("b@example.ch", "45")), (json!({}), json!({ "staff_email": "set anew" })));
        assert_eq!(written(&values("a@example.ch", "45"), &values("a@example.ch", "45")), (json!({}), json!({})));
    }
}

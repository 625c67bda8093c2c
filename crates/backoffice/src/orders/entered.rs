//! What was entered into a form that was not accepted: nobody enters it twice.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use site::form_data::text;
use web_sys::FormData;

/// The last form and its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entered {
    form: String,
    fields: Vec<(String, String)>,
}

/// The query's name for the form that was sent.
const FORM: &str = "form";
/// What the names of its fields begin with there.
const FIELD: &str = "e.";

impl Entered {
    /// From the address that a plain form has led back to.
    pub fn of_address() -> Self {
        use_query_map().with_untracked(|query| Self {
            form: query.get(FORM).unwrap_or_default(),
            fields: query.into_iter().filter_map(|(name, value)| Some((name.strip_prefix(FIELD)?.to_owned(), value.to_owned()))).collect(),
        })
    }

    /// From a form that a script sends.
    pub fn of_form(form: &str, keeps: &[&str], data: &FormData) -> Self {
        Self { form: form.to_owned(), fields: keeps.iter().map(|name| (short(name).to_owned(), text(data, name))).collect() }
    }

    /// Whether it was this form.
    pub fn is(&self, form: &str) -> bool {
        self.form == form
    }

    /// What was in a field of a form, if it was this one.
    pub fn get(&self, form: &str, field: &str) -> Option<String> {
        let fields = self.is(form).then_some(&self.fields)?;
        fields.iter().find(|(name, _)| name == field).map(|(_, value)| value.clone())
    }
}

/// A field's name without the group that it is sent in: `amount` of `money[amount]`.
fn short(name: &str) -> &str {
    name.split(['[', ']']).nth(1).unwrap_or(name)
}

/// The query's pairs for a form that was not accepted.
#[cfg(feature = "ssr")]
pub fn pairs(form: &str, fields: &[(&str, &str)]) -> Vec<(String, String)> {
    let fields = fields.iter().map(|(name, value)| (format!("{FIELD}{name}"), (*value).to_owned()));
    std::iter::once((FORM.to_owned(), form.to_owned())).chain(fields).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_go_by_their_own_names() {
        assert_eq!((short("money[amount]"), short("text")), ("amount", "text"));
    }

    #[test]
    fn a_form_begins_with_what_was_entered_into_it() {
        let entered = Entered { form: "ship".into(), fields: vec![("number".into(), "99".into())] };
        assert_eq!(entered.get("ship", "number").as_deref(), Some("99"));
        assert_eq!((entered.get("ship", "carrier"), entered.get("refund", "number")), (None, None));
    }
}

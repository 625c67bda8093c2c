//! What is entered to describe a picture.

use domain::catalog::Texts;
use serde::{Deserialize, Serialize};

/// The fields of the form, as entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PictureFields {
    /// What the picture shows.
    pub alt: Texts,
    /// What stays visible, in percent from the left.
    pub x: String,
    /// What stays visible, in percent from the top.
    pub y: String,
}

#[cfg(any(feature = "ssr", test))]
mod reading {
    use domain::{
        backoffice::{LONGEST_ALT, text_field},
        catalog::Focus,
        failure::{Failure, FieldError},
        language::Language,
    };

    use super::PictureFields;

    impl PictureFields {
        /// What stays visible, if both are whole percents.
        ///
        /// # Errors
        /// [`Failure::Invalid`] for those that are not.
        pub fn focus(&self) -> Result<Focus, Failure> {
            let percent = |text: &str| text.trim().parse::<u8>().ok().filter(|percent| *percent <= 100);
            match (percent(&self.x), percent(&self.y)) {
                (Some(x), Some(y)) => Ok(Focus { x, y }),
                (x, y) => {
                    let wrong = [(x, "x"), (y, "y")].into_iter().filter(|(percent, _)| percent.is_none());
                    Err(Failure::Invalid(wrong.map(|(_, field)| FieldError::malformed(field)).collect()))
                }
            }
        }

        /// The query's pairs for a form that was not accepted. What is far too long for a field is too long for an address as well.
        pub fn pairs(&self, form: &str) -> Vec<(String, String)> {
            let short = |text: &str| text.chars().take(LONGEST_ALT + 1).collect::<String>();
            let mut pairs =
                vec![("form".to_owned(), form.to_owned()), ("e.x".to_owned(), short(&self.x)), ("e.y".to_owned(), short(&self.y))];
            pairs.extend(Language::ALL.map(|language| (format!("e.{}", text_field("alt", language)), short(self.alt.get(language)))));
            pairs
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_focus_is_two_percents() {
            let fields = |x: &str, y: &str| PictureFields { x: x.into(), y: y.into(), ..PictureFields::default() };
            assert_eq!(fields(" 35", "100 ").focus(), Ok(Focus { x: 35, y: 100 }));
            assert_eq!(fields("101", "-1").focus(), Err(Failure::Invalid(vec![FieldError::malformed("x"), FieldError::malformed("y")])));
            assert_eq!(fields("50", "").focus(), Err(Failure::Invalid(vec![FieldError::malformed("y")])));
        }
    }
}

//! Fields for passwords.

use std::time::Duration;

use domain::accounts::PasswordStrength;
use leptos::{ev::Event, prelude::*, task::spawn_local};
use ui::{StrengthBar, TextField};

use super::{form::Said, server_fns::judge_password};
use crate::{pages::password_words, text::use_texts};

/// How long nobody has to type before the password is judged.
const PAUSE: Duration = Duration::from_millis(400);
/// Most characters that a field takes: more than a password may have, so that the answer says what is wrong.
const MOST: u32 = 250;

/// The password that somebody has. `name` is the field's.
#[component]
pub fn CurrentPassword(
    /// The input's id; a page may have several such fields.
    #[prop(default = "current")]
    id: &'static str,
    /// The field's name.
    #[prop(default = "current")]
    name: &'static str,
    /// The label, where there are two passwords.
    #[prop(optional)]
    label: Option<&'static str>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let t = use_texts();
    let label = label.unwrap_or(t.login.password);
    view! { <TextField id name label value="" kind="password" autocomplete="current-password" most=MOST error/> }
}

/// A new password, and how good it would be. Judged on the server, since the lists of likely passwords are too large for a page.
#[component]
pub fn NewPassword(
    /// The page's answers.
    said: Said,
    /// The address that it is for, if it is known: what an outsider knows makes a password worse.
    #[prop(optional, into)]
    email: String,
) -> impl IntoView {
    let t = use_texts();
    let found: RwSignal<Option<PasswordStrength>> = RwSignal::new(None);
    let round = StoredValue::new(0_u32);
    let typed = move |event: Event| {
        let (password, email) = (event_target_value(&event), email.clone());
        round.update_value(|round| *round += 1);
        let mine = round.get_value();
        if password.is_empty() {
            found.set(None);
            return;
        }
        let judge = move || {
            // Whoever types on asks again.
            if round.try_get_value() != Some(mine) {
                return;
            }
            spawn_local(async move {
                // A word that does not come is not missed: the form is judged again when it is sent.
                if let Ok(strength) = judge_password(password.into(), email).await
                    && round.try_get_value() == Some(mine)
                {
                    found.set(Some(strength));
                }
            });
        };
        set_timeout(judge, PAUSE);
    };
    let words = move |strength: &PasswordStrength| {
        let mark = match strength.score {
            0..PasswordStrength::LEAST => t.login.strength_weak,
            PasswordStrength::LEAST => t.login.strength_good,
            _ => t.login.strength_great,
        };
        if strength.is_enough() { mark.to_owned() } else { format!("{mark} {}", password_words(t, strength)) }
    };
    view! {
        <div>
            <TextField
                id="password"
                name="password"
                label=t.login.new_password
                value=""
                kind="password"
                autocomplete="new-password"
                most=MOST
                hint=t.login.password_hint
                error=said.error("password")
                on:input=typed
            />
            <div aria-live="polite" data-testid="strength">
                {move || found.get().map(|strength| view! { <StrengthBar score=strength.score enough=strength.is_enough() words=words(&strength)/> })}
            </div>
        </div>
    }
}

//! The way in by a passkey.

use domain::accounts::PasskeyAsked;
use leptos::{prelude::*, task::spawn_local};
use ui::{Button, Look};

use super::{
    form::Said,
    passkeys,
    server_fns::{ask_own_passkey, ask_passkey, enter_with_passkey, read_standing, step_up_with_passkey},
};
use crate::{
    failure::AppFailure,
    pages::load,
    text::{use_language, use_texts},
};

/// What a passkey is shown for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UseFor {
    /// To be let in by it alone.
    LogIn,
    /// To be let in after the password.
    SecondFactor,
    /// To prove it once more.
    StepUp,
}

impl UseFor {
    async fn ask(self) -> Result<PasskeyAsked, AppFailure> {
        match self {
            Self::LogIn => ask_passkey().await,
            Self::SecondFactor | Self::StepUp => ask_own_passkey().await,
        }
    }
}

/// A button that asks the device; shown where the shop takes passkeys and scripts run.
#[component]
pub fn PasskeyButton(
    /// The page's answers.
    said: Said,
    /// Where it leads.
    to: String,
    /// What it is for.
    use_for: UseFor,
) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let standing = load(|| (), |()| read_standing());
    let to = StoredValue::new(to);
    let press = move |_: leptos::ev::MouseEvent| {
        if said.busy.get_untracked() {
            return;
        }
        said.busy.set(true);
        spawn_local(async move {
            let answered = async {
                let PasskeyAsked { handle, options } = use_for.ask().await?;
                let Some(answer) = passkeys::show(&options).await else { return Ok(None) };
                let to = to.get_value();
                match use_for {
                    UseFor::LogIn | UseFor::SecondFactor => enter_with_passkey(language, handle, answer, to).await.map(Some),
                    UseFor::StepUp => step_up_with_passkey(language, handle, answer, to).await.map(Some),
                }
            };
            said.follow(answered.await);
        });
    };
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let takes = standing.await.is_ok_and(|standing| standing.passkeys);
                takes
                    .then(|| {
                        view! {
                            <div class="scripted mt-4">
                                <Button kind="button" look=Look::Quiet wide=true disabled=said.busy on:click=press>{t.login.passkey}</Button>
                            </div>
                        }
                    })
            })}
        </Suspense>
    }
}

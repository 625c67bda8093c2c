//! How faithful, how fast and how strict the stand-ins are.

use std::{net::SocketAddr, time::Duration};

/// Mollie API key of the test mode.
pub const MOLLIE_TEST_KEY: &str = "test_astris_sandbox_0000000000000000";
/// Mollie API key of the live mode, whose objects the test key does not see.
pub const MOLLIE_LIVE_KEY: &str = "live_astris_sandbox_0000000000000000";
/// Resend API key with full access.
pub const RESEND_KEY: &str = "re_astris_sandbox";
/// Resend API key that may send and nothing else.
pub const RESEND_SENDING_KEY: &str = "re_astris_sandbox_sending";
/// Secret that Resend's webhooks are signed with. It is known to everybody and protects nothing.
pub const WEBHOOK_SECRET: &str = "whsec_YXN0cmlzLXNhbmRib3gtd2ViaG9vay1zZWNyZXQ=";

/// The knobs that stay as they are for a run.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// How many times faster than in life webhook repetitions come.
    pub webhook_speed: f64,
    /// Time between `expiresAt` and the change to expired; minutes in life.
    pub expiry_lag: Duration,
    /// Time from a refund's making to `processing`, and from there to `refunded`; about two hours in life.
    pub refund_step: Duration,
    /// Refuse webhook URLs on this machine, as Mollie does.
    pub refuse_local_webhooks: bool,
    /// Methods whose payments can be cancelled through the API while open.
    pub cancelable_methods: Vec<String>,
    /// Status of Resend's answer to a wrong key: its own pages disagree (400, 401 or 403).
    pub resend_wrong_key_status: u16,
    /// Requests in a second that Resend allows.
    pub resend_rate: u32,
    /// Where Resend's events go, if anywhere.
    pub resend_webhook: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            webhook_speed: 1.0,
            expiry_lag: Duration::from_secs(90),
            refund_step: Duration::from_secs(30),
            refuse_local_webhooks: false,
            cancelable_methods: vec!["banktransfer".into()],
            resend_wrong_key_status: 400,
            resend_rate: 10,
            resend_webhook: None,
        }
    }
}

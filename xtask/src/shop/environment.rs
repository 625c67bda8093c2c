//! The environment that the shop's programs are started with.

use std::path::PathBuf;
use std::process::Command;

use crate::settings::Settings;

/// The keys that the sandbox accepts; they open nothing else.
const SANDBOX_PAYMENT_KEY: &str = "test_astris_sandbox_0000000000000000";
const SANDBOX_MAIL_KEY: &str = "re_astris_sandbox";
/// Who sells in the demo. The account is a published example that belongs to nobody, and production refuses it.
const DEMO_SELLER: [(&str, &str); 6] = [
    ("ASTRIS_SELLER_NAME", "Astris Demo (test account, do not pay)"),
    ("ASTRIS_SELLER_STREET", "Musterweg 1"),
    ("ASTRIS_SELLER_POSTAL_CODE", "3000"),
    ("ASTRIS_SELLER_TOWN", "Bern"),
    ("ASTRIS_SELLER_VAT_NUMBER", "CHE-123.456.788"),
    ("ASTRIS_SELLER_IBAN", "CH5800791123000889012"),
];

/// Which providers the shop talks to.
#[derive(Debug, Clone, Copy)]
pub struct Providers {
    pub payments_in_sandbox: bool,
    pub mail_in_sandbox: bool,
}

impl Providers {
    pub const SANDBOX: Self = Self { payments_in_sandbox: true, mail_in_sandbox: true };

    /// The developer's own keys win over the sandbox.
    pub fn chosen(settings: &Settings) -> Self {
        Self { payments_in_sandbox: settings.get("MOLLIE_API_KEY").is_none(), mail_in_sandbox: settings.get("RESEND_API_KEY").is_none() }
    }

    pub fn need_sandbox(self) -> bool {
        self.payments_in_sandbox || self.mail_in_sandbox
    }
}

/// Everything that the server reads from its environment.
#[derive(Debug, Clone)]
pub struct ShopEnvironment {
    pub database_url: String,
    pub port: u16,
    pub sandbox_port: Option<u16>,
    pub providers: Providers,
    pub media: PathBuf,
    /// None under cargo-leptos, which sets these itself.
    pub site: Option<PathBuf>,
    /// From the file `.env`.
    pub extra: Vec<(String, String)>,
    /// Whether settings of the developer's shell are kept from the shop, as tests need it.
    pub isolated: bool,
}

/// What settings of the shop begin with. In a developer's shell they would change what tests see.
const PERSONAL: [&str; 6] = ["ASTRIS_", "LEPTOS_", "MAIL_", "MOLLIE_", "REDIS_", "RESEND_"];

impl ShopEnvironment {
    /// Where the shop is opened: by a name, since browsers make passkeys for no IP address.
    pub fn base_url(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// The same without a name that has to be looked up, for measurements.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Whether the developer says who sells: then nothing of the demo's seller is mixed in.
    fn has_seller(&self) -> bool {
        let is_ours = |name: &str| name.starts_with("ASTRIS_SELLER_");
        let in_shell = || std::env::vars_os().any(|(name, _)| is_ours(&name.to_string_lossy()));
        self.extra.iter().any(|(name, _)| is_ours(name)) || (!self.isolated && in_shell())
    }

    pub fn sandbox_url(&self) -> Option<String> {
        self.sandbox_port.map(|port| format!("http://127.0.0.1:{port}"))
    }

    /// Gives `command` this environment.
    pub fn apply(&self, command: &mut Command) {
        if self.isolated {
            for (name, _) in std::env::vars_os() {
                if PERSONAL.iter().any(|start| name.to_string_lossy().starts_with(start)) {
                    command.env_remove(name);
                }
            }
        }
        if !self.has_seller() {
            command.envs(DEMO_SELLER);
        }
        command.envs(self.extra.iter().map(|(name, value)| (name, value)));
        command
            .env("ASTRIS_ENV", "development")
            .env("ASTRIS_LISTEN", format!("127.0.0.1:{}", self.port))
            .env("ASTRIS_BASE_URL", self.base_url())
            .env("ASTRIS_MEDIA_DIR", &self.media)
            .env("DATABASE_URL", &self.database_url);
        if let Some(site) = &self.site {
            command
                .env("LEPTOS_SITE_ROOT", site)
                .env("LEPTOS_OUTPUT_NAME", "astris")
                .env("LEPTOS_SITE_PKG_DIR", "pkg")
                .env("LEPTOS_HASH_FILES", "true");
        }
        if let Some(sandbox) = self.sandbox_url() {
            if self.providers.payments_in_sandbox {
                command.env("MOLLIE_API_KEY", SANDBOX_PAYMENT_KEY).env("MOLLIE_BASE_URL", format!("{sandbox}/mollie/v2"));
            }
            if self.providers.mail_in_sandbox {
                command.env("RESEND_API_KEY", SANDBOX_MAIL_KEY).env("RESEND_BASE_URL", format!("{sandbox}/resend"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(command: &Command, name: &str) -> Option<String> {
        command.get_envs().find(|(key, _)| *key == name).and_then(|(_, value)| value.map(|value| value.to_string_lossy().into_owned()))
    }

    #[test]
    fn own_keys_are_left_alone() {
        let environment = ShopEnvironment {
            database_url: "postgres://x".into(),
            port: 3000,
            sandbox_port: Some(3010),
            providers: Providers { payments_in_sandbox: false, mail_in_sandbox: true },
            media: PathBuf::from("media"),
            site: None,
            extra: vec![("MOLLIE_API_KEY".into(), "live_mine".into())],
            isolated: false,
        };
        let mut command = Command::new("true");
        environment.apply(&mut command);
        assert_eq!(value(&command, "MOLLIE_API_KEY").as_deref(), Some("live_mine"));
        assert_eq!(value(&command, "MOLLIE_BASE_URL"), None);
        assert_eq!(value(&command, "RESEND_BASE_URL").as_deref(), Some("http://127.0.0.1:3010/resend"));
        assert_eq!(value(&command, "ASTRIS_BASE_URL").as_deref(), Some("http://localhost:3000"));
    }

    #[test]
    fn the_demo_has_a_seller_unless_the_developer_names_one() {
        let mut environment = ShopEnvironment {
            database_url: "postgres://x".into(),
            port: 3000,
            sandbox_port: None,
            providers: Providers::SANDBOX,
            media: PathBuf::from("media"),
            site: None,
            extra: Vec::new(),
            isolated: true,
        };
        let mut command = Command::new("true");
        environment.apply(&mut command);
        assert_eq!(value(&command, "ASTRIS_SELLER_IBAN").as_deref(), Some("CH5800791123000889012"));
        environment.extra = vec![("ASTRIS_SELLER_NAME".into(), "Laden GmbH".into())];
        let mut command = Command::new("true");
        environment.apply(&mut command);
        assert_eq!(value(&command, "ASTRIS_SELLER_NAME").as_deref(), Some("Laden GmbH"));
        assert_eq!(value(&command, "ASTRIS_SELLER_IBAN"), None);
    }
}

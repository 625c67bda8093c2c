//! The configuration as a whole: what is accepted, what is refused, and that every fault is told at once.

use secrecy::ExposeSecret;
use server::config::{Config, Faults, Source};
use services::settings::InForce;

const DEVELOPMENT: [(&str, &str); 5] = [
    ("DATABASE_URL", "postgres://astris:hunter2@127.0.0.1:5432/astris"),
    ("MOLLIE_API_KEY", "test_astris_sandbox_0000000000000000"),
    ("MOLLIE_BASE_URL", "http://127.0.0.1:4000/mollie/v2"),
    ("RESEND_API_KEY", "re_astris_sandbox"),
    ("RESEND_BASE_URL", "http://127.0.0.1:4000/resend"),
];

const PRODUCTION: [(&str, &str); 7] = [
    ("ASTRIS_ENV", "production"),
    ("ASTRIS_SECRET_KEY", "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA="),
    ("ASTRIS_BASE_URL", "https://shop.astris.ch/"),
    ("DATABASE_URL", "postgres://astris:hunter2@db.astris.ch:5432/astris"),
    ("MOLLIE_API_KEY", "live_abcdefghijklmnopqrstuvwxyz0123"),
    ("RESEND_API_KEY", "re_aBcDeF_0123456789"),
    ("MAIL_FROM", "Astris <shop@astris.ch>"),
];

fn load(base: &[(&str, &str)], changes: &[(&str, &str)]) -> Result<Config, Faults> {
    let variables = base.iter().chain(changes).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Config::load(&Source::of_environment(variables))
}

fn faulty(base: &[(&str, &str)], changes: &[(&str, &str)]) -> Vec<String> {
    load(base, changes).unwrap_err().0.into_iter().map(|fault| fault.name).collect()
}

#[test]
fn development_needs_little() {
    let config = load(&DEVELOPMENT, &[]).unwrap();
    assert!(!config.production);
    assert_eq!(config.http.listen.to_string(), "127.0.0.1:3000");
    assert_eq!(config.http.base_url.url, "http://127.0.0.1:3000");
    assert_eq!(config.payments.webhook_url, config.http.base_url);
    assert_eq!(config.payments.methods, ["twint"]);
    assert!(config.redis.url.is_none());
    assert!(config.worker.enabled);
    assert!(!config.log.json);
}

#[test]
fn nothing_set_names_everything_at_once() {
    assert_eq!(faulty(&[], &[]), ["DATABASE_URL", "RESEND_API_KEY", "MOLLIE_API_KEY"]);
}

#[test]
fn a_sound_production_passes() {
    let config = load(&PRODUCTION, &[]).unwrap();
    assert!(config.production && config.log.json);
    assert_eq!(config.http.base_url.url, "https://shop.astris.ch");
}

#[test]
fn production_without_anything_is_refused() {
    let names = faulty(&[("ASTRIS_ENV", "production")], &[]);
    assert_eq!(names, ["ASTRIS_BASE_URL", "ASTRIS_SECRET_KEY", "DATABASE_URL", "MAIL_FROM", "RESEND_API_KEY", "MOLLIE_API_KEY"]);
}

#[test]
fn production_refuses_the_sandbox() {
    let names = faulty(&PRODUCTION, &DEVELOPMENT);
    assert_eq!(names, ["RESEND_API_KEY", "RESEND_BASE_URL", "MOLLIE_API_KEY", "MOLLIE_BASE_URL"]);
}

#[test]
fn production_refuses_local_and_plain_addresses() {
    for (name, value) in [
        ("ASTRIS_BASE_URL", "http://shop.astris.ch"),
        ("ASTRIS_BASE_URL", "https://localhost"),
        ("ASTRIS_WEBHOOK_URL", "https://127.0.0.1:3000"),
        ("MOLLIE_BASE_URL", "https://192.168.1.4/mollie/v2"),
        ("RESEND_BASE_URL", "http://api.resend.com"),
        ("MOLLIE_API_KEY", "test_abcdefghijklmnopqrstuvwxyz0123"),
        ("MOLLIE_API_KEY", "live_short"),
        ("ASTRIS_SECRET_KEY", ""),
        ("ASTRIS_SECRET_KEY", "too-short-for-a-secret"),
        ("ASTRIS_SECRET_KEY", "everybody-knows-this-secret-of-development"),
        ("ASTRIS_SECRET_KEY_PREVIOUS", "too-short-for-a-secret"),
        ("ASTRIS_SECRET_KEY_PREVIOUS", "everybody-knows-this-secret-of-development"),
        ("ASTRIS_SECRET_KEY_PREVIOUS", "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA="),
    ] {
        assert_eq!(faulty(&PRODUCTION, &[(name, value)]), [name], "{value}");
    }
}

#[test]
fn the_former_secret_may_be_told_beside_the_present_one() {
    assert!(load(&PRODUCTION, &[]).unwrap().secrets.previous.is_none());
    assert!(load(&PRODUCTION, &[("ASTRIS_SECRET_KEY_PREVIOUS", "")]).unwrap().secrets.previous.is_none(), "an empty one is none");
    let former = "3q2+7wABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhs=";
    let secrets = load(&PRODUCTION, &[("ASTRIS_SECRET_KEY_PREVIOUS", former)]).unwrap().secrets;
    assert_eq!(secrets.previous.as_ref().unwrap().expose_secret(), former);
    assert!(!format!("{secrets:?}").contains("3q2+"));
}

#[test]
fn a_misspelt_production_is_not_development() {
    let names = faulty(&DEVELOPMENT, &[("ASTRIS_ENV", "prod")]);
    assert!(names.contains(&"ASTRIS_ENV".to_owned()) && names.contains(&"MOLLIE_API_KEY".to_owned()), "{names:?}");
}

#[test]
fn every_nonsense_is_named() {
    let nonsense = [
        ("ASTRIS_LISTEN", "3000"),
        ("ASTRIS_BASE_URL", "shop"),
        ("ASTRIS_TRUSTED_PROXIES", "10.0.0.2, nginx"),
        ("ASTRIS_REQUEST_SECONDS", "soon"),
        ("ASTRIS_HTTP_REQUESTS", "1"),
        ("DATABASE_URL", "mysql://root@localhost/shop"),
        ("REDIS_URL", "localhost:6379"),
        ("LEPTOS_HASH_FILES", "perhaps"),
        ("ASTRIS_SECRET_KEY", "short"),
        ("ASTRIS_SECRET_KEY_PREVIOUS", "short"),
        ("MAIL_FROM", "nobody"),
        ("ASTRIS_STAFF_EMAIL", "the staff"),
        ("RESEND_API_KEY", "key"),
        ("MOLLIE_METHODS", "TWINT;visa"),
        ("ASTRIS_HOLD_MINUTES", "5"),
        ("ASTRIS_RETURN_DAYS", "14"),
        ("ASTRIS_LIMIT_LOG_IN_BY_BLOCK", "0/10"),
        ("ASTRIS_LIMIT_VOUCHER_BY_BLOCK", "many"),
        ("ASTRIS_WORKER", "maybe"),
        ("ASTRIS_LOG", "info,=="),
    ];
    let names = faulty(&DEVELOPMENT, &nonsense);
    for (name, _) in nonsense {
        assert!(names.iter().any(|fault| fault == name), "{name} is missing in {names:?}");
    }
}

#[test]
fn secrets_are_never_told() {
    let text = load(
        &PRODUCTION,
        &[("DATABASE_URL", "mysql://root:hunter2@localhost/shop"), ("MOLLIE_API_KEY", "live_hunter2"), ("RESEND_API_KEY", "hunter2")],
    )
    .unwrap_err()
    .to_string();
    assert!(!text.contains("hunter2"), "{text}");
    let debug = format!("{:?}", load(&PRODUCTION, &[]).unwrap());
    for secret in ["hunter2", "live_abc", "re_aBcDeF", "q83vEjRW"] {
        assert!(!debug.contains(secret), "{debug}");
    }
}

#[test]
fn the_file_is_read_and_its_misspelt_keys_are_named() {
    let file = "env = \"development\"\n[http]\nlisten = \"127.0.0.1:4321\"\nlisen = \"x\"\n[payments]\nmollie_methods = [\"twint\", \"creditcard\"]\n";
    let variables = DEVELOPMENT.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let source = Source::of_environment(variables);
    let faults = Config::load(&source.clone().with_file(file).unwrap()).unwrap_err();
    assert_eq!(faults.0.iter().map(|fault| fault.name.as_str()).collect::<Vec<_>>(), ["http.lisen"]);
    let config = Config::load(&source.with_file(&file.replace("lisen = \"x\"\n", "")).unwrap()).unwrap();
    assert_eq!(config.http.listen.port(), 4321);
    assert_eq!(config.payments.methods, ["twint", "creditcard"]);
}

#[test]
fn the_example_file_is_sound() {
    let example = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../astris.example.toml")).unwrap();
    // Every line that shows a setting is a comment; uncommented they are the defaults and have to be accepted.
    let uncommented: String = example
        .lines()
        .map(|line| line.strip_prefix("#").filter(|rest| !rest.starts_with(' ')).unwrap_or(line))
        .fold(String::new(), |text, line| text + line + "\n");
    let variables = DEVELOPMENT.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Config::load(&Source::of_environment(variables).with_file(&uncommented).unwrap()).unwrap();
}

const SELLER: [(&str, &str); 5] = [
    ("ASTRIS_SELLER_NAME", "Laden GmbH"),
    ("ASTRIS_SELLER_STREET", "Hauptgasse 5"),
    ("ASTRIS_SELLER_POSTAL_CODE", "3011"),
    ("ASTRIS_SELLER_TOWN", "Bern"),
    ("ASTRIS_SELLER_IBAN", "CH58 0079 1123 0008 8901 2"),
];

#[test]
fn transfers_are_on_offer_once_there_is_an_account() {
    let in_force = |settings: &[(&str, &str)]| InForce::of(&load(&DEVELOPMENT, settings).unwrap().shop, false).0;
    let without = in_force(&[]);
    assert_eq!((without.seller, without.prepayment), (None, None));
    let with = in_force(&SELLER);
    let party = with.seller.unwrap().party;
    assert_eq!((party.street.as_str(), party.house_number.as_str(), party.country.as_str()), ("Hauptgasse", "5", "CH"));
    let prepayment = with.prepayment.unwrap();
    assert_eq!((prepayment.account.as_str(), prepayment.hold.as_secs()), ("CH5800791123000889012", 10 * 86_400));
    assert!(in_force(&SELLER[..4]).prepayment.is_none());
}

#[test]
fn production_refuses_accounts_that_belong_to_nobody() {
    assert_eq!(faulty(&PRODUCTION, &SELLER), ["ASTRIS_SELLER_IBAN"]);
    let own = [&SELLER[..4], &[("ASTRIS_SELLER_IBAN", "CH5000790123456789012")]].concat();
    assert!(InForce::of(&load(&PRODUCTION, &own).unwrap().shop, true).0.prepayment.is_some());
}

#[test]
fn half_a_seller_and_mistyped_numbers_are_named() {
    assert_eq!(faulty(&DEVELOPMENT, &[SELLER[4]]), ["ASTRIS_SELLER_NAME", "ASTRIS_SELLER_POSTAL_CODE", "ASTRIS_SELLER_TOWN"]);
    for (name, value) in [
        ("ASTRIS_SELLER_IBAN", "CH58 0079 1123 0008 8901 3"),
        ("ASTRIS_SELLER_IBAN", "DE89 3704 0044 0532 0130 00"),
        ("ASTRIS_SELLER_VAT_NUMBER", "CHE-123.456.789"),
        ("ASTRIS_SELLER_COUNTRY", "Schweiz"),
        ("ASTRIS_PREPAYMENT_DAYS", "0"),
        ("ASTRIS_SELLER_TOWN", "Llanfairpwllgwyngyllgogerychwyrndrobwll"),
    ] {
        let mut settings = SELLER.to_vec();
        settings.retain(|(known, _)| *known != name);
        settings.push((name, value));
        assert_eq!(faulty(&DEVELOPMENT, &settings), [name], "{value}");
    }
}

//! All rooms together.

use domain::settings::SettingValues;
use services::accounts::limits::Limits;

use super::{
    Database, Fault, Faults, Http, Log, Mail, Payments, Redis, Secrets, Site, Worker, limits, reader::Reader, shop, source::Source,
    variable::Variable,
};

const ENVIRONMENT: Variable = Variable::new("ASTRIS_ENV", "env");

/// What the operator configured, complete and sound.
#[derive(Clone, Debug)]
pub struct Config {
    /// Whether the rules of production apply.
    pub production: bool,
    /// What keys are derived from.
    pub secrets: Secrets,
    /// The database.
    pub database: Database,
    /// The store for sessions and carts.
    pub redis: Redis,
    /// The door.
    pub http: Http,
    /// How often things may be tried.
    pub limits: Limits,
    /// Files that are served.
    pub site: Site,
    /// Mail out.
    pub mail: Mail,
    /// Payments.
    pub payments: Payments,
    /// What staff could set on their screen as well.
    pub shop: SettingValues,
    /// The background task.
    pub worker: Worker,
    /// The log.
    pub log: Log,
}

impl Config {
    /// Reads and validates everything.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn load(source: &Source) -> Result<Self, Faults> {
        let mut reader = Reader::new(source);
        reader.production = is_production(&mut reader);
        let http = Http::read(&mut reader);
        let config = Self {
            production: reader.production,
            secrets: Secrets::read(&mut reader),
            database: Database::read(&mut reader),
            redis: Redis::read(&mut reader),
            limits: limits::read(&mut reader),
            site: Site::read(&mut reader),
            mail: Mail::read(&mut reader),
            payments: Payments::read(&mut reader, &http.base_url),
            shop: shop::read(&mut reader),
            worker: Worker::read(&mut reader),
            log: Log::read(&mut reader),
            http,
        };
        sound(reader.finish()).map(|()| config)
    }

    /// Reads what `astris migrate` needs, so that a database can be prepared before keys are at hand.
    ///
    /// # Errors
    /// Everything that is wrong with these two rooms.
    pub fn load_database(source: &Source) -> Result<(Database, Log), Faults> {
        let mut reader = Reader::new(source);
        reader.production = is_production(&mut reader);
        let rooms = (Database::read(&mut reader), Log::read(&mut reader));
        // The other rooms' keys in the file are right, though nobody reads them here.
        let ours = ["DATABASE_", "ASTRIS_DATABASE_", "ASTRIS_LOG", "ASTRIS_ENV"];
        sound(reader.finish().into_iter().filter(|fault| ours.iter().any(|start| fault.name.starts_with(start))).collect()).map(|()| rooms)
    }
}

fn sound(faults: Vec<Fault>) -> Result<(), Faults> {
    if faults.is_empty() { Ok(()) } else { Err(Faults(faults)) }
}

fn is_production(reader: &mut Reader<'_>) -> bool {
    match reader.text(ENVIRONMENT) {
        None | Some("development") => false,
        Some("production") => true,
        Some(other) => {
            reader.fault(ENVIRONMENT, format!("is '{other}', which is not understood"), "Set it to development or production");
            // The stricter rules: a misspelt production must not pass as development.
            true
        }
    }
}

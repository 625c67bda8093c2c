//! Starting and stopping a whole shop.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::loopback;
use crate::postgres::{self, Cluster};
use crate::program;
use crate::service::{Ending, Service, tied};
use crate::settings::Settings;
use crate::shop::{Artefacts, Providers, ShopEnvironment};
use crate::step::Step;
use crate::stop;

/// Open requests and a running job may end first.
const SERVER_ENDING: Ending = Ending { signal: "TERM", patience: Duration::from_secs(30) };
const SANDBOX_ENDING: Ending = Ending { signal: "TERM", patience: Duration::from_secs(5) };
const READY_WITHIN: Duration = Duration::from_mins(1);
/// Next to the shop's 3000, if free; cargo-leptos takes 3001.
const SANDBOX_PORT: u16 = 3010;
/// The shop's database in every cluster made here.
const DATABASE: &str = "astris";

/// The database of a shop.
pub enum Database {
    /// The developer's, by `DATABASE_URL`.
    Given(String),
    /// One of ours.
    Cluster(Cluster),
}

impl Database {
    /// `DATABASE_URL`, or the private cluster.
    pub fn chosen(checkout: &Checkout, settings: &Settings) -> Result<Self> {
        if let Some(url) = settings.get("DATABASE_URL") {
            return Ok(Self::Given(url));
        }
        let cluster = postgres::start_private(checkout)?;
        cluster.ensure_database(DATABASE)?;
        Ok(Self::Cluster(cluster))
    }

    /// An empty database that lives as long as the value.
    pub fn throwaway(checkout: &Checkout, purpose: &str) -> Result<Self> {
        let cluster = postgres::start_throwaway(checkout, purpose)?;
        cluster.ensure_database(DATABASE)?;
        Ok(Self::Cluster(cluster))
    }

    /// An empty database that puts every commit on the disk, to be measured.
    pub fn measured(checkout: &Checkout, purpose: &str) -> Result<Self> {
        let cluster = postgres::start_measured(checkout, purpose)?;
        cluster.ensure_database(DATABASE)?;
        Ok(Self::Cluster(cluster))
    }

    pub fn url(&self) -> String {
        match self {
            Self::Given(url) => url.clone(),
            Self::Cluster(cluster) => cluster.url(DATABASE),
        }
    }

    fn ensure_running(&mut self) -> Result<()> {
        match self {
            Self::Given(_) => Ok(()),
            Self::Cluster(cluster) => cluster.ensure_running(),
        }
    }

    /// Stops a cluster that this run has started.
    pub fn stop(&mut self) {
        if let Self::Cluster(cluster) = self {
            cluster.stop();
        }
    }
}

/// What kind of shop to start.
pub struct Options {
    pub port: u16,
    pub providers: Providers,
    pub media: PathBuf,
    /// From the file `.env`.
    pub extra: Vec<(String, String)>,
    /// Keeps the developer's personal settings out of the shop.
    pub isolated: bool,
    /// Where the server's messages go: a log of this name, or the terminal.
    pub log: Option<&'static str>,
}

/// A running shop.
pub struct Shop {
    // The order of the fields is the order of stopping when dropped: server, sandbox, database.
    server: Service,
    sandbox: Option<Service>,
    database: Database,
    environment: ShopEnvironment,
    /// The server's program, for an operator's commands beside it.
    program: PathBuf,
    messages_on_terminal: bool,
}

impl Shop {
    /// Migrates and seeds the database, then starts sandbox and server and waits until the shop is ready.
    pub fn start(checkout: &Checkout, artefacts: &Artefacts, database: Database, options: Options) -> Result<Self> {
        let sandbox_port = sandbox_port(options.providers)?;
        let environment = ShopEnvironment {
            database_url: database.url(),
            port: options.port,
            sandbox_port,
            providers: options.providers,
            media: options.media,
            site: Some(artefacts.site()),
            extra: options.extra,
            isolated: options.isolated,
        };
        prepare_database(checkout, artefacts, &environment)?;
        let sandbox = start_sandbox(checkout, artefacts, &environment)?;
        let step = Step::begin("starting the shop");
        let command = server(checkout, artefacts, &environment, &["serve"]);
        let log = options.log.map(|name| checkout.log(name));
        if log.is_none() {
            step.make_room();
        }
        let mut server = Service::start("The shop", command, SERVER_ENDING, log.as_deref())?;
        loopback::wait_ready(&mut server, environment.port, "/readyz", READY_WITHIN)?;
        step.done();
        Ok(Self { server, sandbox, database, environment, program: artefacts.server(), messages_on_terminal: log.is_none() })
    }

    pub fn base_url(&self) -> String {
        self.environment.base_url()
    }

    /// Where measurements reach it.
    pub fn address(&self) -> String {
        self.environment.address()
    }

    /// Lets `command` run the shop's own program on this shop, by the path in `ASTRIS_E2E_PROGRAM`.
    pub fn lend_program(&self, command: &mut Command) {
        self.environment.apply(command);
        command.env("ASTRIS_E2E_PROGRAM", &self.program);
    }

    /// Adds 20,000 products and 100,000 orders.
    pub fn make_large(&self, checkout: &Checkout, artefacts: &Artefacts) -> Result<()> {
        seed_large(checkout, artefacts, &self.environment)
    }

    /// The server's process.
    pub fn process(&self) -> u32 {
        self.server.process()
    }

    pub fn sandbox_url(&self) -> Option<String> {
        self.environment.sandbox_url()
    }

    pub fn providers(&self) -> Providers {
        self.environment.providers
    }

    /// Returns when the user wants to stop; fails when a part of the shop ends by itself.
    pub fn wait(&mut self) -> Result<()> {
        while !stop::requested() {
            self.ensure_running()?;
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }

    fn ensure_running(&mut self) -> Result<()> {
        self.server.ensure_running()?;
        if let Some(sandbox) = &mut self.sandbox {
            sandbox.ensure_running()?;
        }
        self.database.ensure_running()
    }

    /// Stops server, sandbox and database, in this order.
    pub fn stop(mut self) {
        let step = Step::begin("stopping");
        if self.messages_on_terminal {
            step.make_room();
        }
        self.server.stop();
        if let Some(sandbox) = &mut self.sandbox {
            sandbox.stop();
        }
        self.database.stop();
        step.done();
    }
}

/// A shop with an empty database of its own and the sandbox, on free ports, for tests and measurements. Pictures are
/// kept in the cache: making them takes long, and their names tell their contents. `extra` settings are the purpose's own.
pub fn throwaway(checkout: &Checkout, artefacts: &Artefacts, purpose: &'static str, extra: &[(&str, &str)]) -> Result<Shop> {
    let database = Database::throwaway(checkout, purpose)?;
    let options = Options {
        port: loopback::free_port(None)?,
        providers: Providers::SANDBOX,
        media: checkout.cache.join("media"),
        extra: extra.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        isolated: true,
        log: Some(purpose),
    };
    Shop::start(checkout, artefacts, database, options)
}

/// The port for a sandbox, where one is needed.
pub fn sandbox_port(providers: Providers) -> Result<Option<u16>> {
    if providers.need_sandbox() {
        return loopback::free_port(Some(SANDBOX_PORT)).map(Some);
    }
    Ok(None)
}

/// A command of the shop's program. An isolated shop runs where no `astris.toml` lies.
fn server(checkout: &Checkout, artefacts: &Artefacts, environment: &ShopEnvironment, arguments: &[&str]) -> Command {
    let mut command = tied(artefacts.server(), SERVER_ENDING.signal);
    let folder = if environment.isolated { &artefacts.folder } else { &checkout.root };
    command.current_dir(folder).args(arguments);
    environment.apply(&mut command);
    command
}

/// Runs the migrations and loads the demo catalogue; both do nothing where nothing is to be done.
pub fn prepare_database(checkout: &Checkout, artefacts: &Artefacts, environment: &ShopEnvironment) -> Result<()> {
    let demo = checkout.root.join("demo").to_string_lossy().into_owned();
    let commands: [(&str, &[&str]); 2] =
        [("bringing the database up to date", &["migrate"]), ("loading the demo catalogue", &["seed", "--demo", &demo])];
    for (what, arguments) in commands {
        let step = Step::begin(what);
        let mut command = server(checkout, artefacts, environment, arguments);
        let verb = arguments[0];
        program::watch_ok(&mut command, &step, &checkout.log(verb), &format!("`astris {verb}`"))?;
        step.done();
    }
    Ok(())
}

/// Makes the large shop; it refuses where it is there already.
pub fn seed_large(checkout: &Checkout, artefacts: &Artefacts, environment: &ShopEnvironment) -> Result<()> {
    let step = Step::begin("making 20,000 products and 100,000 orders");
    let mut command = server(checkout, artefacts, environment, &["seed", "--large"]);
    program::watch_ok(&mut command, &step, &checkout.log("seed-large"), "`astris seed --large`")?;
    step.done();
    Ok(())
}

pub fn start_sandbox(checkout: &Checkout, artefacts: &Artefacts, environment: &ShopEnvironment) -> Result<Option<Service>> {
    let Some(port) = environment.sandbox_port else { return Ok(None) };
    let step = Step::begin("starting the payment and mail sandbox");
    let mut command = tied(artefacts.sandbox(), SANDBOX_ENDING.signal);
    command.current_dir(&checkout.root).args(["--listen", &format!("127.0.0.1:{port}")]);
    let log = checkout.log("sandbox");
    let mut service = Service::start("The sandbox", command, SANDBOX_ENDING, Some(&log))?;
    loopback::wait_ready(&mut service, port, "/", READY_WITHIN)?;
    step.done();
    Ok(Some(service))
}

/// Fails with a sentence if the shop's port is taken.
pub fn refuse_taken(port: u16) -> Result<()> {
    if loopback::is_free(port) {
        return Ok(());
    }
    Err(Failure::new(format!(
        "Port {port} is taken by another program: stop that one, or choose another port with `--port {}`.",
        port.saturating_add(1)
    )))
}

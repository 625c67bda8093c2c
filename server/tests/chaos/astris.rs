//! A process of the real program.

use std::{ffi::OsStr, fs::File, net::SocketAddr, process::Stdio, time::Duration};

use tokio::{
    process::{Child, Command},
    time::{Instant, sleep},
};

use crate::scene::Scene;

/// How long the program may take to answer after its start, on a machine that is busy.
const PATIENCE: Duration = Duration::from_mins(1);

/// How a process is started.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// The failpoint that ends it, such as `mail.deliver.sent:2`.
    pub failpoint: Option<String>,
    /// Whether the points that it reaches are written to `points` in the scene's folder.
    pub log_points: bool,
    /// Where it listens, if not at the scene's address.
    pub address: Option<SocketAddr>,
}

/// A running process; killed when dropped.
pub struct Astris {
    child: Child,
}

impl Astris {
    /// Starts a process and waits until it answers or has ended already.
    pub async fn start(scene: &Scene, start: &Start) -> Self {
        let address = start.address.unwrap_or(scene.address);
        let mut astris = Self { child: command(scene, env!("CARGO_BIN_EXE_astris"), start).arg("serve").spawn().unwrap() };
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let (began, ready) = (Instant::now(), format!("http://{address}/readyz"));
        while !client.get(&ready).send().await.is_ok_and(|answer| answer.status() == 200) {
            if astris.has_ended() {
                break;
            }
            assert!(began.elapsed() < PATIENCE, "the program does not answer: {}", log_of(scene));
            sleep(Duration::from_millis(20)).await;
        }
        astris
    }

    /// Whether the process has ended.
    pub fn has_ended(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    /// Waits for the process to end by itself.
    pub async fn ended(&mut self) {
        self.child.wait().await.unwrap();
    }

    /// `kill -9`.
    pub async fn kill(mut self) {
        // It may have ended already.
        let _ = self.child.kill().await;
    }
}

/// What the processes of a scene have said.
pub fn log_of(scene: &Scene) -> String {
    std::fs::read_to_string(scene.folder.join("log")).unwrap_or_default()
}

/// A program with the scene's settings, which says in the scene's log what it says, and ends with its owner.
pub fn command(scene: &Scene, program: impl AsRef<OsStr>, start: &Start) -> Command {
    let log = File::options().create(true).append(true).open(scene.folder.join("log")).unwrap();
    let mut command = Command::new(program);
    command
        .env_clear()
        .current_dir(&scene.folder)
        .stdin(Stdio::null())
        .stderr(log.try_clone().unwrap())
        .stdout(log)
        .kill_on_drop(true)
        .envs(settings(scene, start.address.unwrap_or(scene.address)));
    if let Some(failpoint) = &start.failpoint {
        command.env("ASTRIS_FAILPOINT", failpoint);
    }
    if start.log_points {
        command.env("ASTRIS_FAILPOINT_LOG", scene.folder.join("points"));
    }
    if let Some(redis) = &scene.redis {
        command.env("REDIS_URL", redis);
    }
    command
}

fn settings(scene: &Scene, address: SocketAddr) -> Vec<(&'static str, String)> {
    let sandbox = &scene.kit.sandbox;
    vec![
        ("DATABASE_URL", scene.kit.database_url()),
        ("ASTRIS_DATABASE_CONNECTIONS", "8".to_owned()),
        ("ASTRIS_LISTEN", address.to_string()),
        ("ASTRIS_BASE_URL", format!("http://{}", scene.address)),
        ("MOLLIE_API_KEY", sandbox::MOLLIE_TEST_KEY.to_owned()),
        ("MOLLIE_BASE_URL", sandbox.mollie_url()),
        ("RESEND_API_KEY", sandbox::RESEND_KEY.to_owned()),
        ("RESEND_BASE_URL", sandbox.resend_url()),
        ("ASTRIS_MEDIA_DIR", scene.folder.join("media").display().to_string()),
        ("LEPTOS_SITE_ROOT", "no-such-folder".to_owned()),
        ("ASTRIS_SELLER_NAME", "Laden GmbH".to_owned()),
        ("ASTRIS_SELLER_POSTAL_CODE", "3011".to_owned()),
        ("ASTRIS_SELLER_TOWN", "Bern".to_owned()),
        ("ASTRIS_SELLER_IBAN", "CH5800791123000889012".to_owned()),
        ("ASTRIS_LOG", "warn".to_owned()),
        ("ASTRIS_FAILPOINT_HASTE", "1".to_owned()),
    ]
}

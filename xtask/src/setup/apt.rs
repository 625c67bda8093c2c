//! Packages of Debian and Ubuntu.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;

use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::program;
use crate::step::Step;

/// Whether this program runs as root.
pub fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|metadata| metadata.uid() == 0)
}

/// Whether this machine has Debian's package manager.
pub fn exists() -> bool {
    Path::new("/usr/bin/apt-get").is_file()
}

/// Installs packages, with sudo when not root. Their services are kept from starting: this project starts what it
/// needs itself, on free ports.
///
/// `why` completes "… is missing" in the sentence of a failure.
pub fn install(checkout: &Checkout, packages: &[&str], why: &str) -> Result<()> {
    let list = packages.join(" ");
    if !exists() {
        return Err(Failure::new(format!(
            "{why} is missing and this machine has no apt-get: install it with your package manager (on Debian: {list})."
        )));
    }
    let step = Step::begin(format!("installing {list} with apt"));
    let script = script(&list);
    let mut command = if is_root() {
        Command::new("sh")
    } else if Path::new("/usr/bin/sudo").is_file() {
        allow_sudo(&step, &list)?;
        let mut sudo = Command::new("sudo");
        sudo.args(["-n", "sh"]);
        sudo
    } else {
        return Err(Failure::new(format!(
            "{why} is missing, and this user is neither root nor has sudo: as root, run `apt-get install -y {list}`."
        )));
    };
    command.args(["-c", &script]);
    program::watch_ok(&mut command, &step, &checkout.log("apt"), &format!("Installing {list}"))?;
    step.done();
    Ok(())
}

/// Lets sudo ask for the password on the terminal, before the installation runs in the background.
fn allow_sudo(step: &Step, list: &str) -> Result<()> {
    step.make_room();
    let allowed = Command::new("sudo").arg("-v").status().is_ok_and(|status| status.success());
    if allowed {
        return Ok(());
    }
    Err(Failure::new(format!(
        "sudo did not allow the installation: as root, run `apt-get install -y {list}`, then the same command again."
    )))
}

/// Package lists are refreshed only if the installation fails without. A `policy-rc.d` that forbids starting services
/// is put in place for the time of the installation, unless the machine has one, and PostgreSQL makes no cluster.
fn script(list: &str) -> String {
    format!(
        "export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
clusters=/etc/postgresql-common/createcluster.conf
cleanup() {{ [ -n \"$mine\" ] && rm -f $policy; [ -n \"$made\" ] && rm -f $clusters; true; }}
trap cleanup EXIT; trap 'exit 1' INT TERM
[ -e $policy ] || {{ mine=1; printf '#!/bin/sh\\nexit 101\\n' > $policy; chmod 755 $policy; }}
[ -e $clusters ] || {{ made=1; mkdir -p /etc/postgresql-common; echo 'create_main_cluster = false' > $clusters; }}
get() {{ apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=120 -o Dpkg::Options::=--force-confold {list}; }}
get || {{ apt-get update && get; }}"
    )
}

#[cfg(test)]
mod tests {
    use super::script;

    #[test]
    fn the_script_names_the_packages_and_cleans_up() {
        let script = script("redis-server wrk");
        assert!(script.contains("get() { apt-get install -y") && script.contains("redis-server wrk"));
        assert!(script.contains("trap cleanup EXIT"));
    }
}

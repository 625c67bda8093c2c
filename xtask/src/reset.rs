//! `cargo xtask reset`: back to an empty shop.

use std::fs;
use std::io::{ErrorKind, Write, stdin, stdout};
use std::path::Path;
use std::process::ExitCode;

use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::postgres::PrivateData;
use crate::step::Step;

/// Below `.astris/`. Finished builds stay: they hold no data and cost minutes.
const REMOVED: [&str; 8] = ["postgres", "postgres.new", "postgres.password", "postgres.port", "secret.key", "media", "logs", "dev"];

pub fn run(arguments: &[String]) -> Result<ExitCode> {
    let sure = arguments.iter().any(|word| word == "--yes" || word == "-y");
    let checkout = Checkout::find()?;
    let data = PrivateData::of(&checkout);
    if !sure && !confirmed(&data.folder) {
        println!("Nothing was deleted.");
        return Ok(ExitCode::SUCCESS);
    }
    let step = Step::begin("deleting database, pictures and logs");
    data.stop_server()?;
    // The data may lie elsewhere, with a link to it in the checkout.
    remove(&data.folder)?;
    for name in REMOVED {
        remove(&checkout.private().join(name))?;
    }
    step.done();
    Ok(ExitCode::SUCCESS)
}

fn confirmed(data: &Path) -> bool {
    print!("Delete the private database in {} with all orders, the pictures and the logs? [y/N] ", data.display());
    let _ = stdout().flush();
    let mut answer = String::new();
    stdin().read_line(&mut answer).is_ok() && matches!(answer.trim(), "y" | "Y" | "yes")
}

fn remove(path: &Path) -> Result<()> {
    let Ok(metadata) = fs::symlink_metadata(path) else {
        return Ok(());
    };
    let removed = if metadata.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Failure::io("delete", path, &error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::remove;
    use crate::scratch::Scratch;
    use std::fs;

    #[test]
    fn removes_links_without_following_them() {
        let scratch = Scratch::create("reset").unwrap();
        let kept = scratch.path().join("kept");
        fs::create_dir(&kept).unwrap();
        let link = scratch.path().join("link");
        std::os::unix::fs::symlink(&kept, &link).unwrap();
        remove(&link).unwrap();
        assert!(kept.exists() && fs::symlink_metadata(&link).is_err());
        remove(&link).unwrap();
    }
}

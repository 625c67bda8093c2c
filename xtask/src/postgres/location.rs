//! Where the private cluster's data lies.

use std::collections::hash_map::DefaultHasher;
use std::fs::{self, Permissions};
use std::hash::{Hash, Hasher};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::postgres::owner::Owner;

/// Used when root's checkout lies where PostgreSQL's user may not go.
const ELSEWHERE: &str = "/var/lib/astris";

/// The folder of the data: `.astris/postgres`, or what this is a link to.
pub fn find(checkout: &Checkout) -> PathBuf {
    let link = checkout.private().join("postgres");
    match fs::read_link(&link) {
        // The link of another checkout, copied here with it, is not ours.
        Ok(target) if target == elsewhere(checkout) => target,
        _ => link,
    }
}

/// As [`find`]; at the first time decides for a place that `owner` may write to. The folder itself is not created,
/// the folders above are.
pub fn choose(checkout: &Checkout, owner: &Owner) -> Result<PathBuf> {
    let link = checkout.private().join("postgres");
    if fs::read_link(&link).is_ok_and(|target| target != elsewhere(checkout)) {
        fs::remove_file(&link).map_err(|error| Failure::io("remove", &link, &error))?;
    }
    let found = find(checkout);
    if found != link || link.exists() {
        prepare_parent(&found)?;
        return Ok(found);
    }
    if matches!(owner, Owner::Me { .. }) || may_enter(owner, &checkout.private())? {
        return Ok(link);
    }
    let place = elsewhere(checkout);
    prepare_parent(&place)?;
    symlink(&place, &link).map_err(|error| Failure::io("create", &link, &error))?;
    Ok(place)
}

fn elsewhere(checkout: &Checkout) -> PathBuf {
    let mut hasher = DefaultHasher::new();
    checkout.root.as_os_str().as_encoded_bytes().hash(&mut hasher);
    Path::new(ELSEWHERE).join(format!("{:016x}", hasher.finish()))
}

fn prepare_parent(place: &Path) -> Result<()> {
    let Some(parent) = place.parent().filter(|parent| *parent == Path::new(ELSEWHERE)) else {
        return Ok(());
    };
    fs::create_dir_all(parent)
        .and_then(|()| fs::set_permissions(parent, Permissions::from_mode(0o755)))
        .map_err(|error| Failure::io("create", parent, &error))
}

/// Tries it, because permissions, access lists and mount options all have a say.
fn may_enter(owner: &Owner, folder: &Path) -> Result<bool> {
    let probe = folder.join("postgres.probe");
    fs::create_dir_all(&probe).map_err(|error| Failure::io("create", &probe, &error))?;
    owner.take(&probe)?;
    let allowed = owner.may_write_in(&probe);
    fs::remove_dir(&probe).map_err(|error| Failure::io("remove", &probe, &error))?;
    Ok(allowed)
}

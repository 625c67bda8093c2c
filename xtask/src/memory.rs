//! Memory of this machine.

use std::fs;

/// What programs could take without others making way, in MiB; `None` if the system does not say.
pub fn available() -> Option<u64> {
    available_mib(&fs::read_to_string("/proc/meminfo").ok()?)
}

fn available_mib(table: &str) -> Option<u64> {
    let line = table.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kib: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib / 1_024)
}

#[cfg(test)]
mod tests {
    use super::available_mib;

    #[test]
    fn the_systems_table_is_read() {
        assert_eq!(available_mib("MemTotal:       49368184 kB\nMemFree:        15254208 kB\nMemAvailable:   24117248 kB\n"), Some(23_552));
        assert_eq!(available_mib("MemTotal:       49368184 kB\n"), None);
    }
}

//! The browser downloads no server code: its dependencies are looked through.

/// Packages that have no business in a browser. regex would be one, but leptos itself names it (`leptos_config`), and
/// the linker drops what nobody calls. tokio itself may appear without its runtime (its `sync` part compiles
/// everywhere), so it is its features that are looked at.
const BANNED: [&str; 14] = [
    "axum",
    "chrono-tz",
    "documents",
    "fred",
    "gateways",
    "hyper",
    "image",
    "mio",
    "reqwest",
    "rustls",
    "server",
    "services",
    "sqlx",
    "sqlx-core",
];
const TOKIO_RUNTIME: [&str; 4] = ["rt", "rt-multi-thread", "net", "process"];

/// The banned packages in the output of `cargo tree --prefix none --format "{p} {f}"`.
pub fn offenders(tree: &str) -> Vec<String> {
    let mut found: Vec<String> = tree.lines().filter_map(offender).collect();
    found.sort();
    found.dedup();
    found
}

/// Whether a package is in such an output.
pub fn has_package(tree: &str, name: &str) -> bool {
    lines_of(tree, name).next().is_some()
}

/// Whether a package has a feature in such an output.
pub fn has_feature(tree: &str, name: &str, feature: &str) -> bool {
    lines_of(tree, name).any(|line| line.split([' ', ',']).any(|word| word == feature))
}

fn lines_of<'a>(tree: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    tree.lines().filter(move |line| line.split(' ').next() == Some(name))
}

fn offender(line: &str) -> Option<String> {
    let name = line.split(' ').next()?;
    if BANNED.contains(&name) {
        return Some(name.to_owned());
    }
    let features = line.split(' ').next_back()?;
    let runs = features.split(',').any(|feature| TOKIO_RUNTIME.contains(&feature));
    (name == "tokio" && runs).then(|| format!("tokio with {features}"))
}

#[cfg(test)]
mod tests {
    use super::{has_feature, has_package, offenders};

    #[test]
    fn finds_server_code() {
        let tree = "frontend v0.1.0 (/x/frontend) \nleptos v0.8.23 hydrate\nsqlx v0.9.0 postgres,macros\nsqlx v0.9.0 postgres (*)\ntokio v1.50.0 default,sync\n";
        assert_eq!(offenders(tree), ["sqlx"]);
    }

    #[test]
    fn tokio_may_come_without_its_runtime() {
        assert!(offenders("tokio v1.50.0 sync").is_empty());
        assert_eq!(offenders("tokio v1.50.0 rt,sync"), ["tokio with rt,sync"]);
    }

    #[test]
    fn features_are_seen() {
        let tree = "server v0.1.0 (/x/server) default,ssr\nservices v0.1.0 (/x/services) failpoints,more\n";
        assert!(has_package(tree, "services") && has_feature(tree, "services", "failpoints"));
        assert!(!has_feature("services v0.1.0 (/x/failpoints-not) \n", "services", "failpoints"));
        assert!(!has_package(tree, "service"));
    }

    #[test]
    fn names_are_compared_whole() {
        assert!(offenders("server_fn v0.8.13 browser\nregex-lite v0.1.0 std").is_empty());
    }
}

//! What is told of a device, in words of its browser's own.

/// Browser families, in the order in which they are looked for: most call themselves by the names of others as well.
const BROWSERS: [(&str, &str); 10] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
    ("bot", "bot"),
];

/// Systems, in the order in which they are looked for.
const SYSTEMS: [(&str, &str); 8] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
    ("FreeBSD", "FreeBSD"),
];

/// Longest part of a `User-Agent` that is looked at, in bytes.
const LONGEST: usize = 512;

/// Browser and system of a `User-Agent`, without versions: `Firefox, Linux`. Empty when neither is known. Nothing of what the client sent is in it, so it
/// is safe to show and to keep.
pub fn device_words(user_agent: &str) -> String {
    let end = user_agent.char_indices().map(|(index, _)| index).find(|index| *index >= LONGEST).unwrap_or(user_agent.len());
    let looked_at = &user_agent[..end];
    let family = |names: &[(&str, &'static str)]| names.iter().find(|(sign, _)| looked_at.contains(sign)).map(|(_, name)| *name);
    [family(&BROWSERS), family(&SYSTEMS)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_are_told_apart() {
        for (user_agent, words) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox, Linux"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0",
                "Edge, Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605 Version/17.5 Mobile/15E148 Safari/604.1",
                "Safari, iPhone",
            ),
            ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36", "Chrome, Android"),
            ("curl/8.5.0", "curl"),
            ("", ""),
            ("<script>alert(1)</script>", ""),
        ] {
            assert_eq!(device_words(user_agent), words, "{user_agent}");
        }
    }

    #[test]
    fn a_long_one_is_cut_between_characters() {
        assert_eq!(device_words(&"ü".repeat(10_000)), "");
        assert_eq!(device_words(&format!("{} Firefox/1", "x".repeat(600))), "");
    }
}

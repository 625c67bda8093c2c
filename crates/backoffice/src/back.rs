//! Where a form leads when its work is done: the screen that it was on.

/// The address, if it is one of the staff's screens; else the first of them. Anybody can write a form, so nothing but a path and a query in printable
/// characters is followed, and what the last form was answered is left behind.
pub fn ours(back: &str) -> String {
    const START: &str = "/backoffice";
    let rest = back.strip_prefix(START);
    let is_ours = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    let is_plain = back.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') && !back.contains("//");
    if !is_ours || !is_plain {
        return START.to_owned();
    }
    let (path, query) = back.split_once('?').unwrap_or((back, ""));
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !said(pair)).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

/// Whether a pair of the query is about the last form.
fn said(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default();
    matches!(name, "told" | "done" | "form" | "went" | "stayed") || name.starts_with("e.")
}

#[cfg(test)]
mod tests {
    use super::ours;

    #[test]
    fn forms_lead_to_screens_alone() {
        for back in ["/backoffice", "/backoffice/orders?q=a%26b's&state=paid", "/backoffice/orders/0198-a"] {
            assert_eq!(ours(back), back);
        }
        for back in [
            "",
            "/",
            "//evil.example",
            "/backofficer",
            "/backoffice//evil",
            "https://evil.example",
            "/backoffice/\\x",
            "/backoffice/\r\nx: y",
        ] {
            assert_eq!(ours(back), "/backoffice", "{back}");
        }
    }

    #[test]
    fn what_was_said_is_not_said_again() {
        assert_eq!(ours("/backoffice/orders/1?q=x&told=%7B%7D&done=noted&form=ship&e.number=9"), "/backoffice/orders/1?q=x");
        assert_eq!(ours("/backoffice/orders?done=noted"), "/backoffice/orders");
    }
}

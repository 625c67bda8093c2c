//! Descriptions that were written for a HTML page, as the shop keeps them: plain text.

/// The text without tags; what stood in paragraphs, items and lines of their own still does.
pub fn plain_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let (ending, is_tag) = if rest.starts_with('<') { ('>', true) } else { (';', false) };
        let end = rest.find(ending).filter(|end| is_tag || *end <= 10);
        let Some(end) = end else {
            text.push_str(&rest[..1]);
            rest = &rest[1..];
            continue;
        };
        let inner = &rest[1..end];
        if is_tag {
            text.push_str(break_of(inner));
        } else {
            match entity(inner) {
                Some(character) => text.push(character),
                None => text.push_str(&rest[..=end]),
            }
        }
        rest = &rest[end + 1..];
    }
    text.push_str(rest);
    tidied(&text)
}

/// What a tag leaves behind.
fn break_of(tag: &str) -> &'static str {
    let name = tag.trim_start_matches('/').split([' ', '/', '\t', '\n']).next().unwrap_or_default().to_ascii_lowercase();
    match name.as_str() {
        "p" | "div" | "ul" | "ol" | "table" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "\n\n",
        "br" | "tr" => "\n",
        "li" if !tag.starts_with('/') => "\n– ",
        _ => "",
    }
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|character| *character != '\0');
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => return None,
    })
}

/// Lines without white space around them, and no more than one empty one between two.
fn tidied(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if !tidy.is_empty() {
            tidy.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        empty = 0;
        tidy.push_str(line);
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    #[test]
    fn paragraphs_stay_and_tags_go() {
        let html = "<p>Eine <b>Tasse</b> &amp; mehr.<br/>Zeile</p>\n<ul><li>eins</li><li class=\"x\">zwei &#8364;</li></ul><script>";
        assert_eq!(plain_text(html), "Eine Tasse & mehr.\nZeile\n\n– eins\n– zwei €");
    }

    #[test]
    fn what_is_no_html_stays() {
        for text in ["a < b", "R&D", "50 % & mehr", "&unknown;", "Zeile 1\nZeile 2", "<"] {
            assert_eq!(plain_text(text), text);
        }
    }
}

//! Cells that every program reads as they are meant.

/// What spreadsheets take for the beginning of a formula (OWASP, CSV Injection).
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Adds a row of texts. None is taken for a formula: what begins like one gets an apostrophe before it.
pub fn write_row<'a>(csv: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            csv.push(',');
        }
        write_text(csv, cell);
    }
    csv.push_str("\r\n");
}

/// Adds a text without anything after it.
pub fn write_text(csv: &mut String, cell: &str) {
    // A text that begins with an apostrophe gets another one, so that each can be read back.
    let is_guarded = cell.starts_with(FORMULA) || cell.starts_with('\'');
    if !is_guarded && !cell.contains(['"', ',', ';', '\n', '\r', '\t']) && !cell.is_empty() {
        csv.push_str(cell);
        return;
    }
    csv.push('"');
    if is_guarded {
        csv.push('\'');
    }
    for character in cell.chars() {
        if character == '"' {
            csv.push('"');
        }
        csv.push(character);
    }
    csv.push('"');
}

/// Adds a number, which is no formula whatever its sign.
pub fn write_number(csv: &mut String, number: i64) {
    csv.push_str(&number.to_string());
}

/// A cell as it was before it was guarded against being a formula.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA) || rest.starts_with('\'') => rest,
        Some(_) | None => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_a_formula() {
        let mut csv = String::new();
        write_row(&mut csv, ["=1+1", "+41", "-2", "@x", "\t=1", "'=1", "a=b", "say \"hi\""]);
        assert_eq!(csv, "\"'=1+1\",\"'+41\",\"'-2\",\"'@x\",\"'\t=1\",\"''=1\",a=b,\"say \"\"hi\"\"\"\r\n");
        for text in ["=1", "'=1", "'t is", "plain", "-"] {
            let mut csv = String::new();
            write_text(&mut csv, text);
            assert_eq!(unguarded(csv.trim_matches('"')), text);
        }
    }
}

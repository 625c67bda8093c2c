//! What parts a file's cells.

/// The one of `,`, `;` and tab that stands most often outside of quotes in the file's first line; a comma where there is none.
pub fn delimiter(first_line: &str) -> char {
    let mut is_quoted = false;
    let mut counts = [(',', 0_u32), (';', 0), ('\t', 0)];
    for character in first_line.chars() {
        is_quoted ^= character == '"';
        if !is_quoted && let Some((_, count)) = counts.iter_mut().find(|(delimiter, _)| *delimiter == character) {
            *count += 1;
        }
    }
    // The first of those that are even.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(',', |(delimiter, _)| delimiter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_that_stands_most_often() {
        assert_eq!(["a,b;c,d", "a;b", "a\tb,c\td", "a", "\"a,b,c\";d", ""].map(delimiter), [',', ';', '\t', ',', ';', ',']);
    }
}

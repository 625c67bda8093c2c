//! Lists of which a page is shown at a time.

/// Leaves as many rows as are shown, where one more was asked for; if it was there, answers the key of the last row shown, after which the next page begins.
pub(crate) fn cut<T, K>(rows: &mut Vec<T>, shown: impl TryInto<usize>, key: impl FnOnce(&T) -> K) -> Option<K> {
    let shown = shown.try_into().unwrap_or(usize::MAX);
    let is_more = rows.len() > shown;
    rows.truncate(shown);
    rows.last().filter(|_| is_more).map(key)
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn another_page_begins_after_the_last_row_that_is_shown() {
        let page = |count: i64, shown: i64| {
            let mut rows: Vec<i64> = (1..=count).collect();
            let next = cut(&mut rows, shown, |row| *row);
            (rows.len(), next)
        };
        assert_eq!((page(0, 2), page(1, 2), page(2, 2), page(3, 2)), ((0, None), (1, None), (2, None), (2, Some(2))));
    }
}

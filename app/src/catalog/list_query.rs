//! What a list's address asks for.

use domain::catalog::{ListQuery, Sort};
use leptos_router::params::ParamsMap;

/// The query of a list page: `sort`, `available`, `page`, `q`.
pub fn list_query(category: Option<String>, query: &ParamsMap) -> ListQuery {
    ListQuery {
        category,
        collection: None,
        words: query.get("q").map(|words| words.trim().to_owned()).filter(|words| !words.is_empty()),
        sort: query.get("sort").map(|code| Sort::from_code(&code)).unwrap_or_default(),
        available_only: query.get("available").is_some_and(|value| value == "1"),
        page: query.get("page").and_then(|page| page.parse().ok()).unwrap_or(1).max(1),
    }
}

/// The address of another page of the same list. Words are kept as the browser wrote them.
pub fn page_address(path: &str, search: &str, page: u32) -> String {
    let kept = search.trim_start_matches('?').split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("page="));
    let mut pairs: Vec<String> = kept.map(str::to_owned).collect();
    if page > 1 {
        pairs.push(format!("page={page}"));
    }
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_page_has_the_plain_address() {
        assert_eq!(page_address("/de/c/vorrat", "?page=2", 1), "/de/c/vorrat");
        assert_eq!(page_address("/de/search", "?q=a%20b&page=2&sort=newest", 3), "/de/search?q=a%20b&sort=newest&page=3");
    }
}

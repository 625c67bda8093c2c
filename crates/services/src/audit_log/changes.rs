//! What an act changed, for the audit log.

use serde_json::{Map, Value};

/// Those values of two objects that are not the same, as two objects; what is inside of objects is compared by itself. Values that only one side has are
/// on that side alone.
pub(crate) fn changes(before: Value, after: Value) -> (Value, Value) {
    let (Value::Object(before), Value::Object(mut after)) = (before, after) else {
        return (Value::Object(Map::new()), Value::Object(Map::new()));
    };
    let (mut was, mut is) = (Map::new(), Map::new());
    for (name, old) in before {
        match after.remove(&name) {
            Some(new) if new == old => {}
            Some(new) if old.is_object() && new.is_object() => {
                let (old, new) = changes(old, new);
                was.insert(name.clone(), old);
                is.insert(name, new);
            }
            Some(new) => {
                was.insert(name.clone(), old);
                is.insert(name, new);
            }
            None => {
                was.insert(name, old);
            }
        }
    }
    is.extend(after);
    (Value::Object(was), Value::Object(is))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_differs_is_written_down() {
        let before = json!({ "slug": "a", "name": { "de": "x", "fr": "y" }, "variants": { "A": { "price": 1, "weight": 2 } }, "at": null });
        let after =
            json!({ "slug": "a", "name": { "de": "z", "fr": "y" }, "variants": { "A": { "price": 5, "weight": 2 }, "B": {} }, "at": 3 });
        let expected = (
            json!({ "name": { "de": "x" }, "variants": { "A": { "price": 1 } }, "at": null }),
            json!({ "name": { "de": "z" }, "variants": { "A": { "price": 5 }, "B": {} }, "at": 3 }),
        );
        assert_eq!(changes(before.clone(), after), expected);
        assert_eq!(changes(before.clone(), before), (json!({}), json!({})));
    }
}

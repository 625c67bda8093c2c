//! Which variant a choice of options means.

use domain::catalog::VariantView;

/// The variant with these values, one per option in the options' order; the only one of a product without options.
pub fn chosen<'a>(variants: &'a [VariantView], values: &[String]) -> Option<&'a VariantView> {
    variants.iter().find(|variant| variant.values == values)
}

/// The values that are chosen when the page opens: those of the first variant that can be bought.
pub fn first_choice(variants: &[VariantView]) -> Vec<String> {
    variants.iter().find(|variant| variant.available > 0).or(variants.first()).map(|variant| variant.values.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use domain::ids::VariantId;
    use uuid::Uuid;

    use super::*;

    fn variant(values: &[&str], available: u32) -> VariantView {
        let values: Vec<String> = values.iter().map(ToString::to_string).collect();
        VariantView { id: VariantId(Uuid::nil()), sku: values.join("-"), values, price: 1, compare_at: None, available }
    }

    #[test]
    fn what_is_there_comes_first() {
        let variants = [variant(&["a"], 0), variant(&["b"], 1)];
        assert_eq!(first_choice(&variants), ["b"]);
        assert_eq!(first_choice(&variants[..1]), ["a"]);
        assert!(first_choice(&[variant(&[], 3)]).is_empty());
    }

    #[test]
    fn an_unknown_choice_is_none() {
        let variants = [variant(&["a"], 1)];
        assert!(chosen(&variants, &["z".to_owned()]).is_none());
        assert!(chosen(&variants, &[]).is_none());
    }
}

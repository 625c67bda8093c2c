use domain::ids::VariantId;
use uuid::Uuid;

/// What prices need to know of a variant besides its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Measure {
    /// Which one.
    pub variant: VariantId,
    /// The weight of one piece, in grams.
    pub weight_grams: i32,
    /// The category of its product.
    pub category: Uuid,
}

//! The catalogue's screens.

pub use crate::catalog::{
    exports, imports,
    staff::{
        archive, bulk, categories, collections, create, detail, duplicate, entered, keep_entered, list, options, pictures, preview, save,
        tree,
    },
};

//! A field for files.

/// The look of a field for files: its button is a small one, as beside it.
pub const FILE_FIELD: &str = "block min-h-11 w-full cursor-pointer text-sm file:mr-3 file:min-h-9 file:cursor-pointer file:rounded-sm file:border \
    file:border-solid file:border-ink/30 file:bg-transparent file:px-3 file:py-1 file:text-sm file:font-medium file:text-ink hover:file:border-ink";

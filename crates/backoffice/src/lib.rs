//! The staff's screens.

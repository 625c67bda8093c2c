//! Tells cargo that the embedded migrations are more than Rust files.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}

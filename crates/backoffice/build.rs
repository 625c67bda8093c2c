//! Makes the tables of texts.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    texts::write()
}

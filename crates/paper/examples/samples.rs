//! Writes sample papers as PDF, HTML and CSV into a folder, for a checker and for the eye.

use std::path::PathBuf;

#[path = "../tests/samples/mod.rs"]
mod samples;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("Name a folder to write to.")?);
    std::fs::create_dir_all(&folder)?;
    for (name, paper) in samples::all() {
        let start = std::time::Instant::now();
        let pdf = paper.pdf()?;
        println!("{name}: {} bytes of PDF in {:.0?}", pdf.len(), start.elapsed());
        std::fs::write(folder.join(name).with_extension("pdf"), pdf)?;
        std::fs::write(folder.join(name).with_extension("html"), paper.html(None))?;
        std::fs::write(folder.join(name).with_extension("csv"), paper.csv())?;
    }
    Ok(())
}

//! A minute of chosen bytes at every parser, seeded from a real data directory.

use std::fs;
use std::path::{Path, PathBuf};

use crate::api::Demo;
use crate::cargo::cargo;
use crate::shell::{self, Outcome, command, target};

/// So long for each parser.
const SECONDS: &str = "60";

/// The compiler's coverage counters, by which the fuzzer finds its way. They are settings of every compiler, not of a nightly one.
const COUNTED: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
                       -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
                       -Cllvm-args=-sanitizer-coverage-pc-table -Ccodegen-units=1";

/// Builds the fuzzer, takes seeds, and runs every target of it.
pub(crate) fn check() -> Outcome {
    crate::install::cpp()?;
    let build = ["build", "--release", "--manifest-path", "fuzz/Cargo.toml", "--target-dir"];
    let home = target("fuzz");
    // The host's own target is named so that build scripts are compiled without the counters.
    let host = shell::read(&mut command("rustc", &["--print", "host-tuple"]))?;
    shell::run(cargo(&build).arg(&home).args(["--target", host.trim()]).env("RUSTFLAGS", COUNTED))?;
    let corpus = home.join("corpus");
    seeds(&corpus)?;
    run_all(&home.join(host.trim()).join("release"), &corpus)
}

fn seeds(corpus: &Path) -> Outcome {
    shell::run(&mut cargo(&["build", "--package", "cli"]))?;
    let demo = Demo::start("fuzz")?;
    let (data, corpus) = (demo.data().display().to_string(), corpus.display().to_string());
    shell::run(&mut command("python3", &["e2e/seeds.py", &data, demo.address(), &corpus]))
}

/// The targets' names: those of the files.
fn targets() -> Result<Vec<String>, String> {
    let folder = shell::root().join("fuzz").join("src").join("bin");
    let read = |error: std::io::Error| format!("could not read {}: {error}", folder.display());
    let mut names = Vec::new();
    for file in fs::read_dir(&folder).map_err(read)? {
        let path = file.map_err(read)?.path();
        names.extend(path.file_stem().map(|name| name.to_string_lossy().into_owned()));
    }
    names.sort();
    Ok(names)
}

fn run_all(programs: &Path, corpus: &Path) -> Outcome {
    let mut failures = Vec::new();
    for name in targets()? {
        if let Err(why) = run(&programs.join(&name), &corpus.join(&name)) {
            failures.push(why);
        }
    }
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n")) }
}

/// One target; what it wrote is kept beside the corpus and shown where it failed.
fn run(program: &Path, corpus: &Path) -> Outcome {
    let failed = |error: std::io::Error| format!("{}: {error}", program.display());
    fs::create_dir_all(corpus).map_err(failed)?;
    let found: PathBuf = corpus.with_extension("found");
    fs::create_dir_all(&found).map_err(failed)?;
    let output = command(program, &[])
        .arg(format!("-max_total_time={SECONDS}"))
        .args(["-timeout=10", "-rss_limit_mb=1024", "-max_len=65536", "-print_final_stats=1", "-verbosity=0"])
        .arg(format!("-artifact_prefix={}/", found.display()))
        .arg(corpus)
        .output()
        .map_err(failed)?;
    let said = String::from_utf8_lossy(&output.stderr);
    let tried = said.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    let name = program.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    println!("{name}: {} inputs", tried.map_or("?", str::trim));
    if output.status.success() { Ok(()) } else { Err(format!("{name} failed ({}):\n{said}", output.status)) }
}

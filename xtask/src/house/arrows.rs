//! Which room may use which. Nothing points up.

use serde_json::Value;

/// Each room with the rooms it may use, from the top of the house to the bottom.
const ROOMS: [(&str, &[&str]); 9] = [
    ("cli", &["server", "verify", "paper", "store", "assets", "table", "voice", "record"]),
    ("server", &["paper", "store", "assets", "table", "voice", "record"]),
    ("assets", &[]),
    ("verify", &["table", "voice", "record"]),
    ("paper", &["table", "voice", "record"]),
    ("store", &["table", "voice", "record"]),
    ("table", &["voice", "record"]),
    ("voice", &[]),
    ("record", &[]),
];
/// Beside the house: the chores, which measure the mathematics, and the tests' own tools. No room uses them, and they use no
/// other room.
const BESIDE: [(&str, &[&str]); 2] = [("xtask", &["voice"]), ("support", &[])];
/// The same input gives the same bytes: no input or output, no clock, no randomness that was not handed in.
pub(super) const PURE: [&str; 4] = ["voice", "record", "table", "paper"];
/// Who keeps the data, and who checks it without a line of the other's.
const SPEAK_TO_SQLITE: [&str; 2] = ["store", "verify"];
/// Crates that bring what a pure room must not have.
const IMPURE: [&str; 12] = [
    "axum",
    "getrandom",
    "hyper",
    "mio",
    "notify",
    "rand",
    "reqwest",
    "rusqlite",
    "sqlx",
    "tempfile",
    "tokio",
    "ureq",
];

/// One member of the workspace and what it uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Manifest {
    name: String,
    uses: Vec<Use>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Use {
    name: String,
    /// In tests and benchmarks only.
    in_tests: bool,
}

/// The members as `cargo metadata --no-deps` lists them.
pub(super) fn manifests(metadata: &Value) -> Vec<Manifest> {
    let packages = metadata["packages"].as_array().map(Vec::as_slice).unwrap_or_default();
    packages.iter().map(read_manifest).collect()
}

fn read_manifest(package: &Value) -> Manifest {
    let dependencies = package["dependencies"].as_array().map(Vec::as_slice).unwrap_or_default();
    let read_use = |dependency: &Value| Use {
        name: dependency["name"].as_str().unwrap_or_default().to_owned(),
        in_tests: dependency["kind"] == "dev",
    };
    Manifest {
        name: package["name"].as_str().unwrap_or_default().to_owned(),
        uses: dependencies.iter().map(read_use).collect(),
    }
}

/// Every arrow that must not be.
pub(super) fn check(manifests: &[Manifest]) -> Vec<String> {
    let members: Vec<&str> = manifests.iter().map(|manifest| manifest.name.as_str()).collect();
    let mut found = Vec::new();
    for manifest in manifests {
        let name = manifest.name.as_str();
        let room = ROOMS.iter().find(|(known, _)| *known == name);
        let Some((_, may_use)) = room.or_else(|| BESIDE.iter().find(|(known, _)| *known == name)) else {
            found.push(format!("{name} is a new room: say in xtask/src/house/arrows.rs where it stands"));
            continue;
        };
        for used in &manifest.uses {
            let target = used.name.as_str();
            let is_test_tool = used.in_tests && target == "support" && room.is_some();
            // What is checked is made by the store, in the checker's own tests: the checker itself shares no code with it.
            let is_checked = used.in_tests && (name, target) == ("verify", "store");
            if members.contains(&target) && !may_use.contains(&target) && !is_test_tool && !is_checked {
                found.push(format!("{name} uses {target}: an arrow that points up or sideways"));
            }
            // The tests of the one binary change data behind the program's back.
            let is_tamperer = used.in_tests && name == "cli";
            if target == "rusqlite" && !is_tamperer && !SPEAK_TO_SQLITE.contains(&name) {
                found.push(format!("{name} uses rusqlite: only store and verify speak to SQLite"));
            } else if PURE.contains(&name) && !used.in_tests && IMPURE.contains(&target) {
                found.push(format!("{name} uses {target}: {name} is pure, so what it needs is handed in"));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{check, manifests};
    use serde_json::{Value, json};

    fn package(name: &str, uses: &[(&str, Value)]) -> Value {
        let uses: Vec<Value> =
            uses.iter().map(|(name, kind)| json!({ "name": name, "kind": kind })).collect();
        json!({ "name": name, "dependencies": uses })
    }

    fn check_packages(packages: &[Value]) -> Vec<String> {
        check(&manifests(&json!({ "packages": packages })))
    }

    #[test]
    fn arrows_that_point_down_are_fine() {
        let tool = ("support", json!("dev"));
        let packages = [
            package("voice", &[("proptest", json!("dev")), ("tempfile", json!("dev"))]),
            package("table", &[("voice", Value::Null)]),
            package("store", &[("table", Value::Null), ("rusqlite", Value::Null)]),
            package("cli", &[("store", Value::Null), ("voice", Value::Null), tool]),
            package("support", &[("tokio", Value::Null)]),
            package("xtask", &[("voice", Value::Null)]),
        ];
        assert_eq!(check_packages(&packages), Vec::<String>::new());
    }

    #[test]
    fn an_arrow_that_points_up_or_sideways_is_caught() {
        let packages = [
            package("voice", &[("table", Value::Null)]),
            package("table", &[("voice", Value::Null), ("store", json!("dev"))]),
            package("store", &[("support", Value::Null)]),
            package("paper", &[("store", json!("build"))]),
            package("support", &[("server", Value::Null)]),
            package("server", &[]),
            package("xtask", &[("store", Value::Null)]),
        ];
        let found = check_packages(&packages);
        let arrows = [
            "voice uses table",
            "table uses store",
            "store uses support",
            "paper uses store",
            "support uses server",
            "xtask uses store",
        ];
        assert_eq!(found.len(), arrows.len(), "{found:?}");
        for arrow in arrows {
            assert!(found.iter().any(|line| line.starts_with(arrow)), "{arrow} is not in {found:?}");
        }
    }

    #[test]
    fn sqlite_outside_the_store_and_a_clock_in_a_pure_room_are_caught() {
        let packages = [
            package("server", &[("rusqlite", json!("dev"))]),
            package("record", &[("getrandom", Value::Null)]),
            package("cellar", &[]),
        ];
        let found = check_packages(&packages);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].starts_with("server uses rusqlite"));
        assert!(found[1].starts_with("record uses getrandom"));
        assert!(found[2].starts_with("cellar is a new room"));
    }
}

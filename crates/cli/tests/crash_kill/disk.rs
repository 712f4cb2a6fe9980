//! Disks that can't take it, files that were touched, and who may read them.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

use serde_json::json;
use support::disk::files;
use support::people::Person;
use support::{Launch, Server, until};

use crate::PROGRAM;

fn serve(data: &Path) -> Output {
    Command::new(PROGRAM).args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data).output().unwrap()
}

/// It ended with code 2 and one sentence on standard error that holds these words.
#[track_caller]
fn refused(output: &Output, words: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains(words), "{said:?} does not say {words:?}");
    assert!(!said.contains("panicked"), "{said}");
}

fn with_a_statement(words: &str) -> (Server, String) {
    let server = Launch::serve(PROGRAM).start();
    let mut person = Person::new(server.address(), "disk");
    let table = person.set_table("A table on a disk", "public");
    let conversation = person.open(&table);
    person.say(&conversation, words);
    (server, table)
}

#[test]
fn nobody_else_on_the_machine_can_read_the_data() {
    let (server, _) = with_a_statement("Only for us");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(server.data()), 0o700);
    for (path, _) in files(server.data()) {
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}

#[test]
fn a_place_that_can_not_hold_data_is_named() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("a-file");
    fs::write(&file, "not a directory").unwrap();
    refused(&serve(&file), "a-file");
    refused(&serve(&file.join("below")), "a-file");
    // A file system on which nobody can make anything, whoever runs this test.
    refused(&serve(Path::new("/proc/roundtable")), "/proc/roundtable");
    let closed = home.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::write(closed.join("house.key"), "too short").unwrap();
    refused(&serve(&closed), "house.key: a key has 32 bytes");
}

#[test]
fn a_full_disk_ends_it_with_a_sentence_and_loses_nothing_that_was_acknowledged() {
    let home = tempfile::tempdir().unwrap();
    let limited = home.path().join("limited");
    // Files can't grow past this many half-kilobytes, as on a full disk; writing more gives an error.
    let script = format!("#!/bin/sh\ntrap '' XFSZ\nulimit -f 400\nexec {PROGRAM} \"$@\"\n");
    fs::write(&limited, script).unwrap();
    fs::set_permissions(&limited, fs::Permissions::from_mode(0o755)).unwrap();
    let data = home.path().join("data");
    let mut server = Launch::serve(&limited).data(&data).start();
    let mut person = Person::new(server.address(), "full");
    let table = person.set_table("A full table", "public");
    person.open(&table);
    let path = format!("/api/v1/tables/{table}/seats");
    let mut newcomers = Person::new(server.address(), "come");
    let mut kept = 1;
    let refused = loop {
        let key = newcomers.fresh_key();
        let Ok(reply) = newcomers.send("POST", &path, &key, Some(&json!({}))) else { break None };
        if reply.status >= 300 {
            break Some(reply);
        }
        kept += 1;
    };
    if let Some(reply) = refused {
        assert_eq!(reply.status, 503, "{}", reply.text());
        assert_eq!(reply.json()["error"]["key"], "stopped");
    }
    until(Duration::from_secs(10), "the end of a server that can't write", || {
        server.client().get("/").try_send().err()
    });
    assert!(server.log().contains("the journal could not be written"), "{}", server.log());
    // It is gone already; this only asks how it ended.
    assert_eq!(server.terminate(Duration::from_secs(10)).code(), Some(2), "{}", server.log());
    // With room again everything that was acknowledged is there, and things can be said again.
    let server = Launch::serve(PROGRAM).data(&data).start();
    let mut again = Person::new(server.address(), "room");
    again.use_token(person.token());
    let seen = again.read(&format!("/api/v1/tables/{table}"));
    assert_eq!(seen.json()["seated"], true, "{}", seen.text());
    Person::new(server.address(), "later").sit(&table);
    drop(server);
    crate::kills::nothing_is_found(&data);
    let seats = crate::audit::Audit::of(&data, &table).seats();
    assert!((kept + 1..=kept + 2).contains(&seats), "{kept} seats were acknowledged, {seats} are there");
}

/// Stops in peace with everything in the one file: starting again empties the log that the last life left.
fn settle(server: &mut Server) {
    let address = server.address();
    server.start_again(address);
    assert!(server.terminate(Duration::from_secs(10)).success());
}

#[test]
fn noise_in_the_journal_is_named_and_never_shown() {
    let (mut server, table) = with_a_statement("Nobody changes thistlewort quietly");
    settle(&mut server);
    let path = server.data().join("journal.sqlite");
    let mut held = fs::read(&path).unwrap();
    let at = held.windows(11).position(|window| window == b"thistlewort").unwrap();
    held[at] = b'T';
    fs::write(&path, &held).unwrap();
    let checked = Command::new(PROGRAM).arg("verify").arg(server.data()).output().unwrap();
    assert_eq!(checked.status.code(), Some(1), "{checked:?}");
    let said = String::from_utf8_lossy(&checked.stdout);
    assert!(said.contains("ALTERED") && said.contains(&table), "{said}");
    // trust E 79, A 2: everything else goes on, and nobody is shown what nobody said.
    server.start_again("127.0.0.1:0".parse().unwrap());
    let page = server.client().get(&format!("/t/{table}/c/1/all")).send();
    assert_eq!(page.status, 200, "{}", page.words());
    assert!(!page.text().to_lowercase().contains("histlewort"), "{}", page.words());
    assert!(server.terminate(Duration::from_secs(10)).success());
    // All but the first page overwritten: refused, with the name of the file.
    held[4096..].fill(0x5a);
    fs::write(&path, &held).unwrap();
    refused(&serve(server.data()), "journal.sqlite");
}

#[test]
fn data_of_a_newer_program_are_refused_and_left_alone() {
    let (mut server, _) = with_a_statement("Written by a program to come");
    settle(&mut server);
    let path = server.data().join("journal.sqlite");
    let mut held = fs::read(&path).unwrap();
    // The version is a number of four bytes at offset 60 of the file.
    held[60..64].copy_from_slice(&99u32.to_be_bytes());
    fs::write(&path, &held).unwrap();
    refused(&serve(server.data()), "use a newer program");
    assert_eq!(fs::read(&path).unwrap(), held, "not a byte was changed");
}

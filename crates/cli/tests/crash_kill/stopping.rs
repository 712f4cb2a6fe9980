//! Being told to stop: at once for newcomers, in peace for those who are being answered.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::time::Duration;

use support::Launch;

use crate::PROGRAM;
use crate::audit::Audit;
use crate::load::{Hand, STATEMENTS, Target};

/// The design's own limit.
const STOP: Duration = Duration::from_secs(10);

#[test]
fn told_to_stop_it_finishes_what_it_took_in_and_ends_within_ten_seconds() {
    let mut server = Launch::serve(PROGRAM).start();
    let address = server.address();
    let target = Target::prepare(address, 0);
    let mut hands: Vec<Hand> =
        (0..8).map(|number| Hand::new(address, format!("r0h{number}"), number)).collect();
    let mut half_open: Vec<TcpStream> = (0..50).map(|_| TcpStream::connect(address).unwrap()).collect();
    for stream in &mut half_open {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ").unwrap();
    }
    // A form whose second half is still on its way when the signal comes.
    let body = "theme=dark&size=2";
    let mut slow = TcpStream::connect(address).unwrap();
    let head = format!(
        "POST /settings HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\n\r\n{}",
        body.len(),
        &body[..9]
    );
    slow.write_all(head.as_bytes()).unwrap();
    std::thread::scope(|scope| {
        for hand in &mut hands {
            scope.spawn(|| hand.work(address, &target));
        }
        std::thread::sleep(Duration::from_millis(300));
        let slow = scope.spawn(move || {
            std::thread::sleep(Duration::from_secs(1));
            slow.write_all(&body.as_bytes()[9..]).unwrap();
            let mut answer = String::new();
            slow.read_to_string(&mut answer).unwrap();
            answer
        });
        let ended = server.terminate(STOP);
        assert!(ended.success(), "{ended}");
        let answer = slow.join().unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 OK"), "the form that had begun was not answered: {answer}");
    });
    let tally = Audit::of(server.data(), &target.table).holds(&hands, 1, STATEMENTS as usize);
    assert!(tally.acknowledged > hands.len(), "{tally:?}");
    drop(half_open);
}

#[test]
fn a_second_process_on_the_same_data_is_refused() {
    let server = Launch::serve(PROGRAM).start();
    let second = Command::new(PROGRAM)
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(server.data())
        .output()
        .unwrap();
    assert_eq!(second.status.code(), Some(2));
    let said = String::from_utf8_lossy(&second.stderr);
    assert!(said.contains("another Roundtable is using"), "{said}");
    assert!(second.stdout.is_empty(), "no address is promised: {second:?}");
    assert_eq!(server.client().get("/readyz").send().status, 200, "the first goes on");
}

#[test]
fn an_address_that_is_taken_is_named() {
    let server = Launch::serve(PROGRAM).start();
    let elsewhere = tempfile::tempdir().unwrap();
    let second = Command::new(PROGRAM)
        .args(["--json", "serve", "--listen", &server.address().to_string(), "--data"])
        .arg(elsewhere.path())
        .output()
        .unwrap();
    assert_eq!(second.status.code(), Some(2));
    let said = String::from_utf8_lossy(&second.stdout);
    assert!(said.contains(&format!("could not listen at {}", server.address())), "{said}");
}

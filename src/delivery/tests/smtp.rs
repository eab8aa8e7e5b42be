//! Mail servers that take a letter, and such as do not.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

use super::{parcel, seconds};
use crate::delivery::{Mail, Relay, Way};
use crate::domain::delivery::{DeliveryChannel, Setback};

/// A server that answers every line by `answer`, and returns what it was told.
fn server(answer: fn(&str) -> Option<&'static str>) -> (u16, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    (port, thread::spawn(move || converse(&listener.accept().unwrap().0, answer)))
}

fn converse(stream: &TcpStream, answer: fn(&str) -> Option<&'static str>) -> Vec<String> {
    let mut out = stream.try_clone().unwrap();
    out.write_all(b"220 mail.example\r\n").unwrap();
    let (mut told, mut in_letter) = (Vec::new(), false);
    for line in BufReader::new(stream).lines().map_while(Result::ok) {
        in_letter &= line != ".";
        let reply = if in_letter { None } else { answer(&line) };
        in_letter |= reply.is_some_and(|reply| reply.starts_with("354"));
        if reply.is_some_and(|reply| out.write_all(format!("{reply}\r\n").as_bytes()).is_err()) {
            break;
        }
        told.push(line);
    }
    told
}

#[expect(clippy::unnecessary_wraps, reason = "other servers say nothing")]
fn willing(line: &str) -> Option<&'static str> {
    Some(match line {
        "DATA" => "354 go on",
        "QUIT" => "221 bye",
        _ => "250 ok",
    })
}

fn full(line: &str) -> Option<&'static str> {
    if line.starts_with("RCPT") { Some("452 mailbox is full") } else { willing(line) }
}

fn send(scheme: &str, port: u16, timeout: i64) -> Result<(), Setback> {
    let relay: Relay = format!("{scheme}://127.0.0.1:{port}").parse().unwrap();
    let from = "desk@supplier.example".parse().unwrap();
    Mail { from, way: Way::Smtp(relay), timeout: seconds(timeout) }.send(&parcel(DeliveryChannel::Mail))
}

#[test]
fn a_server_on_this_machine_takes_the_letter() {
    let (port, server) = server(willing);
    send("smtp+plain", port, 20).unwrap();
    let told = server.join().unwrap();
    for line in ["MAIL FROM:<desk@supplier.example>", "RCPT TO:<giulia@supplier.example>", "DATA", "QUIT"] {
        assert!(told.iter().any(|said| said.starts_with(line)), "{line}: {told:#?}");
    }
}

#[test]
fn what_a_server_refuses_is_told_in_its_words() {
    let (port, _server) = server(full);
    let refused = send("smtp+plain", port, 20).unwrap_err();
    assert!(refused.why.contains("mailbox is full") && !refused.timed_out, "{refused}");
}

#[test]
fn nothing_is_said_in_the_clear_unless_that_was_asked_for() {
    for scheme in ["smtp", "smtps"] {
        let (port, server) = server(willing);
        let refused = send(scheme, port, 20).unwrap_err();
        assert!(refused.why.starts_with("`127.0.0.1` took no mail: "), "{scheme}: {refused}");
        let told = server.join().unwrap();
        assert!(!told.iter().any(|line| line.starts_with("MAIL")), "{scheme}: {told:#?}");
    }
}

#[test]
fn a_server_that_says_nothing_is_left() {
    let (port, _server) = server(|_| None);
    let refused = send("smtp+plain", port, 1).unwrap_err();
    assert_eq!(refused, Setback { timed_out: true, ..Setback::new("`127.0.0.1` did not end within 1s") });
}

#[test]
fn a_user_without_a_password_is_refused_before_anything_is_said() {
    let relay: Relay = "smtps://desk@127.0.0.1:1".parse().unwrap();
    let missing = Relay { password_file: Some("/no/such/password".into()), ..relay };
    let from = "desk@supplier.example".parse().unwrap();
    let mail = Mail { from, way: Way::Smtp(missing), timeout: seconds(5) };
    let refused = mail.send(&parcel(DeliveryChannel::Mail)).unwrap_err();
    assert!(refused.why.starts_with("the secret in `/no/such/password` cannot be read: "), "{refused}");
}

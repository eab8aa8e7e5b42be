//! Web servers that take what is posted, and such as do not.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::thread::{self, JoinHandle};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::{Folder, parcel, seconds};
use crate::delivery::Webhook;
use crate::domain::delivery::{DeliveryChannel, Setback};

/// A request as it arrived.
struct Request {
    head: Vec<String>,
    body: Vec<u8>,
}

impl Request {
    fn read(stream: &TcpStream) -> Self {
        let mut reader = BufReader::new(stream);
        let lines = (&mut reader).lines().map(Result::unwrap).take_while(|line| !line.is_empty());
        let mut request = Self { head: lines.collect(), body: Vec::new() };
        let length: usize = request.header("content-length").unwrap().parse().unwrap();
        request.body.resize(length, 0);
        reader.read_exact(&mut request.body).unwrap();
        request
    }

    fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.head.iter().filter_map(|line| line.split_once(": "));
        headers.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// A server that answers one request.
fn server(answer: &'static str) -> (String, JoinHandle<Request>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/desk?token=secret", listener.local_addr().unwrap());
    let serving = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let request = Request::read(&stream);
        write!(stream, "HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").unwrap();
        request
    });
    (address, serving)
}

fn post(address: &str, secret_file: Option<PathBuf>, timeout: i64) -> Result<(), Setback> {
    let webhook = Webhook { address: address.parse().unwrap(), secret_file, timeout: seconds(timeout) };
    webhook.send(&parcel(DeliveryChannel::Webhook))
}

#[test]
fn the_message_is_posted_signed_and_named() {
    let folder = Folder::new();
    fs::write(folder.path("secret"), "open sesame\n").unwrap();
    let (address, server) = server("204 No Content");
    post(&address, Some(folder.path("secret")), 20).unwrap();
    let request = server.join().unwrap();
    let parcel = parcel(DeliveryChannel::Webhook);
    assert_eq!(request.head[0], "POST /desk?token=secret HTTP/1.1");
    assert_eq!(String::from_utf8(request.body.clone()).unwrap(), parcel.message);
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("idempotency-key"), Some(parcel.key.as_str()));
    // As the receiver checks it.
    let signature = request.header("x-desk-signature").unwrap().strip_prefix("sha256=").unwrap();
    let bytes: Vec<u8> =
        (0..signature.len()).step_by(2).map(|at| u8::from_str_radix(&signature[at..at + 2], 16).unwrap()).collect();
    let mut mac = Hmac::<Sha256>::new_from_slice(b"open sesame").unwrap();
    mac.update(&request.body);
    mac.verify_slice(&bytes).unwrap();
}

#[test]
fn without_a_secret_nothing_is_signed() {
    let (address, server) = server("200 OK");
    post(&address, None, 20).unwrap();
    assert_eq!(server.join().unwrap().header("x-desk-signature"), None);
}

#[test]
fn any_answer_but_yes_is_a_failure() {
    for (answer, told) in [
        ("500 Internal Server Error", "`127.0.0.1` answered 500 Internal Server Error"),
        ("404 Not Found", "`127.0.0.1` answered 404 Not Found"),
        // Whoever moved must say so to whoever set this up: a message is not carried after them.
        ("302 Found\r\nLocation: http://127.0.0.1:9/", "`127.0.0.1` answered 302 Found"),
        ("308 Permanent Redirect\r\nLocation: http://127.0.0.1:9/", "`127.0.0.1` answered 308 Permanent Redirect"),
    ] {
        let (address, _server) = server(answer);
        assert_eq!(post(&address, None, 20), Err(Setback::new(told)));
    }
}

#[test]
fn a_server_that_does_not_answer_is_left() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let refused = post(&address, None, 1).unwrap_err();
    assert_eq!(refused, Setback { timed_out: true, ..Setback::new("`127.0.0.1` did not end within 1s") });
}

#[test]
fn a_server_that_is_not_there_is_named_without_what_is_secret() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let refused = post(&format!("http://127.0.0.1:{port}/hook?token=secret"), None, 5).unwrap_err();
    assert!(refused.why.starts_with("`127.0.0.1` could not be talked to: "), "{refused}");
    assert!(!refused.why.contains("secret"), "{refused}");
}

#[test]
fn a_secret_that_is_missing_or_empty_is_no_secret() {
    let folder = Folder::new();
    fs::write(folder.path("empty"), "\n").unwrap();
    for name in ["missing", "empty"] {
        let refused = post("http://127.0.0.1:9/", Some(folder.path(name)), 5).unwrap_err();
        assert!(refused.why.starts_with("the secret in `"), "{refused}");
    }
}

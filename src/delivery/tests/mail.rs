//! E-mail by sendmail and into a folder.

use std::fs;

use insta::assert_snapshot;

use super::{Folder, parcel, parcel_of, seconds, shown};
use crate::delivery::{Mail, Way};
use crate::domain::delivery::{Addressee, DeliveryChannel, Message, Setback, sample};

fn mail(way: Way) -> Mail {
    Mail { from: "Support desk <desk@supplier.example>".parse().unwrap(), way, timeout: seconds(10) }
}

/// Mails into a folder, and returns the letter.
fn letter(message: &Message) -> String {
    let folder = Folder::new();
    mail(Way::Folder(folder.0.path().to_owned())).send(&parcel_of(message, DeliveryChannel::Mail)).unwrap();
    let file = fs::read_dir(folder.0.path()).unwrap().next().unwrap().unwrap().path();
    fs::read_to_string(file).unwrap().replace('\r', "")
}

#[test]
fn a_letter_says_all_there_is_to_know() {
    assert_snapshot!(letter(&sample()), @r#"
    From: "Support desk" <desk@supplier.example>
    Message-ID: <desk-b25eb8bed77d1a1181322d7efd110e9f@supplier.example>
    Date: Fri, 20 Nov 2026 09:05:00 +0000
    Subject: T42 resolution BREACHED: Linea ferma (FERRARIS)
    Auto-Submitted: auto-generated
    MIME-Version: 1.0
    To: "Giulia Conti" <giulia@supplier.example>
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: 7bit

    A promise on T42 has been broken: resolution.

      Subject   Linea ferma
      Account   Officine Ferraris (FERRARIS)
      Priority  urgent
      Status    open
      Promise   resolution, policy tier-1, version 3
      Due       Fri 20 Nov 2026, 09:00 UTC
      Level     breach, passed Fri 20 Nov 2026, 09:00 UTC
      Noticed   Fri 20 Nov 2026, 09:05 UTC
      Done      priority raised to urgent
      Told      giulia

    See it with

      desk ticket show T42

    -- 
    T42/resolution/1/breach/v3/2026-11-20T09:00:00Z/mail
    "#);
}

#[test]
fn a_letter_that_comes_twice_bears_the_same_name() {
    let name = |message: &Message| {
        let letter = letter(message);
        letter.lines().find(|line| line.starts_with("Message-ID: ")).unwrap().to_owned()
    };
    assert_eq!(name(&sample()), name(&sample()));
    assert_ne!(name(&sample()), name(&Message { cycle: 2, ..sample() }));
}

#[test]
fn what_would_deceive_a_reader_is_left_out() {
    let odd = |text: &str| text.parse().unwrap();
    let letter = letter(&Message { subject: odd("Pay\u{202e}lla\u{200b} now\tfrom\u{feff} here"), ..sample() });
    assert!(letter.contains("\nSubject: T42 resolution BREACHED: Paylla now from here (FERRARIS)\n"), "{letter}");
    assert!(letter.contains("\n  Subject   Paylla now from here\n"), "{letter}");
}

#[test]
fn letters_are_written_in_any_script() {
    let odd = |text: &str| text.parse().unwrap();
    let letter = letter(&Message { subject: odd("Перенос срока поставки"), ..sample() });
    assert!(letter.is_ascii() && letter.contains("charset=utf-8"), "{letter}");
    assert!(!letter.lines().any(|line| line.len() > 998));
}

#[test]
fn sendmail_gets_the_sender_the_addresses_and_the_letter() {
    let folder = Folder::new();
    let here = shown(folder.0.path());
    let program = folder.program("sendmail", &format!("echo \"$@\" > {here}/args; cat > {here}/letter"));
    mail(Way::Sendmail(program)).send(&parcel(DeliveryChannel::Mail)).unwrap();
    assert_eq!(folder.read("args"), "-i -f desk@supplier.example -- giulia@supplier.example\n");
    assert!(folder.read("letter").contains("\r\nTo: \"Giulia Conti\" <giulia@supplier.example>\r\n"));
}

#[test]
fn a_sendmail_that_fails_or_hangs_says_so() {
    let folder = Folder::new();
    let failing = folder.program("failing", "echo 'queue is full' >&2; exit 75");
    let refused = mail(Way::Sendmail(failing.clone())).send(&parcel(DeliveryChannel::Mail)).unwrap_err();
    assert_eq!(refused.why, format!("`{failing}` ended with 75: queue is full"));
    let hanging = folder.program("hanging", "sleep 60");
    let hanging = Mail { timeout: seconds(1), ..mail(Way::Sendmail(hanging)) };
    assert!(hanging.send(&parcel(DeliveryChannel::Mail)).unwrap_err().timed_out);
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let refused = mail(Way::Folder("/no/such/folder".into())).send(&parcel(DeliveryChannel::Mail)).unwrap_err();
    assert!(refused.why.starts_with("nothing can be written to `/no/such/folder`: "), "{refused}");
}

#[test]
fn a_letter_to_nobody_is_not_sent() {
    let addressee = |email: Option<&str>| Addressee {
        told_as: "assignee".to_owned(),
        handle: "ivan".parse().ok(),
        name: None,
        email: email.map(|email| email.parse().unwrap()),
    };
    let to = |recipients| parcel_of(&Message { recipients, ..sample() }, DeliveryChannel::Mail);
    let folder = Folder::new();
    let mail = mail(Way::Folder(folder.0.path().to_owned()));
    let nobody = mail.send(&to(vec![addressee(None)])).unwrap_err();
    assert_eq!(nobody, Setback::for_good("nobody who is to be told has an e-mail address"));
    mail.send(&to(vec![addressee(None), addressee(Some("ivan@supplier.example"))])).unwrap();
    let odd = mail.send(&to(vec![addressee(Some("a..b@supplier.example"))])).unwrap_err();
    assert!(odd.why.starts_with("no mail can go to `a..b@supplier.example`: "), "{odd}");
}

//! A file of letters.

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt as _;
use std::thread;

use super::{Folder, parcel, parcel_of, seconds};
use crate::delivery::Mbox;
use crate::domain::delivery::{DeliveryChannel, Message, sample};

fn mbox(folder: &Folder) -> Mbox {
    Mbox { file: folder.path("told.mbox"), timeout: seconds(10) }
}

/// Splits a file of letters as readers do: at lines that begin with `From `, after a blank one.
fn letters(text: &str) -> usize {
    let lines: Vec<&str> = text.lines().collect();
    let begins = |at: usize| lines[at].starts_with("From ") && (at == 0 || lines[at - 1].is_empty());
    (0..lines.len()).filter(|at| begins(*at)).count()
}

#[test]
fn letters_are_added_one_after_another() {
    let folder = Folder::new();
    for _ in 0..3 {
        mbox(&folder).send(&parcel(DeliveryChannel::Mbox)).unwrap();
    }
    let text = folder.read("told.mbox");
    assert_eq!(letters(&text), 3);
    assert!(text.starts_with("From desk@localhost Fri Nov 20 09:05:00 2026\nFrom: desk <desk@localhost>\n"), "{text}");
    assert!(text.ends_with("/mbox\n\n") && !text.contains('\r'), "{text}");
    let mode = fs::metadata(folder.path("told.mbox")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_letter_needs_no_address_to_be_filed() {
    let folder = Folder::new();
    let nobody = Message { recipients: Vec::new(), ..sample() };
    mbox(&folder).send(&parcel_of(&nobody, DeliveryChannel::Mbox)).unwrap();
    assert_eq!(letters(&folder.read("told.mbox")), 1);
}

#[test]
fn what_somebody_left_unfinished_is_finished_first() {
    for before in ["x", "From x\n\nhello", "From x\n\nhello\n", "From x\n\nhello\n\n"] {
        let folder = Folder::new();
        fs::write(folder.path("told.mbox"), before).unwrap();
        mbox(&folder).send(&parcel(DeliveryChannel::Mbox)).unwrap();
        let text = folder.read("told.mbox");
        assert_eq!(letters(&text), 1 + usize::from(before.starts_with("From ")), "{text}");
        assert!(text.starts_with(before));
    }
}

#[test]
fn many_writers_do_not_mix_their_letters() {
    let folder = Folder::new();
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| (0..5).for_each(|_| mbox(&folder).send(&parcel(DeliveryChannel::Mbox)).unwrap()));
        }
    });
    assert_eq!(letters(&folder.read("told.mbox")), 40);
}

#[test]
fn a_file_that_somebody_keeps_locked_is_left() {
    let folder = Folder::new();
    let file = File::create(folder.path("told.mbox")).unwrap();
    file.lock().unwrap();
    let waiting = Mbox { timeout: seconds(1), ..mbox(&folder) };
    let refused = waiting.send(&parcel(DeliveryChannel::Mbox)).unwrap_err();
    assert!(refused.timed_out, "{refused}");
    assert_eq!(folder.read("told.mbox"), "");
}

#[test]
fn a_file_that_cannot_be_is_named() {
    let folder = Folder::new();
    let mbox = Mbox { file: folder.path("no/such/told.mbox"), timeout: seconds(1) };
    let refused = mbox.send(&parcel(DeliveryChannel::Mbox)).unwrap_err();
    assert!(refused.why.contains("no/such/told.mbox` takes no letter: "), "{refused}");
}

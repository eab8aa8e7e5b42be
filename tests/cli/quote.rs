//! A desk with quotes, for the transcripts of `desk quote`.

use crate::ask;
use crate::harness::Desk;

/// Returns the sample with its commerce, and rules for quotes.
pub(crate) fn desk() -> Desk {
    let mut desk = ask::desk();
    desk.write(
        "config.toml",
        "[prices]\nminimum_margin = 10\n[quotes]\ntax = 22\n[quotes.review]\ntotal = ['25000 EUR']\n\
         [quotes.review.discount_of]\nagent = 5\n",
    );
    desk.set("DESK_CONFIG", "config.toml");
    desk.quietly("rep edit ivan --os-user ivan");
    desk
}

/// Returns a desk with a quote that was sent: two lines, the first of which is offered in three quantities.
pub(crate) fn sent() -> Desk {
    let desk = desk();
    desk.quietly(
        "quote request FERRARIS -s 'Valves and pumps' --contact anna.bianchi@ferraris.example -m 'What do 100 to 500 VH-220 cost?'
        quote new Q1 VH-220=100,200,400 PM-40=4
        quote send Q1",
    );
    desk
}

//! The figures of `desk report quotes`, against a plain walk over some hundred quotes.

use std::collections::BTreeMap;

use desk::app::{
    Caller, Clock, Desk as Program, NewQuote, NewRequest, Pick, QuoteAnswered, QuoteQuery, QuoteRevisionView,
    QuoteRules, QuoteView, Rules,
};
use desk::domain::quote::{Lost, QuoteAction, ReviewRules, Standing};
use desk::domain::sla::State;
use desk::domain::{Instant, QuoteId, Rate, Seconds};
use serde_json::{Value, json};

use crate::harness::Desk;
use crate::quote;

const QUOTES: i64 = 300;
const BEGINNING: &str = "2026-01-16T09:00:00Z";
const END: &str = "2026-06-01T12:00:00Z";

/// The same numbers each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap() % most
    }

    fn of<T: Copy>(&mut self, some: &[T]) -> T {
        some[usize::try_from(self.below(some.len().try_into().unwrap())).unwrap()]
    }
}

fn program(desk: &Desk, now: Instant) -> Program {
    let review = ReviewRules { discount: Rate::new(1_000_000).unwrap(), assortment: false, ..ReviewRules::default() };
    let rules = Rules { quotes: QuoteRules { review, ..QuoteRules::default() }, ..Rules::default() };
    Program::open(&desk.path("desk.db"), Clock::frozen(now), Caller::new("giulia".to_owned(), 1000), rules).unwrap()
}

/// Has a quote live from its request to some end.
fn live(desk: &Desk, chance: &mut Chance, mut now: Instant) {
    let account = chance.of(&["FERRARIS", "FERRARIS-SUD", "LEVANTE", "ANDINA", "HARBOUR"]);
    let rep = chance.of(&[None, Some("ivan"), Some("irene"), Some("lucia")]).map(str::to_owned);
    let about = NewRequest {
        account: Some(account.to_owned()),
        contact: None,
        ticket: None,
        subject: None,
        request: None,
        priority: None,
        needed: None,
        rep,
    };
    let price = chance.of(&["", "@45", "@52.4", "@61.5"]);
    let in_euros = !matches!(account, "ANDINA" | "HARBOUR");
    let price = if in_euros { price } else { "@60" };
    let quantity = 1 + chance.below(300);
    let mut lines = vec![format!("VH-220={quantity}{price},{}{price}", quantity + 50).parse().unwrap()];
    if in_euros && chance.below(2) == 0 {
        lines.push(format!("PM-40={}", 1 + chance.below(9)).parse().unwrap());
    }
    let new = NewQuote { lines, ..NewQuote::default() };
    let mut later = |chance: &mut Chance| {
        now = now.plus(Seconds::new(600 + chance.below(200_000)));
        program(desk, now)
    };
    let id: QuoteId = if chance.below(5) == 0 {
        later(chance).offer_quote(&about, &new).unwrap().quote
    } else {
        let quote = later(chance).request_quote(&about).unwrap();
        if chance.below(12) == 0 {
            return;
        }
        if chance.below(15) == 0 {
            later(chance).cancel_quote(quote.id, false, "Asked twice".parse().unwrap()).unwrap();
            return;
        }
        later(chance).begin_quote(quote.id, &new).unwrap().quote
    };
    if chance.below(10) == 0 {
        return;
    }
    later(chance).send_quote(id, None).unwrap();
    for _ in 0..chance.below(3) {
        later(chance).revise_quote(id, "They want it otherwise".parse().unwrap()).unwrap();
        later(chance).send_quote(id, None).unwrap();
    }
    let picked = chance.of(&[quantity, quantity + 50]).to_string().parse().unwrap();
    let picks = vec![Pick { line: 1, quantity: picked }];
    let said = QuoteAnswered { picks, ..QuoteAnswered::default() };
    match chance.below(8) {
        0..3 => {
            later(chance).accept_quote(id, &said).unwrap();
            // Some have no credit left: what they took stays what they took.
            later(chance).convert_quote(id, &[], None, true).ok();
        }
        3..5 => {
            let lost = chance.of(Lost::ALL);
            later(chance).decline_quote(id, lost, &QuoteAnswered::default()).unwrap();
        }
        5 => {
            later(chance).cancel_quote(id, false, "We do not make it".parse().unwrap()).unwrap();
        }
        _ => {}
    }
}

fn lived() -> Desk {
    let mut desk = quote::desk();
    let (beginning, mut chance): (Instant, _) = (BEGINNING.parse().unwrap(), Chance(7));
    for number in 0..QUOTES {
        live(&desk, &mut chance, beginning.plus(Seconds::hours(9 * number)));
    }
    desk.at(END);
    desk
}

/// The smallest figure that so many percent do not exceed.
fn rank(figures: &mut [i64], percent: usize) -> Option<i64> {
    figures.sort_unstable();
    (0..figures.len()).find(|at| (at + 1) * 100 >= figures.len() * percent).map(|at| figures[at])
}

fn whole(number: impl TryInto<i64>) -> i64 {
    number.try_into().ok().unwrap()
}

fn percent(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", hundredths.abs() / 100, hundredths.abs() % 100)
}

/// What a quote costs, as it is looked at one at a time.
struct Walked {
    view: QuoteView,
    sent: Vec<u32>,
    last: Option<QuoteRevisionView>,
}

impl Walked {
    fn all(desk: &Desk) -> Vec<Self> {
        let mut program = program(desk, END.parse().unwrap());
        let query = QuoteQuery { all: true, limit: 10_000, ..QuoteQuery::default() };
        let (entries, total) = program.quotes(&query).unwrap();
        assert_eq!((entries.len(), total), (300, 300));
        let walk = |id| {
            let view = program.quote(id, None).unwrap();
            let sent = view.revisions.iter().filter(|one| one.sent_at.is_some()).map(|one| one.number);
            let sent: Vec<u32> = sent.collect();
            let last = sent.last().and_then(|number| {
                let shown = view.shown.clone().filter(|shown| shown.revision.number == *number);
                shown.or_else(|| program.quote(id, Some(*number)).unwrap().shown)
            });
            Self { view, sent, last }
        };
        entries.into_iter().map(|entry| entry.quote.id).map(walk).collect()
    }

    fn is_within(&self, since: &str, until: &str, accounts: &[&str]) -> bool {
        let begun = self.view.quote.requested_at.unwrap_or(self.view.quote.created_at);
        let is_theirs = accounts.contains(&self.view.account.code.as_str());
        begun >= since.parse().unwrap() && begun < until.parse().unwrap() && is_theirs
    }

    fn name(&self, by: &str) -> String {
        let view = &self.view;
        let begun = view.quote.requested_at.unwrap_or(view.quote.created_at);
        match by {
            "rep" => view.rep.as_ref().unwrap().handle.to_string(),
            "account" => view.account.code.to_string(),
            "region" => view.account.region.as_ref().unwrap().to_string(),
            "month" => begun.to_string()[..7].to_owned(),
            "revisions" => self.sent.len().to_string(),
            _ => view.revisions.iter().find_map(|one| one.lost).unwrap().to_string(),
        }
    }

    /// What lines come to by lists, how much less they ask, and all of it, each in billionths.
    fn less(&self) -> Option<(i128, i128)> {
        let lines = &self.last.as_ref()?.lines;
        let offers = lines.iter().map(|line| {
            let picked = line.line.offers.iter().find(|offer| offer.picked);
            picked.unwrap_or(&line.line.offers[0])
        });
        let compared = offers.filter_map(|offer| Some((offer.usual?, offer.unit_price, offer.quantity.thousandths())));
        let sum = compared.fold((0, 0), |(usual, less), (was, is, much)| {
            let (was, is, much) = (i128::from(was.micros), i128::from(is.micros), i128::from(much));
            (usual + was * much, less + (was - is) * much)
        });
        (sum.0 > 0).then_some(sum)
    }

    fn wall(&self) -> Option<i64> {
        let first = self.view.events.iter().find(|it| it.event.action == QuoteAction::Send)?;
        let sent = first.event.at;
        Some(sent.since(self.view.quote.requested_at?).get())
    }

    fn business(&self) -> Option<i64> {
        self.wall()?;
        let promise = self.view.promise.as_ref().filter(|cycle| cycle.stopped_at.is_some())?;
        matches!(promise.state, State::Met | State::Breached).then_some(promise.elapsed.get())
    }

    fn is(&self, standings: &[Standing]) -> bool {
        standings.contains(&self.view.standing)
    }
}

fn sums<'a>(quotes: impl Iterator<Item = &'a Walked>) -> Value {
    let mut sums = BTreeMap::<String, i64>::new();
    for totals in quotes.filter_map(|it| Some(&it.last.as_ref()?.totals)) {
        *sums.entry(totals.net.currency.to_string()).or_default() += totals.net.minor;
    }
    let written =
        |(currency, minor): (String, i64)| json!({"amount": percent(minor), "minor": minor, "currency": currency});
    sums.into_iter().map(written).collect()
}

/// What the report has to tell of some quotes.
fn told(group: &str, subgroup: Option<&str>, quotes: &[&Walked]) -> Value {
    let count = |standings: &[Standing]| quotes.iter().filter(|it| it.is(standings)).count();
    let won = [Standing::Accepted, Standing::Ordered];
    let (taken, decided) = (count(&won), count(&won) + count(&[Standing::Declined, Standing::Expired]));
    let shares: Vec<i64> =
        quotes.iter().filter_map(|it| it.less()).map(|(usual, less)| whole(less * 1_000_000 / usual)).collect();
    let all = quotes.iter().filter_map(|it| it.less()).fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
    let mean = (!shares.is_empty()).then(|| shares.iter().sum::<i64>() / whole(shares.len()) / 100);
    let sent: Vec<usize> = quotes.iter().map(|it| it.sent.len()).filter(|sent| *sent > 0).collect();
    let mut wall: Vec<i64> = quotes.iter().filter_map(|it| it.wall()).collect();
    let mut business: Vec<i64> = quotes.iter().filter_map(|it| it.business()).collect();
    json!({
        "group": group,
        "subgroup": subgroup,
        "quotes": quotes.len(),
        "asked": quotes.iter().filter(|it| it.view.quote.requested_at.is_some()).count(),
        "sent": sent.len(),
        "accepted": taken,
        "ordered": count(&[Standing::Ordered]),
        "declined": count(&[Standing::Declined]),
        "expired": count(&[Standing::Expired]),
        "cancelled": count(&[Standing::Cancelled]),
        "open": quotes.len() - decided - count(&[Standing::Cancelled]),
        "conversion_percent": (decided > 0).then(|| percent(whole(taken * 10_000 / decided))),
        "offered": sums(quotes.iter().copied()),
        "won": sums(quotes.iter().copied().filter(|it| it.is(&won))),
        "compared": shares.len(),
        "discount_mean_percent": mean.map(percent),
        "discount_median_percent": rank(&mut shares.clone(), 50).map(|share| percent(share / 100)),
        // Those in other currencies have no lists here.
        "discount_by_value_percent": (all.0 > 0).then(|| percent(whole(all.1 * 1_000_000 / all.0) / 100)),
        "revisions_mean": (!sent.is_empty()).then(|| percent(whole(sent.iter().sum::<usize>() * 100 / sent.len()))),
        "answered": wall.len(),
        "answer_median_seconds": rank(&mut wall, 50),
        "answer_p90_seconds": rank(&mut wall, 90),
        "promised": business.len(),
        "business_median_seconds": rank(&mut business, 50),
        "business_p90_seconds": rank(&mut business, 90),
    })
}

fn by_group(quotes: &[Walked], by: &[&str]) -> BTreeMap<String, Value> {
    let mut groups = BTreeMap::<Vec<String>, Vec<&Walked>>::new();
    let is_counted = |it: &&Walked| !by.contains(&"lost") || it.is(&[Standing::Declined]);
    for quote in quotes.iter().filter(is_counted) {
        groups.entry(by.iter().map(|by| quote.name(by)).collect()).or_default().push(quote);
    }
    let told = |(names, quotes): (Vec<String>, Vec<&Walked>)| {
        (names.join(","), told(&names[0], names.get(1).map(String::as_str), &quotes))
    };
    groups.into_iter().map(told).collect()
}

fn reported(desk: &Desk, line: &str) -> BTreeMap<String, Value> {
    let output = desk.command(&crate::harness::words(line)).output().unwrap();
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    let rows: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let name = |row: &Value| {
        let names = [&row["group"], &row["subgroup"]].into_iter().filter_map(Value::as_str);
        names.collect::<Vec<_>>().join(",")
    };
    rows.into_iter().map(|row| (name(&row), row)).collect()
}

#[test]
fn every_figure_is_what_a_walk_over_the_quotes_comes_to() {
    let desk = lived();
    let quotes = Walked::all(&desk);
    for by in ["rep", "account", "region", "month", "revisions", "lost", "account,month", "rep,lost"] {
        let dimensions: Vec<&str> = by.split(',').collect();
        assert_eq!(reported(&desk, &format!("report quotes --by {by} --json")), by_group(&quotes, &dimensions), "{by}");
    }
    let (since, until) = ("2026-02-01T00:00:00Z", "2026-03-15T00:00:00Z");
    let (some, others): (Vec<Walked>, Vec<Walked>) =
        quotes.into_iter().partition(|it| it.is_within(since, until, &["FERRARIS", "FERRARIS-SUD"]));
    let narrow = "--since 2026-02-01 --until 2026-03-15 --account FERRARIS --include-children";
    assert!(!some.is_empty() && !others.is_empty());
    assert_eq!(reported(&desk, &format!("report quotes --by rep {narrow} --json")), by_group(&some, &["rep"]));
}

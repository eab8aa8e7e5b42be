//! The figures of a group of tickets.

use serde_json::{Map, Value, json};

use super::ticket::{Ticket, at};

/// The smallest figure that so many percent do not exceed.
fn rank(figures: &[i64], percent: usize) -> Option<i64> {
    let mut figures = figures.to_vec();
    figures.sort_unstable();
    (0..figures.len()).find(|at| (at + 1) * 100 >= figures.len() * percent).map(|at| figures[at])
}

fn whole(number: usize) -> i64 {
    number.try_into().unwrap()
}

fn mean(figures: &[i64]) -> Option<i64> {
    (!figures.is_empty()).then(|| figures.iter().sum::<i64>() / whole(figures.len()))
}

fn decimal(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// How much of the whole a part is, in percent.
fn share(part: i64, whole: i64) -> Option<String> {
    (whole > 0).then(|| decimal(part * 10_000 / whole))
}

fn each(sum: usize, count: usize) -> Option<String> {
    (count > 0).then(|| decimal(whole(sum) * 100 / whole(count)))
}

/// What became of promises of one kind.
#[derive(Default)]
struct Kept {
    met: usize,
    broken: usize,
    unanswered: usize,
    elapsed: Vec<i64>,
    wall: Vec<i64>,
}

impl Kept {
    /// Of a resolution each breach counts once, however many cycles it went on in.
    fn of(tickets: &[&Ticket], metric: &str) -> Self {
        let mut kept = Self::default();
        for ticket in tickets {
            let mut breaches = Vec::new();
            for promise in ticket.promises.iter().filter(|promise| promise["metric"] == metric) {
                let breach = at(&promise["breached_at"]);
                if metric == "resolution" && breach.is_some() && breaches.contains(&breach) {
                    continue;
                }
                breaches.push(breach);
                kept.count(promise);
            }
        }
        kept
    }

    fn count(&mut self, promise: &Value) {
        match promise["state"].as_str().unwrap() {
            "met" => self.met += 1,
            "breached" => self.broken += 1,
            "closed-unanswered" => self.unanswered += 1,
            _ => {}
        }
        let is_decided = matches!(promise["state"].as_str(), Some("met" | "breached"));
        if let Some(stopped) = at(&promise["stopped_at"]).filter(|_| is_decided) {
            self.elapsed.push(promise["elapsed_seconds"].as_i64().unwrap());
            self.wall.push(stopped - at(&promise["started_at"]).unwrap());
        }
    }

    fn attainment(&self) -> Option<String> {
        share(whole(self.met), whole(self.met + self.broken))
    }
}

/// The business time of the promise that ended with the last resolution.
fn ran(ticket: &Ticket) -> Option<i64> {
    let settled = ticket.begun() + ticket.settled_after()?;
    let mut decided = ticket.promises.iter().filter(|promise| {
        promise["metric"] == "resolution" && matches!(promise["state"].as_str(), Some("met" | "breached"))
    });
    let last = decided.next_back().filter(|promise| at(&promise["stopped_at"]) == Some(settled))?;
    last["elapsed_seconds"].as_i64()
}

fn put_spread(row: &mut Map<String, Value>, name: &str, times: &[i64]) {
    for percent in [50, 75, 90, 95, 100] {
        let field = match percent {
            50 => "median".to_owned(),
            100 => "max".to_owned(),
            _ => format!("p{percent}"),
        };
        row.insert(format!("{name}_{field}_seconds"), rank(times, percent).into());
    }
    row.insert(format!("{name}_mean_seconds"), mean(times).into());
}

fn put_ranges(row: &mut Map<String, Value>, times: &[i64]) {
    let ends = [0, 900, 3600, 14_400, 28_800, 86_400, 259_200, 604_800, i64::MAX];
    let fields = ["15m", "1h", "4h", "8h", "1d", "3d", "1w"].map(|end| format!("up_to_{end}"));
    let fields = fields.into_iter().chain(["longer".to_owned()]);
    for (field, pair) in fields.zip(ends.windows(2)) {
        let is_in = |time: &&i64| **time <= pair[1] && (**time > pair[0] || pair[0] == 0);
        row.insert(field, times.iter().filter(is_in).count().into());
    }
}

fn rows(value: Value) -> Map<String, Value> {
    let Value::Object(row) = value else { unreachable!("it is an object") };
    row
}

/// What a report has to tell of some tickets, of so many in all.
pub(super) fn told(report: &str, tickets: &[&Ticket], all: usize) -> Value {
    Value::Object(match report {
        "sla" => sla(tickets),
        "response" => response(tickets),
        "resolution" => resolution(tickets),
        "backlog" => backlog(tickets),
        "waiting" => waiting(tickets),
        "workload" => workload(tickets),
        _ => mix(tickets, all),
    })
}

fn number(tickets: &[&Ticket], is_so: impl Fn(&Ticket) -> bool) -> usize {
    tickets.iter().filter(|ticket| is_so(ticket)).count()
}

/// Whether the worst of what is still owed stands so.
fn stands(ticket: &Ticket, outlook: &str) -> bool {
    let is = |outlook: &str| ticket.promises.iter().any(|promise| promise["outlook"] == outlook);
    is(outlook) && (outlook == "breached" || !is("breached"))
}

fn sla(tickets: &[&Ticket]) -> Map<String, Value> {
    let (response, resolution) = (Kept::of(tickets, "first_response"), Kept::of(tickets, "resolution"));
    let mut row = rows(json!({
        "tickets": tickets.len(),
        "open": number(tickets, Ticket::is_open),
        "at_risk": number(tickets, |ticket| stands(ticket, "at-risk")),
        "breached": number(tickets, |ticket| stands(ticket, "breached")),
        "response_unanswered": response.unanswered,
    }));
    for (name, kept) in [("response", response), ("resolution", resolution)] {
        row.insert(format!("{name}_attainment"), kept.attainment().into());
        row.insert(format!("{name}_met"), kept.met.into());
        row.insert(format!("{name}_breached"), kept.broken.into());
        for (times, kind) in [(&kept.elapsed, ""), (&kept.wall, "wall_")] {
            row.insert(format!("{name}_{kind}median_seconds"), rank(times, 50).into());
            row.insert(format!("{name}_{kind}p90_seconds"), rank(times, 90).into());
        }
    }
    row
}

fn backlog(tickets: &[&Ticket]) -> Map<String, Value> {
    let ages: Vec<i64> = tickets.iter().map(|ticket| ticket.age_now()).collect();
    rows(json!({
        "open": tickets.len(),
        "new": number(tickets, |ticket| ticket.status() == "new"),
        "pending": number(tickets, |ticket| ticket.status() == "pending"),
        "on_hold": number(tickets, |ticket| ticket.status() == "on-hold"),
        "unassigned": number(tickets, Ticket::is_unassigned),
        "at_risk": number(tickets, |ticket| stands(ticket, "at-risk")),
        "breached": number(tickets, |ticket| stands(ticket, "breached")),
        "oldest_age_seconds": ages.iter().max(),
        "median_age_seconds": rank(&ages, 50),
    }))
}

fn response(tickets: &[&Ticket]) -> Map<String, Value> {
    let kept = Kept::of(tickets, "first_response");
    let wall: Vec<i64> = tickets.iter().filter_map(|ticket| ticket.answered_after()).collect();
    let without = |is_so: &dyn Fn(&Ticket) -> bool| number(tickets, |it| it.answered_after().is_none() && is_so(it));
    let mut row = rows(json!({
        "tickets": tickets.len(),
        "answered": wall.len(),
        "waiting": without(&|it| it.asked().is_some() && it.is_open()),
        "unanswered": without(&|it| it.asked().is_some() && !it.is_open() && !it.is_merged()),
        "unasked": without(&|it| it.asked().is_none() && !it.is_merged()),
        "merged": without(&Ticket::is_merged),
        "attainment": kept.attainment(),
        "promised": kept.met + kept.broken,
        "met": kept.met,
        "breached": kept.broken,
        "business_count": kept.elapsed.len(),
    }));
    put_spread(&mut row, "wall", &wall);
    put_spread(&mut row, "business", &kept.elapsed);
    put_ranges(&mut row, &wall);
    row
}

fn resolution(tickets: &[&Ticket]) -> Map<String, Value> {
    let kept = Kept::of(tickets, "resolution");
    let wall: Vec<i64> = tickets.iter().filter_map(|ticket| ticket.settled_after()).collect();
    let business: Vec<i64> = tickets.iter().filter_map(|ticket| ran(ticket)).collect();
    let is_simple = |it: &Ticket| it.settled_after().is_some() && it.count("message-out") == 1 && it.reopenings() == 0;
    let mut row = rows(json!({
        "tickets": tickets.len(),
        "resolved": wall.len(),
        "open": number(tickets, Ticket::is_open),
        "merged": number(tickets, Ticket::is_merged),
        "attainment": kept.attainment(),
        "promised": kept.met + kept.broken,
        "met": kept.met,
        "breached": kept.broken,
        "business_count": business.len(),
        "reopened": number(tickets, |ticket| ticket.reopenings() > 0),
        "reopenings": tickets.iter().map(|ticket| ticket.reopenings()).sum::<usize>(),
        "with_one_answer": number(tickets, is_simple),
    }));
    put_spread(&mut row, "wall", &wall);
    put_spread(&mut row, "business", &business);
    put_ranges(&mut row, &wall);
    row
}

fn waiting(tickets: &[&Ticket]) -> Map<String, Value> {
    let of = |whom: &str| tickets.iter().filter_map(|it| it.waits().get(whom).copied()).collect::<Vec<i64>>();
    let all: Vec<i64> =
        tickets.iter().map(|ticket| ticket.waits().values().sum()).filter(|wait: &i64| *wait > 0).collect();
    let total: i64 = all.iter().sum();
    let mut row = rows(json!({
        "tickets": tickets.len(),
        "total_seconds": total,
        "total_mean_seconds": mean(&all),
        "total_median_seconds": rank(&all, 50),
    }));
    let mut on_hold = 0;
    for whom in ["us", "customer", "vendor", "warehouse", "finance", "carrier"] {
        let waits = of(whom);
        let sum: i64 = waits.iter().sum();
        on_hold += if matches!(whom, "us" | "customer") { 0 } else { sum };
        row.insert(format!("{whom}_seconds"), sum.into());
        row.insert(format!("{whom}_share"), share(sum, total).into());
        row.insert(format!("{whom}_tickets"), waits.len().into());
        row.insert(format!("{whom}_mean_seconds"), mean(&waits).into());
        row.insert(format!("{whom}_median_seconds"), rank(&waits, 50).into());
    }
    row.insert("on_hold_seconds".to_owned(), on_hold.into());
    row
}

fn workload(tickets: &[&Ticket]) -> Map<String, Value> {
    let sum = |count: &dyn Fn(&Ticket) -> usize| tickets.iter().map(|ticket| count(ticket)).sum::<usize>();
    let points: Vec<i64> = tickets.iter().map(|ticket| whole(ticket.points())).collect();
    rows(json!({
        "tickets": tickets.len(),
        "open": number(tickets, Ticket::is_open),
        "messages_in": sum(&|ticket| ticket.count("message-in")),
        "messages_out": sum(&|ticket| ticket.count("message-out")),
        "notes": sum(&|ticket| ticket.count("note")),
        "touches": sum(&Ticket::touches),
        "handovers": sum(&Ticket::handovers),
        "reopenings": sum(&Ticket::reopenings),
        "participants_mean": each(sum(&Ticket::people), tickets.len()),
        "complexity_mean": each(sum(&Ticket::points), tickets.len()),
        "complexity_p90": rank(&points, 90),
        "load": sum(&Ticket::points),
    }))
}

fn mix(tickets: &[&Ticket], all: usize) -> Map<String, Value> {
    let mut row = resolution(tickets);
    let attainment = row["attainment"].clone();
    let kept = [
        "tickets",
        "open",
        "resolved",
        "merged",
        "wall_median_seconds",
        "wall_mean_seconds",
        "wall_p90_seconds",
        "business_median_seconds",
        "business_p90_seconds",
        "business_count",
    ];
    let reopened = row["reopened"].as_i64().unwrap();
    row.retain(|field, _| kept.contains(&field.as_str()));
    let messages = tickets.iter().map(|ticket| ticket.messages()).sum::<usize>();
    row.extend(rows(json!({
        "share": share(whole(tickets.len()), whole(all)),
        "resolution_attainment": attainment,
        "response_attainment": Kept::of(tickets, "first_response").attainment(),
        "reopened_share": share(reopened, whole(tickets.len())),
        "messages_mean": each(messages, tickets.len()),
    })));
    row
}

//! History under other policies.

use serde::Serialize;

use super::{count, key, nothing, promise};
use crate::app::{FlipLine, Simulation, SimulationPlan};
use crate::domain::credits::CreditTotal;
use crate::domain::simulation::{Contrast, Score, SimulationBy, Standing, Turn, Turns};
use crate::domain::sla::Metric;
use crate::domain::{Code, Instant, Money, Seconds, TicketId};
use crate::output::{Cell, Column, Detail, Human, Row, Section, Tone};

/// How history would have come out, beside how it did.
#[derive(Debug, Serialize)]
pub struct SimulationDetail {
    as_of: Instant,
    /// None: since ever.
    since: Option<Instant>,
    /// None: until now.
    until: Option<Instant>,
    by: SimulationBy,
    tickets: u64,
    groups: Vec<ContrastFields>,
    flips: FlipFields,
    credits: CreditFields,
}

/// A group of promises under two sets of policies.
#[derive(Debug, Serialize)]
struct ContrastFields {
    group: String,
    before: ScoreFields,
    after: ScoreFields,
    /// Points of a percent with two decimals: `-2.50`.
    change: Option<String>,
    #[serde(flatten)]
    flips: TurnFields,
}

/// How many promises came to what.
#[derive(Debug, Serialize)]
struct ScoreFields {
    promised: usize,
    kept: usize,
    broken: usize,
    unanswered: usize,
    owed: usize,
    /// Percent with two decimals, rounded down; nothing if no promise is decided yet.
    attainment: Option<String>,
}

/// How many tickets would have fared otherwise.
#[derive(Debug, Serialize)]
struct FlipFields {
    tickets: u64,
    #[serde(flatten)]
    turns: TurnFields,
}

/// In which way; a ticket may flip in several.
#[derive(Debug, Serialize)]
struct TurnFields {
    newly_broken: usize,
    no_longer_broken: usize,
    newly_promised: usize,
    no_longer_promised: usize,
}

/// What broken promises cost under either.
#[derive(Debug, Serialize)]
struct CreditFields {
    before: CostFields,
    after: CostFields,
}

/// What broken promises cost.
#[derive(Debug, Serialize)]
struct CostFields {
    breaches: usize,
    /// Shares of a month's fee, in percent with two decimals.
    shares: String,
    amounts: Vec<Money>,
}

impl SimulationDetail {
    /// Takes what a simulation came to.
    pub fn of(simulation: Simulation, plan: &SimulationPlan) -> Self {
        Self {
            as_of: simulation.at,
            since: Some(plan.period.since).filter(|since| *since > Instant::MIN),
            until: Some(plan.period.until).filter(|until| *until < Instant::MAX),
            by: plan.by,
            tickets: simulation.tickets,
            groups: simulation.groups.into_iter().map(ContrastFields::of).collect(),
            flips: FlipFields { tickets: simulation.flipped, turns: TurnFields::of(simulation.turns) },
            credits: CreditFields {
                before: CostFields::of(simulation.credits_before),
                after: CostFields::of(simulation.credits_after),
            },
        }
    }

    fn promises(&self) -> Section {
        let row = |group: Cell, when: &str, score: &ScoreFields, change: Cell| {
            let [promised, kept, broken] = [score.promised, score.kept, score.broken].map(Cell::number);
            let undecided = Cell::number(score.unanswered + score.owed);
            let share = score.attainment.as_ref().map_or_else(nothing, |share| format!("{share}%").into());
            vec![group, when.into(), promised, kept, broken, undecided, right(share), right(change)]
        };
        let rows = self.groups.iter().flat_map(|group| {
            let name = match (self.by, group.group.parse::<Metric>()) {
                (SimulationBy::Metric, Ok(metric)) => Cell { tone: Tone::Strong, ..promise(metric, 1) },
                _ => key(&group.group),
            };
            [
                row(name, "before", &group.before, Cell::empty()),
                row(Cell::empty(), "after", &group.after, group.change()),
            ]
        });
        let group = if self.by == SimulationBy::Metric { "promise" } else { self.by.as_str() };
        Section::Table {
            title: "Promises".to_owned(),
            headers: vec![group, "", "promised", "kept", "broken", "undecided", "kept %", "change"],
            rows: rows.collect(),
        }
    }

    fn turns(&self) -> Section {
        let turns = &self.flips.turns;
        let fields = [
            ("newly broken", turns.newly_broken, Tone::Bad),
            ("no longer broken", turns.no_longer_broken, Tone::Good),
            ("newly promised", turns.newly_promised, Tone::Plain),
            ("no longer promised", turns.no_longer_promised, Tone::Plain),
        ];
        let title = format!("Tickets that flip: {} of {}", self.flips.tickets, self.tickets);
        Section::Fields(Some(title), fields.map(|(label, number, tone)| (label, count(number, tone))).to_vec())
    }

    fn credits(&self) -> Section {
        let CreditFields { before, after } = &self.credits;
        let row = |when: &str, cost: &CostFields| {
            let amounts: Vec<String> = cost.amounts.iter().map(ToString::to_string).collect();
            let amounts = if amounts.is_empty() { nothing() } else { amounts.join(", ").into() };
            vec![when.into(), Cell::number(cost.breaches), right(format!("{}%", cost.shares).into()), right(amounts)]
        };
        let priced = before.breaches + after.breaches > 0;
        let rows = if priced { vec![row("before", before), row("after", after)] } else { Vec::new() };
        let headers = vec!["", "breaches", "of monthly fees", "in money"];
        Section::Table { title: "Service credits".to_owned(), headers, rows }
    }
}

impl Detail for SimulationDetail {
    fn sections(&self, _human: &Human) -> Vec<Section> {
        if self.tickets == 0 { Vec::new() } else { vec![self.promises(), self.turns(), self.credits()] }
    }
}

impl ContrastFields {
    fn of((group, contrast): (String, Contrast)) -> Self {
        Self {
            group,
            before: ScoreFields::of(contrast.before),
            after: ScoreFields::of(contrast.after),
            change: contrast.change().map(points),
            flips: TurnFields::of(contrast.turns),
        }
    }

    fn change(&self) -> Cell {
        match self.change.as_deref() {
            None => nothing(),
            Some(change) if change.starts_with('-') => Cell::toned(change, Tone::Bad),
            Some("0.00") => Cell::toned("0.00", Tone::Dim),
            Some(change) => Cell::toned(format!("+{change}"), Tone::Good),
        }
    }
}

impl ScoreFields {
    fn of(score: Score) -> Self {
        let Score { kept, broken, unanswered, owed } = score;
        let attainment = score.attainment().map(|share| points(share.into()));
        Self { promised: score.promised(), kept, broken, unanswered, owed, attainment }
    }
}

impl TurnFields {
    fn of(turns: Turns) -> Self {
        Self {
            newly_broken: turns.of(Turn::NewlyBroken),
            no_longer_broken: turns.of(Turn::NoLongerBroken),
            newly_promised: turns.of(Turn::NewlyPromised),
            no_longer_promised: turns.of(Turn::NoLongerPromised),
        }
    }
}

impl CostFields {
    fn of(total: CreditTotal) -> Self {
        let shares = points(i64::try_from(total.shares).unwrap_or(i64::MAX));
        Self { breaches: total.breaches, shares, amounts: total.amounts }
    }
}

/// Writes hundredths: `-2.50`.
fn points(hundredths: i64) -> String {
    let (sign, size) = (if hundredths < 0 { "-" } else { "" }, hundredths.unsigned_abs());
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

fn right(cell: Cell) -> Cell {
    Cell { align: crate::output::Align::Right, ..cell }
}

/// A ticket that would have fared otherwise.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct FlipRow {
    pub ticket: TicketId,
    pub account: Code,
    pub metric: Metric,
    pub flip: Turn,
    pub before: Standing,
    pub before_due_at: Option<Instant>,
    /// Business time to spare; negative: by how much it was over. Of a promise still owed, the time left.
    pub before_margin_seconds: Option<Seconds>,
    pub after: Standing,
    pub after_due_at: Option<Instant>,
    /// As `before_margin_seconds`.
    pub after_margin_seconds: Option<Seconds>,
}

impl FlipRow {
    /// Takes a ticket, and how it would have fared.
    pub fn of(FlipLine { ticket, account, flip }: &FlipLine) -> Self {
        Self {
            ticket: *ticket,
            account: account.clone(),
            metric: flip.metric,
            flip: flip.turn,
            before: flip.before.standing,
            before_due_at: flip.before.due_at,
            before_margin_seconds: flip.before.margin,
            after: flip.after.standing,
            after_due_at: flip.after.due_at,
            after_margin_seconds: flip.after.margin,
        }
    }
}

/// Tells how a promise stood and by how much: `kept, 20 min left`, `BROKEN, 2 h over`.
fn stand(standing: Standing, margin: Option<Seconds>, human: &Human) -> Cell {
    let by = match margin {
        Some(margin) if margin < Seconds::ZERO => format!(", {} over", human.span(Seconds::ZERO.minus(margin))),
        Some(margin) => format!(", {} left", human.span(margin)),
        None => String::new(),
    };
    match standing {
        Standing::None => nothing(),
        Standing::Broken => Cell::toned(format!("BROKEN{by}"), Tone::Bad),
        Standing::Kept => Cell::toned(format!("kept{by}"), Tone::Good),
        Standing::Owed => format!("owed{by}").into(),
        Standing::Unanswered => "unanswered".into(),
    }
}

impl Row for FlipRow {
    const ONE: &'static str = "flip";
    const MANY: &'static str = "flips";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("ticket", "id", |row, _| key(row.ticket)),
        Column::text("account", "account", |row, _| Cell::show(&row.account)),
        Column::text("metric", "promise", |row, _| promise(row.metric, 1)),
        Column::text("before", "before", |row, human| stand(row.before, row.before_margin_seconds, human)),
        Column::text("after", "after", |row, human| stand(row.after, row.after_margin_seconds, human)),
        Column::wide(Column::text("flip", "flip", |row, _| row.flip.as_str().replace('-', " ").into())),
        Column::data("before_due_at"),
        Column::data("before_margin_seconds"),
        Column::data("after_due_at"),
        Column::data("after_margin_seconds"),
    ];
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::app::Period;
    use crate::domain::simulation::{Flip, Stand};
    use crate::output::undeclared;
    use crate::view::tests::{ahead, detailed, listed, now};

    #[test]
    fn a_million_tickets_fit_80_columns() {
        let score = |kept, broken| Score { kept, broken, unanswered: 10_000, owed: 9 };
        let mut turns = Turns::default();
        turns.count(Turn::NewlyBroken);
        let contrast = Contrast { before: score(1_000_000, 0), after: score(0, 1_000_000), turns };
        let total = |shares| CreditTotal { breaches: 12, shares, amounts: Vec::new() };
        let simulation = Simulation {
            at: now(),
            tickets: 1_010_009,
            flipped: 1,
            turns,
            groups: vec![("first_response".to_owned(), contrast)],
            credits_before: total(1250),
            credits_after: total(9950),
            flips: Vec::new(),
        };
        let period = Period::ALL;
        let plan = SimulationPlan { period, by: SimulationBy::Metric, metric: None, names_flips: false };
        assert_snapshot!(detailed(&SimulationDetail::of(simulation, &plan)), @"
        Promises
          PROMISE                PROMISED     KEPT   BROKEN  UNDECIDED   KEPT %   CHANGE
          first respon…  before   1010009  1000000        0      10009  100.00%
                         after    1010009        0  1000000      10009    0.00%  -100.00

        Tickets that flip: 1 of 1010009
          newly broken        1
          no longer broken    0
          newly promised      0
          no longer promised  0

        Service credits
                  BREACHES  OF MONTHLY FEES  IN MONEY
          before        12           12.50%         -
          after         12           99.50%         -
        ");
    }

    #[test]
    fn a_flip_says_by_how_much() {
        let stand = |standing, margin: Option<i64>| Stand {
            standing,
            margin: margin.map(Seconds::new),
            due_at: Some(ahead("2h")),
            place: None,
        };
        let row = |before: Stand, after: Stand| {
            let turn = Turn::between(before.standing, after.standing).unwrap();
            let flip = Flip { metric: Metric::FirstResponse, before, after, turn };
            FlipRow::of(&FlipLine { ticket: TicketId::new(42), account: "ACME".parse().unwrap(), flip })
        };
        let (kept, broken) = (stand(Standing::Kept, Some(1200)), stand(Standing::Broken, Some(-7500)));
        let (paused, none) = (stand(Standing::Owed, None), stand(Standing::None, None));
        let unanswered = stand(Standing::Unanswered, Some(60));
        let rows = [row(kept, broken), row(broken, paused), row(none, kept), row(unanswered, none)];
        assert_eq!(undeclared(&rows[0]), Vec::<String>::new());
        assert_snapshot!(listed(&rows), @"
        ID   ACCOUNT  PROMISE         BEFORE                  AFTER
        T42  ACME     first response  kept, 20 min left       BROKEN, 2 h 5 min over
        T42  ACME     first response  BROKEN, 2 h 5 min over  owed
        T42  ACME     first response  -                       kept, 20 min left
        T42  ACME     first response  unanswered              -
        ");
    }
}

//! Pictures as text: bars, stacks, and lines of small columns.

use super::drawing::{Bar, Drawing, Scale, Series, Shape, Stack};
use crate::output::table::{Canvas, Grid};
use crate::output::{Align, Cell, Figure, Tone, escape, width};

/// How wide a picture is where nothing says how wide it may be.
const USUAL: usize = 80;
/// How wide it becomes at most: what is longer is no easier to compare.
const WIDEST: usize = 120;
/// The least room for a bar, whatever stands around it.
const LEAST: usize = 8;

/// What a picture is drawn with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ink {
    /// A whole column, and what is less than one, by eighths.
    full: char,
    eighths: &'static [char],
    /// From low to high.
    levels: &'static [char],
    /// Where there is no figure.
    missing: char,
    /// The parts of a whole, told apart by their look.
    parts: &'static [char],
}

impl Ink {
    /// Block characters, where letters are UTF-8.
    const BLOCKS: Self = Self {
        full: '█',
        eighths: &['▏', '▎', '▍', '▌', '▋', '▊', '▉'],
        levels: &['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
        missing: '·',
        parts: &['█', '░', '▓', '▒', '▚', '▞', '◆', '○'],
    };
    /// What every terminal shows.
    const ASCII: Self = Self {
        full: '#',
        eighths: &[],
        levels: &['.', ':', '-', '=', '+', '*', '%', '#'],
        missing: '_',
        parts: &['#', '.', '=', '-', '+', 'o', 'x', '%'],
    };

    /// Returns what a terminal shows.
    pub(super) const fn of(blocks: bool) -> Self {
        if blocks { Self::BLOCKS } else { Self::ASCII }
    }

    fn part(&self, place: usize) -> char {
        self.parts[place % self.parts.len()]
    }

    /// Draws a bar so many eighths of a column long; what is more than nothing is seen.
    fn bar(&self, eighths: usize) -> String {
        let (whole, rest) = (eighths / 8, eighths % 8);
        let bar = self.full.to_string().repeat(whole);
        match rest.checked_sub(1) {
            None => bar,
            Some(rest) => match self.eighths.get(rest) {
                Some(end) => format!("{bar}{end}"),
                None if rest >= 3 || whole == 0 => format!("{bar}{}", self.full),
                None => bar,
            },
        }
    }
}

impl Drawing {
    /// Draws it, each line ending with a line feed.
    pub(super) fn text(&self, canvas: Canvas, ink: Ink) -> String {
        let room = canvas.width.unwrap_or(USUAL).min(WIDEST);
        let mut lines = vec![canvas.toned(&shown(&self.title), Tone::Strong)];
        match &self.shape {
            Shape::Bars(bars) => lines.extend(draw_bars(bars, room, ink)),
            Shape::Stacks(parts, stacks) => lines.extend(draw_stacks(parts, stacks, room, ink)),
            Shape::Columns(series) => match series.as_slice() {
                [Series { name: None, columns }] => lines.extend(draw_bars(columns, room, ink)),
                several => lines.push(sparklines(several, Canvas { width: Some(room), ..canvas }, ink)),
            },
        }
        lines.extend(self.remarks.iter().flat_map(|remark| width::wrap(&shown(remark), room)));
        let lines: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
        lines.join("\n") + "\n"
    }
}

fn shown(text: &str) -> String {
    escape::line(text.trim()).into_owned()
}

/// Returns names in one column: of several, each is told, and the first only where it is another one.
fn labels<'n>(names: impl Iterator<Item = &'n [String]>, room: usize) -> Vec<String> {
    let rows: Vec<Vec<String>> = names.map(|names| names.iter().map(|name| shown(name)).collect()).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let most = (room / 3 / columns.max(1)).max(4);
    let widest = |place: usize| rows.iter().filter_map(|row| row.get(place)).map(|name| width::of(name)).max();
    let widths: Vec<usize> = (0..columns).map(|place| widest(place).unwrap_or(0).min(most)).collect();
    let label = |(at, row): (usize, &Vec<String>)| {
        let is_again = |place: usize| at > 0 && place + 1 < columns && rows[at - 1][..=place] == row[..=place];
        let cell = |(place, name): (usize, &String)| {
            let name = if is_again(place) { String::new() } else { width::cut(name, widths[place]) };
            padded(&name, widths[place])
        };
        row.iter().enumerate().map(cell).collect::<Vec<_>>().join("  ")
    };
    rows.iter().enumerate().map(label).collect()
}

fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width::of(text))))
}

/// Returns the room that names and figures leave for bars.
fn rest(room: usize, labels: &[String], figures: &[String]) -> usize {
    let widest = |texts: &[String]| texts.iter().map(|text| width::of(text)).max().unwrap_or(0);
    room.saturating_sub(widest(labels) + 2 + 1 + widest(figures)).max(LEAST)
}

fn draw_bars(bars: &[Bar], room: usize, ink: Ink) -> Vec<String> {
    let labels = labels(bars.iter().map(|bar| bar.names.as_slice()), room);
    let figures: Vec<String> = bars.iter().map(|bar| bar.figure.text()).collect();
    let room = rest(room, &labels, &figures);
    let scale = Scale::of(bars.iter().map(|bar| &bar.figure));
    let drawn = labels.iter().zip(bars).zip(&figures);
    drawn.map(|((label, bar), figure)| format!("{label}  {}{figure}", beam(&bar.figure, scale, room, ink))).collect()
}

/// Draws a bar from zero, with the room left of zero where there are negative ones, and a space behind it.
fn beam(figure: &Figure, scale: Scale, room: usize, ink: Ink) -> String {
    let columns = |at: i64| usize::try_from(at).unwrap_or(0);
    let parts = i64::try_from(room * 8).unwrap_or(i64::MAX);
    let zero = scale.at(0, parts);
    let left = columns(zero).div_ceil(8);
    let margin = if scale.has_negative() { " ".repeat(left) } else { String::new() };
    match figure.size() {
        None | Some(0) => margin,
        Some(size) if size < 0 => {
            let bar = ink.full.to_string().repeat(columns(zero - scale.at(size, parts)).div_ceil(8).clamp(1, left));
            format!("{}{bar} ", " ".repeat(left - bar.chars().count()))
        }
        Some(size) => {
            let length = columns(scale.at(size, parts) - zero).max(1);
            format!("{margin}{} ", ink.bar(length))
        }
    }
}

fn draw_stacks(parts: &[String], stacks: &[Stack], room: usize, ink: Ink) -> Vec<String> {
    let labels = labels(stacks.iter().map(|stack| stack.names.as_slice()), room);
    let totals: Vec<String> = stacks.iter().map(|stack| stack.total.text()).collect();
    let rest = rest(room, &labels, &totals);
    let legend = parts.iter().enumerate().map(|(place, part)| format!("{} {}", ink.part(place), shown(part)));
    let legend = width::wrap(&legend.collect::<Vec<_>>().join("   "), room);
    let scale = Scale::of(stacks.iter().map(|stack| &stack.total));
    let drawn = labels.iter().zip(stacks).zip(&totals);
    let drawn = drawn.map(|((label, stack), total)| {
        let bar = stacked(&stack.parts, scale, rest, ink);
        let gap = if bar.is_empty() { "" } else { " " };
        format!("{label}  {bar}{gap}{total}")
    });
    legend.into_iter().chain(drawn).collect()
}

/// Draws parts one behind another: each ends where the sum of those up to it ends, and each that is there is seen.
fn stacked(parts: &[Figure], scale: Scale, room: usize, ink: Ink) -> String {
    let columns = i64::try_from(room).unwrap_or(i64::MAX);
    let (mut sum, mut bar) = (0_i64, String::new());
    let mut drawn = 0;
    for (place, size) in parts.iter().enumerate().map(|(place, part)| (place, part.size().unwrap_or(0).max(0))) {
        sum = sum.saturating_add(size);
        let end = usize::try_from(scale.at(sum, columns)).unwrap_or(0);
        let length = end.saturating_sub(drawn).max(usize::from(size > 0));
        bar.extend(std::iter::repeat_n(ink.part(place), length));
        drawn += length;
    }
    bar
}

/// Draws a line of small columns for each series, each to a scale of its own, with the figures that tell which.
fn sparklines(series: &[Series], canvas: Canvas, ink: Ink) -> String {
    let months = series.first().map_or(&[][..], |series| series.columns.as_slice());
    let month = |bar: Option<&Bar>| bar.and_then(|bar| bar.names.first()).cloned().unwrap_or_default();
    let span = format!("{} - {}", month(months.first()), month(months.last()));
    let rows = series.iter().map(|series| {
        let figures = || series.columns.iter().map(|column| &column.figure);
        let sized = || figures().filter(|figure| figure.size().is_some());
        let text = |figure: Option<&Figure>| Cell::plain(figure.unwrap_or(&Figure::Nothing).text());
        vec![
            Cell::plain(series.name.clone().unwrap_or_default()),
            Cell::plain(sparkline(&series.columns, ink)),
            text(figures().next_back()),
            text(sized().min_by_key(|figure| figure.size())),
            text(sized().max_by_key(|figure| figure.size())),
        ]
    });
    let headers = ["", &span, "last", "least", "most"].map(str::to_owned).to_vec();
    let align = vec![Align::Left, Align::Left, Align::Right, Align::Right, Align::Right];
    let text = Grid { headers, align, rows: rows.collect() }.render(canvas);
    text.trim_end().to_owned()
}

fn sparkline(columns: &[Bar], ink: Ink) -> String {
    let scale = Scale::of(columns.iter().map(|column| &column.figure));
    let top = ink.levels.len() - 1;
    let level = |size| usize::try_from(scale.at(size, i64::try_from(top).unwrap_or(0))).unwrap_or(0).min(top);
    columns.iter().map(|column| column.figure.size().map_or(ink.missing, |size| ink.levels[level(size)])).collect()
}

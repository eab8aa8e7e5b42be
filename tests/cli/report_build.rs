//! `desk report build`.

use std::fs;

use insta::assert_snapshot;

use crate::harness::Desk;

fn pages(desk: &Desk) -> Vec<String> {
    let entries = fs::read_dir(desk.path("pages")).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Returns the addresses that a page leads to.
fn links(page: &str) -> Vec<&str> {
    page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn a_dashboard_is_a_folder_of_pages_that_lead_to_each_other() {
    let desk = Desk::sample();
    assert_snapshot!(desk.run("report build pages"), @"
    $ desk report build pages
    --- stderr
    Wrote 18 pages to pages
    exit 0
    ");
    let pages = pages(&desk);
    assert_snapshot!(pages.join("\n"), @"
    accounts.html
    ageing.html
    backlog.html
    categories.html
    channels.html
    coverage.html
    credit.html
    credits.html
    gaps.html
    health.html
    index.html
    quotes.html
    resolution.html
    response.html
    sales.html
    sla.html
    waiting.html
    workload.html
    ");
    for name in &pages {
        let page = desk.read(&format!("pages/{name}"));
        assert!(page.contains("<meta name=\"generator\" content=\"desk report build\">"), "{name}");
        for link in links(&page) {
            let is_there = match link.strip_prefix('#') {
                Some(part) => page.contains(&format!("<section id=\"{part}\">")),
                None => pages.iter().any(|page| page == link),
            };
            assert!(is_there, "{name} leads to {link}");
        }
        assert!(!page.contains("http:") && !page.contains("https:"), "{name}");
    }
    let index = desk.read("pages/index.html");
    let titles: Vec<&str> = index.split("<h2>").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    assert_snapshot!(titles.join("\n"), @"
    In the queue now
    Due next
    Promises kept by month
    Accounts at risk
    What each rep has to do
    ");
    let due = index.split_once("id=\"due\"").unwrap().1.split_once("<tbody>").unwrap().1.split("</tr>").next().unwrap();
    assert_snapshot!(due.trim(), @r#"<tr><td class="name">T12</td><td class="name">VOLGA</td><td class="name">Перенос срока поставки</td><td class="short">normal</td><td class="short">ivan</td><td class="short">2026-01-15 07:00 +00:00</td><td class="number" data-sort="-7200">-2h</td><td class="short bad">yes</td><td class="short warn"></td>"#);
    let risks = index.split_once("id=\"backlog-2\"").unwrap().1.split_once("<tbody>").unwrap().1;
    let risks = risks.split_once("</tbody>").unwrap().0.split("<td class=\"name\">").skip(1);
    assert_snapshot!(risks.map(|rest| rest.split('<').next().unwrap()).collect::<Vec<_>>().join(" "), @"HARBOUR VOLGA BOTTEGA FERRARIS LEVANTE NORTHGATE URALMET");
}

#[test]
fn the_next_run_replaces_its_pages_and_leaves_what_is_not_its_own() {
    let mut desk = Desk::sample();
    desk.quietly("report build pages");
    let (before, names) = (desk.read("pages/index.html"), pages(&desk));
    desk.write("pages/due.ics", "theirs").write("pages/notes.html", "<p>theirs</p>");
    let gone = before.replace("</body>", "<!-- a report there was once --></body>");
    desk.write("pages/gone.html", gone);
    desk.at("2026-01-16T09:00:00Z");
    assert_snapshot!(desk.run("--quiet report build pages"), @"
    $ desk --quiet report build pages
    exit 0
    ");
    assert_ne!(desk.read("pages/index.html"), before);
    let mut expected = names;
    expected.extend(["due.ics", "notes.html"].map(str::to_owned));
    expected.sort();
    assert_eq!(pages(&desk), expected);
    assert_eq!((desk.read("pages/due.ics"), desk.read("pages/notes.html")), ("theirs".into(), "<p>theirs</p>".into()));
}

#[test]
fn what_cannot_be_built_changes_nothing() {
    let mut desk = Desk::sample();
    desk.write("pages/sla.html", "<p>theirs</p>").write("file", "no folder");
    let lines = "
        report build pages
        report build file
        report build nowhere/pages
        report build pages -O csv
        report build pages -o page.html
        report build pages --chart
        report build
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk report build pages
    --- stderr
    error: `pages/sla.html` is no page of ours: name another folder, or move it away
    exit 4

    $ desk report build file
    --- stderr
    error: cannot write `file`
    caused by: Not a directory (os error 20)
    exit 1

    $ desk report build nowhere/pages
    --- stderr
    error: cannot write `nowhere/pages`
    caused by: No such file or directory (os error 2)
    exit 1

    $ desk report build pages -O csv
    --- stderr
    error: pages of whole reports go into their own folder: leave out `-o`, `-O`, `-c` and `--json`
    exit 2

    $ desk report build pages -o page.html
    --- stderr
    error: pages of whole reports go into their own folder: leave out `-o`, `-O`, `-c` and `--json`
    exit 2

    $ desk report build pages --chart
    --- stderr
    error: `--chart` draws what a report tells in the terminal: leave it out here
    exit 2

    $ desk report build
    --- stderr
    error: the following required arguments were not provided: <DIR>
    hint: desk report build <DIR>
    exit 2
    ");
    assert_eq!(pages(&desk), ["sla.html"]);
    desk.as_user("stranger");
    assert_snapshot!(desk.run("report build more"), @"
    $ desk report build more
    --- stderr
    error: the user `stranger` is no rep of this desk
    hint: an admin can add you: desk rep new HANDLE --name NAME --os-user stranger
    exit 4
    ");
    assert!(!desk.files().iter().any(|name| name.contains("more") || name.contains("part")));
}

#[test]
fn an_empty_desk_has_a_dashboard_too() {
    let desk = Desk::empty();
    assert_snapshot!(desk.run("report build pages"), @"
    $ desk report build pages
    --- stderr
    Wrote 18 pages to pages
    exit 0
    ");
    assert!(desk.read("pages/index.html").contains("There is nothing to report."));
}

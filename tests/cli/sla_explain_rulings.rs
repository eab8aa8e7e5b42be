//! `desk sla explain`: which policy ruled a promise, and when none did.

use insta::assert_snapshot;

use crate::harness::Desk;

const OFFICE: &str = include_str!("../../examples/policies/office.toml");

/// A desk that promises what a policy file says, from the clock's time on.
fn promising(policies: &str) -> Desk {
    let desk = Desk::sample();
    desk.write("policies.toml", policies);
    desk.quietly("sla policy apply policies.toml -q");
    desk
}

#[test]
fn a_forward_change_shows_both_measures() {
    let mut desk = promising(OFFICE);
    desk.quietly("ticket new Catalogue --account BOTTEGA --category catalogue -m Send");
    desk.at("2026-01-15T15:00:00Z").quietly("ticket edit T25 --priority urgent");
    desk.at("2026-01-16T08:30:00Z");
    assert_snapshot!(desk.run("sla explain T25 --metric first_response -O table"), @"
    $ desk sla explain T25 --metric first_response -O table
    T25 Catalogue
      account  BOTTEGA
      as of    2026-01-16 08:30 +00:00

    First response
      verdict   breached Thu 15 Jan 16:00 by the change then: its new due time, Thu
                15 Jan 15:00, was past
      began     Thu 15 Jan 10:00
      due       Thu 15 Jan 15:00
      ran       7h30m of 4h
      calendar  office (Europe/Rome)
      now       answered now, it is 3h30m late and stays breached

    Rulings on first response
      FROM              POLICY       TARGET  WHY
      Thu 15 Jan 10:00  standard v3  1d      the ticket began
                                             8h of business time
                                             due Fri 16 Jan 10:00
      Thu 15 Jan 16:00  standard v3  4h      priority normal → urgent
                                             forward: what had run stands
                                             due Thu 15 Jan 15:00
                                             past by then: breached

    Time of first response since Thu 15 Jan 10:00, by office (Europe/Rome)
      DAY         FROM   TO     WHY      COUNTED  TOTAL
      Thu 15 Jan  10:00  12:30  counted    2h30m  2h30m
                  12:30  13:30  closed         -  2h30m
                  13:30  16:00  counted    2h30m     5h

    Time of first response since Thu 15 Jan 16:00, by office (Europe/Rome)
      DAY         FROM   TO         WHY      COUNTED  TOTAL
      Thu 15 Jan  16:00  17:30      counted    1h30m  6h30m
                  17:30  Fri 08:30  closed         -  6h30m
      Fri 16 Jan  08:30  09:30      counted       1h  7h30m

    Policies of version 3, for catalogue in tier 3
      POLICY             FOR                            WHY
      tier-1             tier 1                         is not for it
      tier-2-fulfilment  category fulfilment in tier 2  is not for it
      tier-2             tier 2                         is not for it
      standard           default                        rules: the narrowest
    exit 0
    ");
}

#[test]
fn a_promise_that_is_taken_back_is_cancelled_and_one_never_made_says_why() {
    let mut desk = Desk::sample();
    desk.write("gold.toml", "[[policy]]\nname = \"gold\"\nmatch = { tier = 1 }\nfirst_response = \"1h\"\n");
    desk.at("2026-01-15T09:30:00Z").quietly("sla policy apply gold.toml -q");
    desk.at("2026-01-15T10:00:00Z");
    desk.quietly("ticket new Catalogue --account BOTTEGA --category catalogue -m Send");
    desk.at("2026-01-15T11:00:00Z");
    let lines = "
        sla explain T5 --metric first_response -O table
        sla explain T25 -O table
        sla explain T25 --metric handling -O table
        sla explain T1 --metric update -O table
        sla explain T25 --json
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk sla explain T5 --metric first_response -O table
    T5 Catalogo 2026
      account  BOTTEGA
      as of    2026-01-15 11:00 +00:00

    First response
      verdict   cancelled: nothing was promised any longer
      began     Wed 14 Jan 13:00
      due       Thu 15 Jan 13:00
      stopped   Thu 15 Jan 09:30
      ran       20h30m of 24h
      calendar  24x7 (UTC)

    Rulings on first response
      FROM              POLICY     TARGET  WHY
      Wed 14 Jan 13:00  tier-3 v2  24h     the ticket began
                                           due Thu 15 Jan 13:00
      Thu 15 Jan 09:30  tier-3 v2  24h     version 3 came into force
                                           nothing is promised any longer

    Time of first response, by 24x7 (UTC)
      DAY         FROM   TO         WHY      COUNTED   TOTAL
      Wed 14 Jan  13:00  Thu 09:30  counted   20h30m  20h30m

    Policies of version 2, for catalogue in tier 3
      POLICY  FOR     WHY
      tier-1  tier 1  is not for it
      tier-2  tier 2  is not for it
      tier-3  tier 3  rules: the narrowest

    Policies of version 3, for catalogue in tier 3
      POLICY  FOR     WHY
      gold    tier 1  is not for it
    exit 0

    $ desk sla explain T25 -O table
    T25 Catalogue
      account  BOTTEGA
      as of    2026-01-15 11:00 +00:00

    No promise
      Time ran for first response and resolution, but no policy of version 3 is for
      catalogue in tier 3.

    Policies of version 3, for catalogue in tier 3
      POLICY  FOR     WHY
      gold    tier 1  is not for it
    exit 0

    $ desk sla explain T25 --metric handling -O table
    T25 Catalogue
      account  BOTTEGA
      as of    2026-01-15 11:00 +00:00

    No promise
      No clock has begun: no team has had it yet.
    exit 0

    $ desk sla explain T1 --metric update -O table
    T1 Ordine SO-4471 in ritardo, linea ferma
      account  FERRARIS
      as of    2026-01-15 11:00 +00:00

    No promise
      No clock has begun: no rep has written yet.
    exit 0

    $ desk sla explain T25 --json
    {
      "ticket": "T25",
      "account": "BOTTEGA",
      "subject": "Catalogue",
      "at": "2026-01-15T11:00:00Z",
      "cycles": [],
      "without": {
        "clocks": [
          "first_response",
          "resolution"
        ],
        "version_in_force": 3,
        "contract": null,
        "priority": "normal",
        "category": "catalogue",
        "tier": 3,
        "policies": [
          {
            "policy": "gold",
            "for": "tier 1",
            "fared": "not-covered",
            "target": null
          }
        ]
      }
    }
    exit 0
    "#);
}

#[test]
fn a_contract_that_rules_is_named() {
    let mut desk = promising(
        "[[policy]]\nname = \"all\"\nfirst_response = \"1d\"\n\n[[policy]]\nname = \"own\"\nmatch = { contract = \"C-7\" }\nfirst_response = \"1h\"\n",
    );
    desk.quietly("account contract add HARBOUR C-7 --starts 2026-01-16 --time-zone UTC");
    desk.quietly("ticket new Valves --account HARBOUR --category stock.eta -m When?");
    desk.at("2026-01-16T00:30:00Z");
    assert_snapshot!(desk.run("sla explain T25 --metric first_response -O table"), @"
    $ desk sla explain T25 --metric first_response -O table
    T25 Valves
      account  HARBOUR
      as of    2026-01-16 00:30 +00:00

    First response
      verdict   breached Fri 16 Jan 00:00 by the change then: its new due time, Thu
                15 Jan 10:00, was past
      began     Thu 15 Jan 09:00
      due       Thu 15 Jan 10:00
      ran       15h30m of 1h
      calendar  24x7 (UTC)
      now       answered now, it is 14h30m late and stays breached

    Rulings on first response
      FROM              POLICY  TARGET  WHY
      Thu 15 Jan 09:00  all v3  1d      the ticket began
                                        24h of business time
                                        due Fri 16 Jan 09:00
      Fri 16 Jan 00:00  own v3  1h      contract C-7 began
                                        keep: start and pauses stay
                                        due Thu 15 Jan 10:00
                                        past by then: breached

    Time of first response, by 24x7 (UTC)
      DAY         FROM   TO         WHY      COUNTED   TOTAL
      Thu 15 Jan  09:00  Fri 00:30  counted   15h30m  15h30m

    Policies of version 3, for stock.eta in tier 3
      POLICY  FOR           WHY
      all     default       rules: the narrowest
      own     contract C-7  is not for it

    Policies of version 3, for stock.eta in tier 3 under contract C-7
      POLICY  FOR           WHY
      all     default       is wider
      own     contract C-7  rules: the narrowest
    exit 0
    ");
}

#[test]
fn a_merged_ticket_goes_on_in_another_one_which_waits_since_the_older_of_the_two() {
    let mut desk = Desk::sample();
    desk.at("2026-01-15T09:05:00Z").quietly("ticket merge T24 --into T1");
    desk.at("2026-01-15T09:10:00Z");
    assert_snapshot!(desk.run("sla explain T24 --metric first_response -O table"), @"
    $ desk sla explain T24 --metric first_response -O table
    T24 Conferma d’ordine SO-4490
      account  FERRARIS
      as of    2026-01-15 09:10 +00:00

    First response
      verdict   cancelled: the ticket goes on in another one
      began     Thu 15 Jan 08:40
      due       Thu 15 Jan 10:40
      stopped   Thu 15 Jan 09:05
      ran       25m of 2h
      calendar  24x7 (UTC)

    Rulings on first response
      FROM              POLICY     TARGET  WHY
      Thu 15 Jan 08:40  tier-1 v2  2h      the ticket began
                                           due Thu 15 Jan 10:40

    Time of first response, by 24x7 (UTC)
      DAY         FROM   TO     WHY      COUNTED  TOTAL
      Thu 15 Jan  08:40  09:05  counted      25m    25m

    Policies of version 2, for order-change in tier 1
      POLICY  FOR     WHY
      tier-1  tier 1  rules: the narrowest
      tier-2  tier 2  is not for it
      tier-3  tier 3  is not for it
    exit 0
    ");
}

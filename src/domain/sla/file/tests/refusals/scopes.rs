//! Whom a policy is for.

use insta::assert_snapshot;

use super::refused;

fn scope(matches: &str) -> String {
    refused(&format!("[[policy]]\nname = \"a\"\nfirst_response = \"4h\"\nmatch = {matches}\n"))
}

#[test]
fn what_a_policy_is_for_is_one_thing() {
    assert_snapshot!(scope(r#"{ tier = 1, account = "ACME" }"#), @"p.toml:4: `account` and `tier` do not go together: a policy is for one of contract, account, queue, category with tier, tier, or default");
    assert_snapshot!(scope("{ default = true, tier = 1 }"), @"p.toml:4: `tier` and `default` do not go together: a policy is for one of contract, account, queue, category with tier, tier, or default");
    assert_snapshot!(scope(r#"{ category = "return", queue = "a@b.example", tier = 1 }"#), @"p.toml:4: `queue` and `tier` do not go together: a policy is for one of contract, account, queue, category with tier, tier, or default");
}

#[test]
fn a_category_needs_a_tier() {
    assert_snapshot!(scope(r#"{ category = "return" }"#), @r#"p.toml:4: `category` needs a `tier` beside it, e.g. `{ category = "return", tier = 1 }`"#);
}

#[test]
fn what_a_policy_is_for_must_be_readable() {
    assert_snapshot!(scope("{ tier = 0 }"), @"p.toml:4: `0` is not a tier, expected 1 to 9, where 1 is served first");
    assert_snapshot!(scope("{ tier = 99999999999999999999 }"), @"p.toml:4: `99999999999999999999` is not a tier, expected 1 to 9, where 1 is served first");
    assert_snapshot!(scope("{ tier = 1.5 }"), @"p.toml:4: `tier` is a decimal number, expected a whole number from 1 to 9, without quotes");
    assert_snapshot!(scope(r#"{ category = "retrun", tier = 10 }"#), @"
    p.toml:4: `retrun` is not a category, expected one of stock, fulfilment, order-change, po, quote, price, invoice, payment, credit, return, technical, account, catalogue, contract, loyalty, integration, training, complaint, feedback, other; did you mean `return`?
    p.toml:4: `10` is not a tier, expected 1 to 9, where 1 is served first
    ");
    assert_snapshot!(scope(r#"{ account = "A B" }"#), @"p.toml:4: `A B` is not a code, expected 1 to 40 letters, digits, `.`, `_` or `-`, e.g. `ACME`");
    assert_snapshot!(scope(r#"{ contract = "" }"#), @"p.toml:4: `` is not a code, expected 1 to 40 letters, digits, `.`, `_` or `-`, e.g. `ACME`");
    assert_snapshot!(scope(r#"{ queue = "service" }"#), @"p.toml:4: `service` is not an e-mail address, expected e.g. `anna@acme.example`");
    assert_snapshot!(scope("{ default = false }"), @"p.toml:4: `default = false` matches nothing; name what the policy is for, e.g. `{ tier = 1 }`");
    assert_snapshot!(scope(r#"{ default = "yes" }"#), @"p.toml:4: `default` is text, expected `true` or `false`");
}

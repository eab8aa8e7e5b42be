//! Reps who leave, and who may let them go.

use insta::assert_snapshot;

use crate::harness::Desk;

#[test]
fn whoever_may_more_than_oneself_is_let_go_by_an_admin() {
    let mut desk = Desk::sample();
    desk.quietly(
        "rep new lea --role team-lead --os-user lea
         rep new ada --role admin --os-user ada",
    );
    desk.as_user("lea");
    let lines = "
        rep edit ada --active false
        rep edit ada --active false --as giulia
        rep edit tom --active false
        rep edit tom --active true
        rep edit lea --region Wales
    ";
    assert_snapshot!(desk.run(lines), @"
    $ desk rep edit ada --active false
    --- stderr
    error: lea may not do that: the right `rep.role` is not one of the role `team-lead`
    hint: desk access explain lea rep.role
    exit 4

    $ desk rep edit ada --active false --as giulia
    --- stderr
    error: lea may not do that: the right `rep.role` is not one of the role `team-lead`
    hint: desk access explain lea rep.role
    exit 4

    $ desk rep edit tom --active false
    --- stderr
    Changed rep tom, logistics
    exit 0

    $ desk rep edit tom --active true
    --- stderr
    Changed rep tom, logistics
    exit 0

    $ desk rep edit lea --region Wales
    --- stderr
    Changed rep lea, team-lead
    exit 0
    ");
    desk.as_user("giulia");
    assert_snapshot!(desk.run("rep edit ada --active false"), @"
    $ desk rep edit ada --active false
    --- stderr
    Changed rep ada, admin
    exit 0
    ");
}

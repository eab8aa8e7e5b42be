//! The mappings in `examples/mappings` for orders, their lines and what was shipped of them.

use std::path::Path;

use insta::assert_snapshot;

use super::*;
use crate::domain::intake::{OrderIntake, OrderLineIntake, RepIntake, ShipmentIntake};
use crate::import::Imported;

fn placed<T: Imported>(name: &str, text: &str) -> String {
    let path = Path::new("examples/mappings").join(name).with_extension("toml");
    let mapping = Mapping::read(&path).unwrap_or_else(|refusal| panic!("{refusal}"));
    told_as(T::KIND, Source::from_bytes("file.csv", Format::Csv, text.as_bytes()), &mapping)
}

#[test]
fn northwind_s_orders_are_placed_and_what_was_not_shipped_is_passed_over() {
    let orders = "order_no,account_code,rep_code,order_date,required_date,shipped_date,carrier,freight,ship_to_name,ship_to_city,ship_to_country\n\
        10248,VINET,5,2016-07-04,2016-08-01,2016-07-16,Federal Shipping,32.38,Vins,Reims,France\n\
        11008,ERNSH,7,2018-04-08,2018-05-06,,Federal Shipping,79.46,Ernst,Graz,Austria\n";
    assert_snapshot!(placed::<OrderIntake>("northwind/orders", orders), @r#"
    2: source="northwind" number="10248" account="VINET" rep_external_id="5" currency="USD" ordered_at="2016-07-04T00:00:00Z" required="2016-08-01" carrier="Federal Shipping" ship_to="Vins, Reims, France" freight="32.38"
    3: source="northwind" number="11008" account="ERNSH" rep_external_id="7" currency="USD" ordered_at="2018-04-08T00:00:00Z" required="2018-05-06" carrier="Federal Shipping" ship_to="Ernst, Graz, Austria" freight="79.46"
    "#);
    assert_snapshot!(placed::<ShipmentIntake>("northwind/shipments", orders), @r#"2: number="SH-10248" order="10248" carrier="Federal Shipping" shipped_at="2016-07-16T00:00:00Z""#);
    let lines = "order_no,line_no,sku,qty,unit_price,discount_frac\n10248,1,NW-011,12,14,0.15\n";
    assert_snapshot!(placed::<OrderLineIntake>("northwind/order-lines", lines), @r#"2: order="10248" line="1" sku="NW-011" quantity="12" unit_price="14" discount_fraction="0.15""#);
}

#[test]
fn adventureworks_orders_are_placed() {
    let orders = "order_no,account_code,store_id,buyer_person_id,rep_id,territory_id,order_date,due_date,ship_date,revision,status,subtotal,tax,freight,total\n\
        SO1,AW1,1046,1045,274,5,2011-05-31,2011-06-12,2011-06-07,8,5,20565.6206,1971.5149,616.0984,23153.2339\n";
    assert_snapshot!(placed::<OrderIntake>("adventureworks/orders", orders), @r#"2: source="adventureworks" number="SO1" account="AW1" contact_external_id="1045" rep_external_id="274" currency="USD" ordered_at="2011-05-31T00:00:00Z" required="2011-06-12" subtotal="20565.6206" tax="1971.5149" freight="616.0984""#);
    assert_snapshot!(placed::<ShipmentIntake>("adventureworks/shipments", orders), @r#"2: number="SH-SO1" order="SO1" shipped_at="2011-06-07T00:00:00Z""#);
    assert_snapshot!(placed::<RepIntake>("adventureworks/order-reps", orders), @r#"2: external_id="274" source="adventureworks" handle="rep274" name="Rep 274" role="account-manager""#);
    let lines = "order_no,line_id,sku,qty,unit_price,discount_frac,offer_id\nSO1,1,BK-1,1,2024.994,0,1\n";
    assert_snapshot!(placed::<OrderLineIntake>("adventureworks/order-lines", lines), @r#"2: order="SO1" line="1" sku="BK-1" quantity="1" unit_price="2024.994" discount_fraction="0""#);
}

#[test]
fn generated_orders_are_placed() {
    let orders = "order_no,account,po_number,status,ordered_at,promised_at,shipped_at,currency,total\n\
        SO-1,A1,PO1,shipped,2026-01-02T03:04:05Z,2026-01-09T03:04:05Z,2026-01-08T03:04:05Z,EUR,12.50\n\
        SO-2,A1,PO2,cancelled,2026-01-02T03:04:05Z,2026-01-09T03:04:05Z,,EUR,12.50\n";
    assert_snapshot!(placed::<OrderIntake>("generated/orders", orders), @r#"
    2: source="generated" number="SO-1" account="A1" state="placed" po_number="PO1" currency="EUR" ordered_at="2026-01-02T03:04:05Z"
    3: source="generated" number="SO-2" account="A1" state="cancelled" po_number="PO2" currency="EUR" ordered_at="2026-01-02T03:04:05Z"
    "#);
    assert_snapshot!(placed::<ShipmentIntake>("generated/shipments", orders), @r#"2: number="SH-SO-1" order="SO-1" shipped_at="2026-01-08T03:04:05Z""#);
    let lines = "order_no,line,sku,qty,unit_price,qty_shipped\nSO-1,1,SKU-1,5,2.50,3\n";
    assert_snapshot!(placed::<OrderLineIntake>("generated/order-lines", lines), @r#"2: order="SO-1" line="1" sku="SKU-1" quantity="5" unit_price="2.50""#);
    assert_snapshot!(placed::<ShipmentIntake>("generated/short-shipments", lines), @r#"2: number="SH-SO-1" order="SO-1" line="1" quantity="3""#);
}

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
    assert_snapshot!(placed::<OrderIntake>("northwind/orders", orders), @"");
    assert_snapshot!(placed::<ShipmentIntake>("northwind/shipments", orders), @"");
    let lines = "order_no,line_no,sku,qty,unit_price,discount_frac\n10248,1,NW-011,12,14,0.15\n";
    assert_snapshot!(placed::<OrderLineIntake>("northwind/order-lines", lines), @"");
}

#[test]
fn adventureworks_orders_are_placed() {
    let orders = "order_no,account_code,store_id,buyer_person_id,rep_id,territory_id,order_date,due_date,ship_date,revision,status,subtotal,tax,freight,total\n\
        SO1,AW1,1046,1045,274,5,2011-05-31,2011-06-12,2011-06-07,8,5,20565.6206,1971.5149,616.0984,23153.2339\n";
    assert_snapshot!(placed::<OrderIntake>("adventureworks/orders", orders), @"");
    assert_snapshot!(placed::<ShipmentIntake>("adventureworks/shipments", orders), @"");
    assert_snapshot!(placed::<RepIntake>("adventureworks/order-reps", orders), @"");
    let lines = "order_no,line_id,sku,qty,unit_price,discount_frac,offer_id\nSO1,1,BK-1,1,2024.994,0,1\n";
    assert_snapshot!(placed::<OrderLineIntake>("adventureworks/order-lines", lines), @"");
}

#[test]
fn generated_orders_are_placed() {
    let orders = "order_no,account,po_number,status,ordered_at,promised_at,shipped_at,currency,total\n\
        SO-1,A1,PO1,shipped,2026-01-02T03:04:05Z,2026-01-09T03:04:05Z,2026-01-08T03:04:05Z,EUR,12.50\n\
        SO-2,A1,PO2,cancelled,2026-01-02T03:04:05Z,2026-01-09T03:04:05Z,,EUR,12.50\n";
    assert_snapshot!(placed::<OrderIntake>("generated/orders", orders), @"");
    assert_snapshot!(placed::<ShipmentIntake>("generated/shipments", orders), @"");
    let lines = "order_no,line,sku,qty,unit_price,qty_shipped\nSO-1,1,SKU-1,5,2.50,3\n";
    assert_snapshot!(placed::<OrderLineIntake>("generated/order-lines", lines), @"");
    assert_snapshot!(placed::<ShipmentIntake>("generated/short-shipments", lines), @"");
}

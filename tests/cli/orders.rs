//! A desk with orders.

use crate::harness::Desk;

/// Writes the files that the orders come from.
pub(crate) fn files(desk: &Desk) {
    desk.write(
        "products.csv",
        "sku,name,unit,pack_size\nPUMP-1,Gear pump GP-20,piece,\nHOSE-9,Hydraulic hose 9 mm,m,10\nSEAL-2,Seal kit,set,\n",
    );
    desk.write(
        "stock.csv",
        "sku,warehouse,on_hand,allocated,as_of\nPUMP-1,MILANO,1,0,2026-01-15T06:00:00Z\n\
         HOSE-9,MILANO,500,20,2026-01-15T06:00:00Z\n",
    );
    let orders = "number,account,contact,rep,kind,state,hold,po_number,currency,ordered_at,required,carrier,ship_to,subtotal,tax,freight,closed_at\n\
        SO-1,FERRARIS,anna.bianchi@ferraris.example,giulia,standard,,,PO-4711,EUR,2026-01-05T08:00:00Z,2026-01-12,DHL Freight,\"Via Roma 1, Torino\",,110.0050,25,\n\
        SO-2,FERRARIS,,,bulk,,customer,PO-4711,EUR,2026-01-08T10:00:00Z,2026-03-01,,,,,,\n\
        SO-3,NORTHGATE,,,,completed,,,GBP,2025-11-02T08:00:00Z,,,,20565.6206,,,2025-12-01T08:00:00Z\n\
        SO-4,URALMET,,,,,,,EUR,2026-01-14T08:00:00Z,,,,,,,\n\
        SO-5,FERRARIS,,,,,,PO-4700,EUR,2025-12-20T08:00:00Z,2026-01-05,,,,,,\n";
    desk.write("orders.csv", orders);
    let lines = "order,line,sku,description,quantity,cancelled,unit_price,discount,discount_fraction,cost_centre,required,promised\n\
        SO-1,1,PUMP-1,,5,,480,,0.05,Plant 2,,2026-01-12\n\
        SO-1,2,HOSE-9,,30,,1.2345,,,,2026-02-15,2026-02-15\n\
        SO-1,3,,\"Frame, painted by hand\",1,,99.99,2.5,,,,\n\
        SO-2,1,HOSE-9,,1000,100,1.2345,10,,,,\n\
        SO-3,1,PUMP-1,,43,,478.2702,,,,,\n\
        SO-4,1,SEAL-2,,4,,19.5,,,,,\n\
        SO-5,1,PUMP-1,,2,,480,,,,,\n";
    desk.write("lines.csv", lines);
    let shipments = "number,order,line,quantity,carrier,tracking,warehouse,shipped_at,delivered_at\n\
        SH-1,SO-1,1,3,DHL Freight,JD0146,MILANO,2026-01-09T16:00:00Z,\n\
        SH-2,SO-1,3,,DHL Freight,JD0147,MILANO,2026-01-12T16:00:00Z,2026-01-14T09:00:00Z\n\
        SH-3,SO-3,,,,,,2025-11-10T08:00:00Z,2025-11-14T08:00:00Z\n\
        SH-5,SO-5,,,GLS,77120,MILANO,2026-01-03T08:00:00Z,2026-01-05T08:00:00Z\n";
    desk.write("shipments.csv", shipments);
}

/// Returns the sample with five orders: one shipped in part, one that waits, one completed, one new, one delivered.
pub(crate) fn desk() -> Desk {
    let desk = Desk::sample();
    files(&desk);
    desk.quietly(
        "import products products.csv
         import stock stock.csv
         import orders orders.csv
         import order-lines lines.csv
         import shipments shipments.csv",
    );
    desk
}

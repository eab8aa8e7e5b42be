//! What the sample's company sells, with stock and prices.

use crate::harness::Desk;

const PRODUCTS: &str = "sku,name,category,unit,pack,pack_size,cost,cost_currency,lead_days,reorder_level,sells_from,\
sells_to,discontinued,replaced_by
BV-20,Ball valve 3/4 in,Valves,piece,box of 10,10,7.25,EUR,14,150,,,no,
BV-25,Ball valve 1 in,Valves,piece,box of 10,10,9.10,EUR,14,20,,2025-12-31,no,BV-26
BV-26,Ball valve 1 in NG,Valves,piece,box of 10,10,9.40,EUR,14,20,2025-10-01,,no,
HOSE-10,Hydraulic hose 10 mm,Hoses,m,drum,,1.85,EUR,30,,,,no,
PUMP-3,Gear pump,Pumps,piece,,,210.00,EUR,60,,2026-03-01,,no,
";

const FILES: &[(&str, &str)] = &[
    (
        "product-documents",
        "sku,kind,title,location,language,valid_to\nBV-20,sheet,Data sheet,https://docs.example/bv-20.pdf,en,\n\
         BV-20,certificate,PED 2014/68/EU,papers/ped-bv.pdf,,2027-12-31\n",
    ),
    ("assortment", "account,segment,sku,category,effect\nLEVANTE,,,Hoses,deny\n,d2c,,Pumps,deny\n"),
    ("warehouses", "code,name\nMILANO,Milano Nord\nLYON,\n"),
    (
        "stock",
        "sku,warehouse,on_hand,allocated,as_of\nBV-20,MILANO,120,20,2026-01-15T08:00:00Z\n\
         BV-20,LYON,40,0,2026-01-14T18:00:00Z\nBV-25,MILANO,6,0,2026-01-15T08:00:00Z\n\
         BV-26,MILANO,300,0,2026-01-15T08:00:00Z\nHOSE-10,LYON,-2.5,0,2026-01-15T08:00:00Z\n",
    ),
    (
        "incoming",
        "sku,warehouse,due,quantity,reference,as_of\nBV-20,MILANO,2026-01-26,200,PO-77,2026-01-15T08:00:00Z\n\
         BV-20,LYON,2026-02-10,100,PO-78,2026-01-15T08:00:00Z\nBV-20,LYON,,500,,2026-01-15T08:00:00Z\n\
         HOSE-10,LYON,2026-01-10,40,PO-70,2026-01-09T08:00:00Z\n",
    ),
    (
        "price-lists",
        "code,name,currency,priority,starts,ends\nLIST,List prices,EUR,0,,\nB2B,Trade prices,EUR,0,,\n\
         TIER-1,Key accounts,EUR,0,,\nFERRARIS,Agreed with Ferraris,EUR,5,2026-01-01,2026-12-31\n\
         FROZEN,Contract C-9,EUR,0,,\nGBP,List prices in pounds,GBP,0,,\n",
    ),
    (
        "price-list-for",
        "list,contract,account,segment,tier,inherited,starts,ends\nLIST,,,,,,,\nGBP,,,,,,,\nB2B,,,b2b,,,,\nTIER-1,,,,1,,,\n\
         FERRARIS,,FERRARIS,,,yes,,\nFROZEN,C-9,,,,,,\n",
    ),
    (
        "prices",
        "list,sku,min_quantity,max_quantity,price,discount,starts,ends,offer\nLIST,BV-20,,,14,,,,\nLIST,BV-20,100,,13.50,,,,\n\
         LIST,BV-26,,,16.20,,,,\nLIST,HOSE-10,,,3.20,,,,\nGBP,BV-20,,,12.10,,,,\nB2B,BV-20,50,,,5,,,\n\
         B2B,BV-20,500,999,,12.5,,,Pallet\nTIER-1,BV-20,,,12.90,,,,\nFERRARIS,BV-20,200,,12.40,,,,\n\
         FERRARIS,BV-20,1000,,11.85,,,,\nFROZEN,HOSE-10,,,2.95,,,,\n",
    ),
    (
        "discounts",
        "code,kind,account,segment,tier,discount,above,currency,starts,ends\nLEV-10,account,LEVANTE,,,10,,,,\n\
         LOYAL-3,loyalty,,b2b,,3,,,,\nBIG-5,threshold,,,,5,5000,EUR,,\n",
    ),
];

/// Brings it to a desk that has the sample's accounts.
pub(crate) fn stock_up(desk: &Desk) {
    desk.write("shop/products.csv", PRODUCTS);
    for (kind, text) in FILES {
        desk.write(&format!("shop/{kind}.csv"), text);
    }
    desk.quietly("account contract add VOLGA C-9 --starts 2026-01-01");
    desk.quietly("import shop");
}

/// The sample with all of it.
pub(crate) fn shop() -> Desk {
    let desk = Desk::sample();
    stock_up(&desk);
    desk
}

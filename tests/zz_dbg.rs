use shoreline::{model::{plan::*, estimates::Estimates, seats::seats, capacity, ledger::*}, store::files};
use rust_decimal::Decimal;
#[test]
fn dbg() {
    let s = files::load(std::path::Path::new("tests/golden/support-desk-manila.ron")).unwrap();
    let e = Estimates::of(&s);
    let p = Plan::<Decimal>::new(&s, &e, Stage::Transition);
    let seats = seats(&p);
    let price = price_of_output(&p, &p.teams[0], &seats.teams[0]);
    for m in 0..60 {
        let (h, d) = capacity::team_month(&p, &p.teams[0], &seats.teams[0], m);
        let x = (h - d) * price;
        let f = (x * Decimal::from(100)).fract().abs();
        if (f - Decimal::new(5,1)).abs() < Decimal::new(1,5) { println!("month {m} lost {x}  h {h} d {d}"); }
        if m < 40 { println!("{m} {x}"); }
    }
    struct B;
    impl Book<Decimal> for B { fn post(&mut self, _p: Posting, _a: Decimal) {} }
    post_cash(&p, &seats, &mut B);
}

//! Running the model again asks for no memory. It stands alone, since what counts the requests is the
//! allocator of a whole program.

use std::{fs, path::Path};

use allocation_counter::measure;
use shoreline::{
    engine::{
        lanes::Lanes,
        trial::{Draw, Monthly, Trial},
        uncertain::uncertain_levers,
    },
    model::estimates::Estimates,
    store::files,
};

#[test]
fn trials_after_the_first_allocate_nothing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "ron") {
            continue;
        }
        let mut scenario = files::load(&path).unwrap();
        scenario.uncertainty.clear();
        let (draws, others) = Draw::<Lanes>::find(uncertain_levers(&scenario), &scenario, 1);
        assert!(others.is_empty());
        let mut trial = Trial::<Lanes>::new(&scenario, &Estimates::of(&scenario));
        let mut book = Monthly::new(trial.months());
        let mut run = |first| {
            trial.draw(&draws, first);
            book.clear();
            trial.run(&mut book);
        };
        // Ramps differ from trial to trial: the longest of these has been met once.
        (0..64).for_each(|pack| run(pack * 8));
        let asked = measure(|| (0..64).for_each(|pack| run(pack * 8)));
        assert_eq!(asked.count_total, 0, "{}", path.display());
    }
}

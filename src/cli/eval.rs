//! `shoreline eval`: the results of a scenario.

use clap::Args;

use super::{
    Format, Outcome,
    input::{InputError, ScenarioArgs},
    json,
};
use crate::{
    export::report::Report,
    model::{results::evaluate, scenario::Scenario},
};

pub(super) const EXAMPLES: &str = "With --format csv it prints the ledger by month.

Examples:
  shoreline eval desk.ron
  shoreline eval desk.ron --set team.*.headcount=30 --set friction.rework=8%
  shoreline eval desk.ron --format json";

/// Arguments of `eval`.
#[derive(Debug, Args)]
pub struct EvalArgs {
    /// The scenario
    #[command(flatten)]
    pub scenario: ScenarioArgs,
}

pub(super) fn run(args: &EvalArgs) -> Result<Outcome, InputError> {
    args.scenario.each(|scenario| Ok(of(args, scenario)))
}

fn of(args: &EvalArgs, scenario: &Scenario) -> Outcome {
    let evaluation = evaluate(scenario);
    Outcome::good(match args.scenario.format {
        Format::Text => Report::text(scenario, &evaluation),
        Format::Json => json(&Report::new(&evaluation)),
        Format::Csv => Report::csv(scenario, &evaluation),
    })
}

//! A scenario that is proposed beside the open one: shown with its answer, taken or let go.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    derived::Answer,
    seek::{Seek, Sought},
};
use crate::{
    catalog::{
        Catalog,
        currency::report_in,
        draft::Draft,
        edit::{EditError, MissingPay, NewTeam, OwnPay, OwnPlace, add_own_site, add_site, add_team, swap_site},
        import::{self, Target},
        paste::{self, Placing},
        presets::{Change, apply_structure, structure_preset},
        refresh::{Difference, refreshed},
        terms::{TermsPreset, apply_terms},
    },
    model::{
        lever::LeverId,
        scenario::{Scenario, Structure},
    },
};

/// A site to add, or to put in another's stead.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SiteChoice {
    /// The site it takes the place of.
    pub swap: Option<String>,
    /// Id of the catalogue's place; what one's own is made like.
    pub place: String,
    /// Name of a place of one's own.
    pub own_name: Option<String>,
    /// Pay that the catalogue does not know.
    pub pay: Vec<OwnPay>,
}

/// What is proposed.
#[derive(Debug, Clone, PartialEq)]
pub enum Topic {
    /// A scenario of one's own from six answers.
    New(Draft),
    /// Another site.
    Site(SiteChoice),
    /// Another team.
    Team(NewTeam),
    /// Teams from a spreadsheet.
    Teams {
        /// What was pasted.
        text: String,
        /// Whether they join those that are there.
        placing: Placing,
    },
    /// Own figures for a place or a team.
    Figures {
        /// What they are for.
        target: Target,
        /// What was pasted.
        text: String,
    },
    /// The catalogue's figures of today.
    Refresh {
        /// What differs.
        differences: Vec<Difference>,
        /// Which of them are taken.
        chosen: BTreeSet<usize>,
    },
    /// Another reporting currency.
    Currency(String),
    /// What must be true for a result to be what one wants.
    Seek(Seek),
    /// Other terms at a site.
    Terms {
        /// Index of the site.
        site: usize,
        /// The terms.
        terms: TermsPreset,
    },
    /// Another structure of a team.
    Structure {
        /// Index of the team.
        team: usize,
        /// The structure.
        structure: Structure,
    },
}

/// A scenario that is ready to be taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Prepared {
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// The undo step's name.
    pub step: String,
    /// What changes, number by number, where that is what people want to know.
    pub changes: Vec<Change>,
    /// What else is to say.
    pub notes: Vec<String>,
}

/// Why nothing can be taken yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is missing or wrong.
    pub line: String,
    /// A pay figure that would mend it.
    pub pay: Option<MissingPay>,
}

/// What is proposed, with its answer.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// What.
    pub topic: Topic,
    /// The scenario it makes; or what is wrong, empty where nothing was said yet.
    pub outcome: Result<Prepared, Vec<Problem>>,
    /// The generation of its request.
    pub asked: u64,
    /// The newest answer to this proposal.
    pub answer: Option<Arc<Answer>>,
    /// What was found, where something is sought.
    pub sought: Option<Sought>,
}

impl Proposal {
    /// Whether the answer shown is of the proposal as it is now.
    #[must_use]
    pub fn current(&self) -> bool {
        self.answer.as_ref().is_some_and(|answer| answer.generation == self.asked)
    }

    /// Whether what was sought last was found, or found nowhere.
    #[must_use]
    pub fn answered(&self) -> bool {
        self.sought.as_ref().is_some_and(|sought| sought.generation == self.asked)
    }

    /// Whether it can be taken as it is now.
    #[must_use]
    pub fn ready(&self) -> bool {
        let known = match &self.topic {
            Topic::Refresh { chosen, .. } => !chosen.is_empty(),
            // What was found for the question before stays in sight, but does not answer this one.
            Topic::Seek(_) => self.answered(),
            _ => true,
        };
        known && self.outcome.is_ok()
    }
}

fn problem(line: &(impl ToString + ?Sized)) -> Problem {
    Problem { line: line.to_string(), pay: None }
}

/// What is wrong, one problem each; missing pay by team and place.
fn said(error: EditError) -> Vec<Problem> {
    match error {
        EditError::NeedsPay(missing) => missing
            .into_iter()
            .map(|pay| Problem { line: format!("a pay figure must be given for {pay}"), pay: Some(pay) })
            .collect(),
        EditError::Invalid(faults) => faults.iter().map(problem).collect(),
        other => vec![problem(&other)],
    }
}

impl Topic {
    /// The scenario it makes of the open one.
    ///
    /// # Errors
    /// What is missing or wrong; nothing where nothing was given yet.
    pub fn prepare(&self, open: &Scenario, catalog: &Catalog) -> Result<Prepared, Vec<Problem>> {
        let mut scenario = open.clone();
        let mut changes = Vec::new();
        let mut notes = Vec::new();
        let step = match self {
            Self::New(draft) => {
                scenario = draft.scenario(catalog).map_err(|error| vec![problem(&error)])?;
                "new scenario".to_owned()
            }
            Self::Site(choice) => choose_site(choice, &mut scenario, catalog)?,
            Self::Team(team) => {
                add_team(&mut scenario, team, catalog).map_err(said)?;
                format!("add {}", team.name)
            }
            Self::Teams { text, placing } => paste_teams(text, *placing, &mut scenario, catalog, &mut notes)?,
            Self::Figures { target, text } => {
                changes = own_figures(text, target, &mut scenario)?;
                "own figures".to_owned()
            }
            Self::Refresh { differences, chosen } => {
                let levers: Vec<LeverId> =
                    chosen.iter().filter_map(|index| differences.get(*index)).map(|row| row.lever.clone()).collect();
                scenario = refreshed(open, &levers, catalog).map_err(said)?;
                "refresh from catalogue".to_owned()
            }
            // Nothing is converted to what it is.
            Self::Currency(code) if *code == open.money.currency => return Err(Vec::new()),
            Self::Currency(code) => {
                changes = report_in(&mut scenario, code, catalog).map_err(said)?;
                format!("report in {code}")
            }
            // A worker finds it.
            Self::Seek(_) => return Err(Vec::new()),
            Self::Terms { site, terms } => {
                changes = apply_terms(&mut scenario, *site, *terms, catalog);
                format!("terms to {}", terms.name().to_lowercase())
            }
            Self::Structure { team, structure } => {
                changes = apply_structure(&mut scenario, *team, *structure);
                format!("structure to {}", structure_preset(*structure).label.to_lowercase())
            }
        };
        Ok(Prepared { scenario: Arc::new(scenario), step, changes, notes })
    }
}

fn choose_site(choice: &SiteChoice, scenario: &mut Scenario, catalog: &Catalog) -> Result<String, Vec<Problem>> {
    let place = catalog.place(&choice.place).ok_or_else(Vec::new)?;
    let name = choice.own_name.as_deref().unwrap_or(&place.city).trim().to_owned();
    if name.is_empty() {
        return Err(vec![problem("the place needs a name")]);
    }
    if let Some(site) = &choice.swap {
        swap_site(scenario, site, place, &choice.pay, catalog).map_err(said)?;
        return Ok(format!("swap for {name}"));
    }
    if choice.own_name.is_some() {
        let own = OwnPlace { name: name.clone(), template: place.id.clone(), figures: Vec::new() };
        add_own_site(scenario, &own, &choice.pay, catalog).map_err(said)?;
    } else {
        add_site(scenario, place, &choice.pay, catalog).map_err(said)?;
    }
    Ok(format!("add {name}"))
}

fn paste_teams(
    text: &str,
    placing: Placing,
    scenario: &mut Scenario,
    catalog: &Catalog,
    notes: &mut Vec<String>,
) -> Result<String, Vec<Problem>> {
    let pasted = paste::read(text, scenario, catalog);
    if !pasted.faults.is_empty() || pasted.teams.is_empty() {
        return Err(pasted.faults.iter().map(problem).collect());
    }
    for team in pasted.teams.iter().filter(|team| team.known.is_none()) {
        let closest = team.closest.join(" or ");
        let hint = if closest.is_empty() { String::new() } else { format!("; did you mean {closest}?") };
        notes.push(format!("Row {}: the catalogue does not know “{}”{hint}", team.row, team.role));
    }
    paste::put_in(scenario, &pasted.teams, placing, catalog).map_err(said)?;
    Ok(format!("{} teams from a list", pasted.teams.len()))
}

fn own_figures(text: &str, target: &Target, scenario: &mut Scenario) -> Result<Vec<Change>, Vec<Problem>> {
    let preview = import::preview(text, target, scenario);
    if !preview.faults.is_empty() || preview.changes.is_empty() {
        return Err(preview.faults.iter().map(problem).collect());
    }
    import::put_in(scenario, &preview).map_err(said)?;
    Ok(preview.changes)
}

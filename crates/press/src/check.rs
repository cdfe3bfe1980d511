//! `quire check`: everything that is wrong with an author's project, without writing a site.
//!
//! Most of it is found where a file is read or rendered; here is what only all posts together can show.

use crate::content::PostFile;
use crate::problem::Problem;
use crate::progress::Progress;
use crate::project::{Project, ProjectError, ProjectOptions};

mod keys;
mod series;
mod terms;
mod titles;

/// What a check found.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// How many posts and pages there are.
    pub posts: usize,
    /// What is wrong, in the order of the files, which are named as seen from the current folder.
    pub problems: Vec<Problem>,
    /// What is to be said of a configuration that is another system's.
    pub settings: Option<String>,
}

/// Reads and renders the project, and says what is wrong with it.
pub fn check(options: &ProjectOptions) -> Result<Checked, ProjectError> {
    let project = Project::read(options, &Progress::default())?;
    let posts = project.read.library.posts().len();
    Ok(Checked { posts, problems: project.problems, settings: project.found.note() })
}

/// What posts have in common and should not, or lack.
pub(crate) fn posts(posts: &[PostFile]) -> Vec<Problem> {
    [
        titles::duplicate(posts),
        titles::no_description(posts),
        series::same_order(posts),
        terms::similar(posts),
        keys::unknown(posts),
    ]
    .concat()
}

//! What the tool prints about an author's files: every problem on a line of its own, as compilers do, and a summary.

use std::fmt::Write as _;
use std::io::{self, Write};

use quire_press::{Checked, LeftOut, PictureWork, PreviewWork, Problem, Reason, Rule, Severity, Summary};

/// Warnings shown by `quire build` without `--verbose`.
const SHOWN: usize = 20;

/// What there is to say after a build: every error, as many warnings as one reads, and counts of the rest.
pub(crate) fn build(summary: &Summary, verbose: bool, to: &mut impl Write) -> io::Result<()> {
    if let Some(settings) = &summary.settings {
        writeln!(to, "{settings}")?;
    }
    let (errors, others): (Vec<_>, Vec<_>) =
        summary.problems.iter().partition(|problem| problem.severity == Severity::Error);
    let warnings = others.iter().filter(|problem| verbose || problem.severity == Severity::Warning);
    let shown = if verbose { others.len() } else { SHOWN };
    for problem in warnings.take(shown).chain(&errors) {
        writeln!(to, "{problem}")?;
    }
    let hidden = counts(others.iter().copied().filter(|problem| problem.severity == Severity::Warning));
    if !verbose && !hidden.is_empty() {
        writeln!(to, "warnings: {hidden}; quire check lists them all")?;
    }
    let dropped: Vec<String> =
        summary.shortcodes.dropped.iter().map(|(name, count)| format!("{name} ({count})")).collect();
    if !dropped.is_empty() {
        writeln!(to, "shortcodes left out: {}; quire check says why", dropped.join(", "))?;
    }
    if !summary.left_out.is_empty() {
        writeln!(to, "{}", left_out(&summary.left_out))?;
    }
    if !errors.is_empty() {
        writeln!(to, "{} left out: see the errors above", counted(errors.len(), "file"))?;
    }
    if summary.kept > 0 {
        writeln!(to, "kept for tabs that are open: {} of the last builds", counted(summary.kept, "file"))?;
    }
    let PictureWork { made, kept, time } = summary.pictures;
    if made + kept > 0 {
        let made = counted(made, "picture");
        writeln!(to, "{made} resized and {kept} kept in {:.2} s", time.as_secs_f64())?;
    }
    let PreviewWork { drawn, kept, time, .. } = summary.previews;
    if drawn + kept > 0 {
        let drawn = counted(drawn, "preview picture");
        writeln!(to, "{drawn} drawn and {kept} kept in {:.2} s", time.as_secs_f64())?;
    }
    for note in &summary.notes {
        writeln!(to, "{note}")?;
    }
    if !summary.has_app {
        writeln!(
            to,
            "this quire was built without the reader's app: the site has no search; name the app's folder with --app"
        )?;
    }
    Ok(())
}

/// Every problem, and how many there are of each rule.
pub(crate) fn check(checked: &Checked, to: &mut impl Write) -> io::Result<()> {
    let Checked { posts, problems, settings } = checked;
    if let Some(settings) = settings {
        writeln!(to, "{settings}")?;
    }
    for problem in problems {
        writeln!(to, "{problem}")?;
    }
    let of = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    write!(to, "{} checked: ", counted(*posts, "post"))?;
    if problems.is_empty() {
        return writeln!(to, "nothing to mend");
    }
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note].map(of);
    let sum = [counted(errors, "error"), counted(warnings, "warning"), counted(notes, "note")].join(", ");
    writeln!(to, "{sum} ({})", counts(problems.iter()))
}

/// The same, as a JSON object a line.
pub(crate) fn check_json(checked: &Checked, to: &mut impl Write) -> io::Result<()> {
    for problem in &checked.problems {
        serde_json::to_writer(&mut *to, problem)?;
        writeln!(to)?;
    }
    Ok(())
}

pub(crate) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// `12 dead-link, 3 no-title`, most first.
fn counts<'a>(problems: impl Iterator<Item = &'a Problem>) -> String {
    let mut counts: Vec<(usize, Rule)> = Vec::new();
    for problem in problems {
        match counts.iter_mut().find(|(_, rule)| *rule == problem.rule) {
            Some((count, _)) => *count += 1,
            None => counts.push((1, problem.rule)),
        }
    }
    counts.sort_by(|a, b| (b.0, a.1).cmp(&(a.0, b.1)));
    let named = counts.iter().map(|(count, rule)| format!("{count} {}", rule.name()));
    named.collect::<Vec<_>>().join(", ")
}

/// `2 drafts (--drafts shows them), 1 scheduled post (--future shows it; the next is due on 2027-01-02)`.
fn left_out(left_out: &[LeftOut]) -> String {
    let mut drafts = 0;
    let mut expired = 0;
    let mut scheduled = Vec::new();
    for one in left_out {
        match &one.reason {
            Reason::Draft => drafts += 1,
            Reason::Expired(_) => expired += 1,
            Reason::Scheduled(moment) => scheduled.push(moment.rfc3339.as_str()),
        }
    }
    let mut text = String::from("left out: ");
    let mut separator = "";
    if drafts > 0 {
        let _ = write!(text, "{} (--drafts shows them)", counted(drafts, "draft"));
        separator = ", ";
    }
    if let Some(next) = scheduled.iter().min() {
        let count = counted(scheduled.len(), "scheduled post");
        let _ = write!(text, "{separator}{count} (the next is due on {next}; --future shows them)");
        separator = ", ";
    }
    if expired > 0 {
        let _ = write!(text, "{separator}{}", counted(expired, "expired post"));
    }
    text
}

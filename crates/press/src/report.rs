//! What the tool prints about an author's files: every problem on a line of its own, as compilers do, and a summary.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use quire_press::{Checked, LeftOut, PictureWork, PreviewWork, Problem, Reason, Rule, Severity, Summary};

/// Warnings shown by `quire build` without `--verbose`.
const SHOWN: usize = 20;

/// What there is to say after a build: every error, as many warnings as one reads, and counts of the rest.
pub(crate) fn build(summary: &Summary, verbose: bool, to: &mut impl Write) -> io::Result<()> {
    if let Some(settings) = &summary.settings {
        writeln!(to, "{settings}")?;
    }
    problems(summary, verbose, to)?;
    let dropped: Vec<String> =
        summary.shortcodes.dropped.iter().map(|(name, count)| format!("{name} ({count})")).collect();
    if !dropped.is_empty() {
        writeln!(to, "shortcodes left out: {}; quire check says why", dropped.join(", "))?;
    }
    if !summary.left_out.is_empty() {
        writeln!(to, "{}", left_out(&summary.left_out))?;
    }
    if let Some(next) = summary.scheduled.first() {
        let count = counted(summary.scheduled.len(), "scheduled post");
        writeln!(to, "pressed ahead: {count} (the next appears on {next})")?;
    }
    let errors = summary.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    if errors > 0 {
        writeln!(to, "{} left out: see the errors above", counted(errors, "file"))?;
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

/// What is wrong: every error, as many warnings as one reads, and how many there are of each rule.
pub(crate) fn problems(summary: &Summary, verbose: bool, to: &mut impl Write) -> io::Result<()> {
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
    Ok(())
}

/// The last lines of a build: how much there is, and how much of it is new.
pub(crate) fn summary(
    summary: &Summary,
    took: Duration,
    folder: &Path,
    to: &mut impl Write,
) -> io::Result<()> {
    let Summary { posts, pages, files, bytes, changed, problems, .. } = summary;
    let warnings = problems.iter().filter(|problem| problem.severity == Severity::Warning).count();
    let [posts, pages, warnings] =
        [counted(*posts, "post"), counted(*pages, "page"), counted(warnings, "warning")];
    let (megabytes, seconds) = (*bytes as f64 / 1e6, took.as_secs_f64());
    let files_in_all = counted(usize::try_from(*files).unwrap_or(usize::MAX), "file");
    writeln!(
        to,
        "{posts}, {pages}, {files_in_all} ({megabytes:.1} MB), {warnings}, {seconds:.2} s: {}",
        folder.display()
    )?;
    match changed {
        Some(changed) => writeln!(to, "{} of {files_in_all} changed", grouped(*changed)),
        None => Ok(()),
    }
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
    format!("{} {what}{}", grouped(count as u64), if count == 1 { "" } else { "s" })
}

/// A number as one reads it: `4,210`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
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

#[cfg(test)]
mod tests {
    use super::{counted, grouped};

    #[test]
    fn numbers_are_written_as_one_reads_them() {
        assert_eq!([0, 12, 999, 1_000, 1_234_567].map(grouped), ["0", "12", "999", "1,000", "1,234,567"]);
        assert_eq!([counted(1, "post"), counted(4_210, "file")], ["1 post", "4,210 files"]);
    }
}

//! A moment as text for readers: as the author's configuration says, else as the blog's language writes dates.

use jiff::Zoned;
use jiff::civil::Date;
use jiff::fmt::strtime;

use super::Moment;
use super::languages::{Language, language};

/// The form that a blog gives to its dates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// BCP 47 tag of the language whose form and names are used; empty is English.
    pub language: String,
    /// The form of the day as `strftime` has it, when the author wants another than the language's.
    pub date: Option<String>,
    /// The form of the time of day; without it no time is shown.
    pub time: Option<String>,
    /// The author's own names of the twelve months.
    pub months: Option<Vec<String>>,
}

/// The form of a date in a language that has none here.
const NUMBERS: &str = "%Y-%m-%d";

/// The day in words for readers, and the time of day if the form has one and the author gave one: `12 December 2014`,
/// `12 de diciembre de 2014 18:30`; in languages whose form is not known here, `2014-12-12`.
pub fn text(moment: &Moment, form: &Form) -> String {
    let (year, month, day) = moment.date;
    let written = || Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    let Some(date) = written() else { return moment.rfc3339.clone() };
    let of_language = language(&form.language).map_or(NUMBERS, |language| language.form);
    let names = Names { form, date };
    let day = strtime::format(names.filled(form.date.as_deref().unwrap_or(of_language)), date);
    let day = day.unwrap_or_else(|_| date.to_string());
    match form.time.as_deref().filter(|_| moment.has_time).and_then(|time| names.time(time, moment)) {
        Some(time) if time.starts_with(',') => day + &time,
        Some(time) => format!("{day} {time}"),
        None => day,
    }
}

/// The months of a language as they stand alone, as in an archive; `None` where its names are not known here.
pub(crate) fn months(tag: &str) -> Option<&'static [&'static str]> {
    language(tag).map(|language| language.alone)
}

/// Why a form of the day or of the time of day cannot be used; `time` says which of the two it is.
pub(crate) fn wrong(form: &str, time: bool) -> Option<String> {
    let day = jiff::civil::date(2014, 12, 2);
    let tried = match day.to_zoned(jiff::tz::TimeZone::UTC) {
        Ok(moment) if time => strtime::format(form, &moment),
        _ => strtime::format(form, day),
    };
    tried.err().map(|error| error.to_string().trim_start_matches("strftime formatting failed: ").to_owned())
}

/// The names in which a form may want one day.
struct Names<'a> {
    form: &'a Form,
    date: Date,
}

impl Names<'_> {
    fn time(&self, form: &str, moment: &Moment) -> Option<String> {
        let time = Zoned::strptime("%Y-%m-%dT%H:%M:%S%:z", &moment.rfc3339).ok()?;
        strtime::format(self.filled(form), &time).ok()
    }

    /// The form with the names in it, because jiff knows the English ones alone.
    fn filled(&self, form: &str) -> String {
        let mut filled = String::with_capacity(form.len());
        let mut rest = form;
        while let Some((before, after)) = rest.split_once('%') {
            let flags = after.len() - after.trim_start_matches(|c: char| "_-0^#".contains(c)).len();
            let (flags, after) = after.split_at(flags);
            let sign = after.chars().next().unwrap_or_default();
            filled.push_str(before);
            match self.name(sign) {
                Some(name) if flags.contains('^') => filled.push_str(&escaped(&name.to_uppercase())),
                Some(name) => filled.push_str(&escaped(name)),
                None => {
                    filled.extend(["%", flags]);
                    filled.extend(after.chars().next());
                }
            }
            rest = &after[sign.len_utf8().min(after.len())..];
        }
        filled + rest
    }

    fn name(&self, sign: char) -> Option<&str> {
        let month = usize::from(self.date.month().unsigned_abs()) - 1;
        let day = usize::from(self.date.weekday().to_sunday_zero_offset().unsigned_abs());
        let own = || self.form.months.as_ref()?.get(month).map(String::as_str);
        let names = |of: fn(&Language) -> &[&'static str], at: usize| {
            language(&self.form.language)
                .or(language("en"))
                .and_then(|language| of(language).get(at).copied())
        };
        match sign {
            'B' => own().or_else(|| names(|language| language.months, month)),
            'b' | 'h' => names(|language| language.short_months, month),
            'A' => names(|language| language.days, day),
            'a' => names(|language| language.short_days, day),
            _ => None,
        }
    }
}

fn escaped(name: &str) -> String {
    name.replace('%', "%%")
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;
    use crate::date::{day, parse};

    fn form(language: &str) -> Form {
        Form { language: language.to_owned(), ..Form::default() }
    }

    #[test]
    fn a_language_writes_dates_its_own_way() {
        let moment = day(2014, 12, 2, &TimeZone::UTC).expect("a day");
        for (language, written) in [
            ("", "2 December 2014"),
            ("en-GB", "2 December 2014"),
            ("EN", "2 December 2014"),
            ("es", "2 de diciembre de 2014"),
            ("pt-BR", "2 de dezembro de 2014"),
            ("gl", "2014-12-02"),
            ("ca", "2 de desembre de 2014"),
            ("fr", "2 décembre 2014"),
            ("it", "2 dicembre 2014"),
            ("nl", "2 december 2014"),
            ("de-AT", "2. Dezember 2014"),
            ("da", "2. december 2014"),
            ("no", "2. desember 2014"),
            ("fi", "2. joulukuuta 2014"),
            ("cs", "2. prosince 2014"),
            ("pl", "2 grudnia 2014"),
            ("ru", "2 декабря 2014 г."),
            ("hu", "2014. december 2."),
            ("ja", "2014年12月2日"),
            ("zh-Hant-TW", "2014年12月2日"),
            ("ko", "2014년 12월 2일"),
            ("ar", "2 ديسمبر 2014"),
            ("vi", "2 tháng 12, 2014"),
            ("eu", "2014-12-02"),
            ("fa", "2014-12-02"),
        ] {
            assert_eq!(text(&moment, &form(language)), written, "{language}");
        }
    }

    #[test]
    fn the_authors_form_wins_and_keeps_the_languages_names() {
        let moment = day(2014, 12, 2, &TimeZone::UTC).expect("a day");
        let own = |language: &str, date: &str| {
            text(&moment, &Form { date: Some(date.to_owned()), ..form(language) })
        };
        assert_eq!(own("en", "%B %-d, %Y"), "December 2, 2014");
        assert_eq!(own("es", "%A, %-d de %B"), "martes, 2 de diciembre");
        assert_eq!(own("fr", "%a %-d %b %^B %%"), "mar. 2 déc. DÉCEMBRE %");
        assert_eq!(own("eo", "%-d %B"), "2 December");
    }

    #[test]
    fn the_authors_names_of_months_win_over_the_languages() {
        let moment = day(2014, 2, 1, &TimeZone::UTC).expect("a day");
        let months =
            "januaro februaro marto aprilo majo junio julio aŭgusto septembro oktobro novembro decembro";
        let months = Some(months.split(' ').map(str::to_owned).collect());
        let form = Form { date: Some("%-d-a de %B".to_owned()), months, ..form("eo") };
        assert_eq!(text(&moment, &form), "1-a de februaro");
    }

    #[test]
    fn a_time_is_shown_when_the_form_has_one_and_the_author_gave_one() {
        let form = |time: &str| Form { time: Some(time.to_owned()), ..form("en") };
        let moment = parse("2014-12-02 18:30:00 -0500", &TimeZone::UTC).expect("a date");
        assert_eq!(text(&moment, &form("%H:%M")), "2 December 2014 18:30");
        assert_eq!(text(&moment, &form(", %-I:%M %p (%:z)")), "2 December 2014, 6:30 PM (-05:00)");
        assert_eq!(text(&moment, &self::form("en")), "2 December 2014");
        let day = day(2014, 12, 2, &TimeZone::UTC).expect("a day");
        assert_eq!(text(&day, &form("%H:%M")), "2 December 2014");
    }

    #[test]
    fn a_form_that_cannot_be_filled_is_found_out() {
        assert_eq!(wrong("%-d %B %Y", false), None);
        assert_eq!(wrong("%H:%M", true), None);
        assert!(wrong("%H:%M", false).is_some());
        assert!(wrong("%", false).is_some());
        assert!(wrong("%é", true).is_some());
    }
}

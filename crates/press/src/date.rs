//! Dates as authors write them, in every shape that their old blogs took: `2019-03-26`,
//! `2019-3-26 9:05:00 -0500`, RFC 3339, `26 March 2019`, `March 26, 2019`.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};

use crate::front_matter::shown;

mod form;
mod languages;

pub use form::{Form, text};
pub(crate) use form::{months, wrong};

/// A point in time as an author wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Moment {
    /// For feeds and `<time datetime>`: `2019-03-26T12:38:00-05:00`.
    pub rfc3339: String,
    /// Year, month (1 to 12) and day (1 to 31), as the author wrote them; of a time in UTC
    /// (`…Z`), and of one without any zone, the day in the blog's zone.
    pub date: (i16, u8, u8),
    /// Whether the author gave a time of day; a date alone is midnight in the blog's zone.
    pub has_time: bool,
    /// Seconds since 1970, by which posts are ordered.
    pub seconds: i64,
}

/// Reads a date in any of the shapes above. `zone` is the blog's.
/// `None` when it is not a date.
pub fn parse(value: &str, zone: &TimeZone) -> Option<Moment> {
    let value = value.trim();
    let (date, rest) = any_date(value)?;
    let rest = rest.strip_prefix(['T', 't']).unwrap_or(rest).trim_start_matches([' ', ',']);
    if rest.is_empty() {
        return moment(date.to_datetime(Time::midnight()), None, zone, false);
    }
    let (time, rest) = time_of_day(rest)?;
    let offset = offset(rest.trim())?;
    moment(date.to_datetime(time), offset, zone, true)
}

/// What is wrong with a text that [`parse`] refuses, and what to write in its place.
pub fn trouble(value: &str) -> String {
    let said = shown(value);
    let numbers: Vec<i64> = value.split(['-', '/', '.']).map_while(|part| part.trim().parse().ok()).collect();
    if let Some((_, rest)) = any_date(value.trim()) {
        let time = rest.trim_start_matches(['T', 't', ' ', ',']);
        return format!(
            "{said} has no time of day that can be read in {}; write it like 18:00:00 +0200",
            shown(time)
        );
    }
    match *numbers.as_slice() {
        [year, month @ 1..=12, day] if (1000..=9999).contains(&year) => {
            let name = MONTHS[usize::try_from(month - 1).unwrap_or(0)];
            format!("{said} is no day of the calendar: {name} {year} has no day {day}; correct it")
        }
        [first @ 1..=31, second @ 1..=31, year] if (1000..=9999).contains(&year) => {
            let readings: Vec<String> = [(second, first), (first, second)]
                .into_iter()
                .filter(|(month, day)| date(year, *month, *day).is_some())
                .map(|(month, day)| format!("{year}-{month:02}-{day:02}"))
                .collect();
            match readings.as_slice() {
                [one, other] if one != other => {
                    format!("{said} can be {one} or {other}; write the one that you mean")
                }
                [one, ..] => format!("{said} is not a date that Quire reads; write {one}"),
                [] => format!("{said} is no day of the calendar; write it like 2024-05-31"),
            }
        }
        _ => format!("{said} is not a date; write it like 2024-05-31 or 2024-05-31 18:00:00 +0200"),
    }
}

/// The day that was written, whatever the zone: `2019-03-26T23:00:00Z` is the 26th everywhere.
pub(crate) fn written_day(value: &str) -> Option<(i16, u8, u8)> {
    let (date, _) = any_date(value.trim())?;
    Some((date.year(), date.month().unsigned_abs(), date.day().unsigned_abs()))
}

/// The day on which this second since 1970 falls in UTC.
pub(crate) fn day_in_utc(seconds: i64) -> Option<(i16, u8, u8)> {
    let date = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC).date();
    Some((date.year(), date.month().unsigned_abs(), date.day().unsigned_abs()))
}

/// The day at midnight in the blog's zone. `None` when there is no such day.
pub fn day(year: i16, month: i8, day: i8, zone: &TimeZone) -> Option<Moment> {
    let date = Date::new(year, month, day).ok()?;
    moment(date.to_datetime(Time::midnight()), None, zone, false)
}

/// The day that a file name begins with, and the name after it: `2014-12-12-x` is `x`.
pub fn in_name<'a>(name: &'a str, zone: &TimeZone) -> Option<(Moment, &'a str)> {
    let (date, rest) = numeric_date(name)?;
    let rest = rest.strip_prefix(['-', '_', ' '])?;
    let moment = moment(date.to_datetime(Time::midnight()), None, zone, false)?;
    (!rest.is_empty()).then_some((moment, rest))
}

/// The day that a path names: `2014/12/12/x`, `blog/2014/12/12/x`.
pub fn in_path(path: &str, zone: &TimeZone) -> Option<Moment> {
    let parts: Vec<&str> = path.split('/').collect();
    parts.windows(3).find_map(|part| {
        let year = (part[0].len() == 4).then(|| part[0].parse().ok())??;
        day(year, part[1].parse().ok()?, part[2].parse().ok()?, zone)
    })
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What the author said about the zone: nothing, UTC as a machine writes it, or an offset.
#[derive(Clone, Copy)]
enum Zone {
    Utc,
    Offset(Offset),
}

fn moment(written: DateTime, said: Option<Zone>, zone: &TimeZone, has_time: bool) -> Option<Moment> {
    let zoned = match said {
        None => zone.to_ambiguous_zoned(written).compatible().ok()?,
        Some(Zone::Utc) => written.to_zoned(TimeZone::UTC).ok()?.with_time_zone(zone.clone()),
        Some(Zone::Offset(offset)) => written.to_zoned(TimeZone::fixed(offset)).ok()?,
    };
    let date = zoned.date();
    Some(Moment {
        rfc3339: zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        date: (date.year(), date.month().unsigned_abs(), date.day().unsigned_abs()),
        has_time,
        seconds: zoned.timestamp().as_second(),
    })
}

fn any_date(value: &str) -> Option<(Date, &str)> {
    numeric_date(value).or_else(|| compact_date(value)).or_else(|| worded_date(value))
}

/// `20190326`, and what follows.
fn compact_date(value: &str) -> Option<(Date, &str)> {
    let (year, rest) = digits(value, 4, 4)?;
    let (month, rest) = digits(rest, 2, 2)?;
    let (day, rest) = digits(rest, 2, 2)?;
    (!rest.starts_with(|letter: char| letter.is_ascii_digit())).then_some(())?;
    Some((date(year, month, day)?, rest))
}

/// `2019-03-26`, `2019-3-6`, `2019/03/26`, `2019.03.26`, and what follows.
fn numeric_date(value: &str) -> Option<(Date, &str)> {
    let (year, rest) = digits(value, 4, 4)?;
    let separator = rest.chars().next().filter(|c| "-/.".contains(*c))?;
    let (month, rest) = digits(&rest[1..], 1, 2)?;
    let (day, rest) = digits(rest.strip_prefix(separator)?, 1, 2)?;
    Some((date(year, month, day)?, rest))
}

/// `26 March 2019`, `March 26, 2019`, `Tue, 26 Mar 2019`, and what follows.
fn worded_date(value: &str) -> Option<(Date, &str)> {
    let (mut year, mut month, mut day) = (None, None, None);
    let mut rest = value;
    for _ in 0..4 {
        let word_end = rest.find([' ', ',']).unwrap_or(rest.len());
        let word = &rest[..word_end];
        match word.bytes().next()? {
            b'0'..=b'9' if word.len() == 4 && word.parse::<i64>().is_ok() => year = word.parse().ok(),
            b'0'..=b'9' => {
                let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
                day = Some(number.parse().ok()?);
            }
            _ => month = month_named(word).or(month),
        }
        rest = rest[word_end..].trim_start_matches([' ', ',']);
        if let (Some(year), Some(month), Some(day)) = (year, month, day) {
            return Some((date(year, month, day)?, rest));
        }
    }
    None
}

fn month_named(word: &str) -> Option<i64> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let place =
        MONTHS.iter().position(|name| word.len() >= 3 && name.to_ascii_lowercase().starts_with(&word))?;
    i64::try_from(place + 1).ok()
}

fn date(year: i64, month: i64, day: i64) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `9:05`, `12:38:00`, `12:38:00.123`, `9:05 PM`, and what follows.
fn time_of_day(value: &str) -> Option<(Time, &str)> {
    let (mut hour, rest) = digits(value, 1, 2)?;
    let (minute, mut rest) = digits(rest.strip_prefix(':')?, 2, 2)?;
    let mut second = 0;
    if let Some(after) = rest.strip_prefix(':') {
        (second, rest) = digits(after, 2, 2)?;
        if let Some(fraction) = rest.strip_prefix(['.', ',']) {
            rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
        }
    }
    let trimmed = rest.trim_start();
    if let Some(half) = trimmed.get(..2) {
        if half.eq_ignore_ascii_case("pm") {
            hour = if hour == 12 { 12 } else { hour + 12 };
            rest = &trimmed[2..];
        } else if half.eq_ignore_ascii_case("am") {
            hour = if hour == 12 { 0 } else { hour };
            rest = &trimmed[2..];
        }
    }
    let part = |number: i64| i8::try_from(number).ok();
    // A leap second is written as 60; clocks that have none read it as 59.
    let time = Time::new(part(hour)?, part(minute)?, part(second.min(59))?, 0).ok()?;
    Some((time, rest))
}

/// Zones that e-mail has names for, in hours from UTC.
const ZONES: &[(&str, i32)] = &[
    ("EST", -5),
    ("EDT", -4),
    ("CST", -6),
    ("CDT", -5),
    ("MST", -7),
    ("MDT", -6),
    ("PST", -8),
    ("PDT", -7),
    ("CET", 1),
    ("CEST", 2),
];

/// Nothing, `Z`, `UTC`, `EST`, `-0500`, `-05:00`, `+5`. `None` when it is something else.
#[expect(clippy::option_option, reason = "nothing said is not the same as nonsense said")]
fn offset(value: &str) -> Option<Option<Zone>> {
    if value.is_empty() {
        return Some(None);
    }
    if ["z", "utc", "gmt"].iter().any(|name| value.eq_ignore_ascii_case(name)) {
        return Some(Some(Zone::Utc));
    }
    if let Some((_, hours)) = ZONES.iter().find(|(name, _)| value.eq_ignore_ascii_case(name)) {
        return Some(Some(Zone::Offset(Offset::from_seconds(hours * 3600).ok()?)));
    }
    let (sign, rest) = match value.as_bytes()[0] {
        b'+' => (1, &value[1..]),
        b'-' => (-1, &value[1..]),
        _ => return None,
    };
    let (hours, rest) = digits(rest, 1, 2)?;
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let minutes = if rest.trim().is_empty() { 0 } else { digits(rest, 2, 2)?.0 };
    let seconds = i32::try_from(sign * (hours * 3600 + minutes * 60)).ok()?;
    Some(Some(Zone::Offset(Offset::from_seconds(seconds).ok()?)))
}

/// Between `least` and `most` digits, and what follows.
fn digits(value: &str, least: usize, most: usize) -> Option<(i64, &str)> {
    let end = value.bytes().take(most).take_while(u8::is_ascii_digit).count();
    (end >= least).then_some(())?;
    Some((value[..end].parse().ok()?, &value[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(value: &str) -> Option<String> {
        parse(value, &TimeZone::UTC).map(|moment| moment.rfc3339)
    }

    #[test]
    fn every_shape_that_old_blogs_used_is_read() {
        for (written, meant) in [
            ("2019-03-26 12:38:00 -0500", "2019-03-26T12:38:00-05:00"),
            ("2014-12-08 9:00:00 -0500", "2014-12-08T09:00:00-05:00"),
            ("2010-01-10 13:07:09 +00:00", "2010-01-10T13:07:09+00:00"),
            ("2010-01-10 13:07", "2010-01-10T13:07:00+00:00"),
            ("2022-09-23T15:22:00.123Z", "2022-09-23T15:22:00+00:00"),
            ("2019-3-6", "2019-03-06T00:00:00+00:00"),
            ("2019/03/26", "2019-03-26T00:00:00+00:00"),
            ("26 March 2019", "2019-03-26T00:00:00+00:00"),
            ("March 26th, 2019", "2019-03-26T00:00:00+00:00"),
            ("Tue, 26 Mar 2019 12:38:00 -0500", "2019-03-26T12:38:00-05:00"),
            ("2019-03-26 9:05 pm", "2019-03-26T21:05:00+00:00"),
            ("20190326", "2019-03-26T00:00:00+00:00"),
            ("2019-03-26 12:38:00 PST", "2019-03-26T12:38:00-08:00"),
            ("2019-03-26 12:38:00 UTC", "2019-03-26T12:38:00+00:00"),
        ] {
            assert_eq!(utc(written).as_deref(), Some(meant), "{written}");
        }
    }

    #[test]
    fn what_is_not_a_date_is_not_read_as_one() {
        for nonsense in [
            "",
            "soon",
            "2019",
            "2019-13-01",
            "2019-02-30",
            "2019-03-26 25:00",
            "{{ page.date }}",
            "2019-03-26 12:38 yesterday",
            "1/2/3",
            "99999999999",
            "2019-03-26 1٣:00",
            "\u{85}é",
        ] {
            assert_eq!(utc(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn a_date_that_cannot_be_read_is_answered_with_what_to_write() {
        for (written, answer) in [
            ("soon", "`soon` is not a date; write it like 2024-05-31 or 2024-05-31 18:00:00 +0200"),
            ("2024-02-30", "`2024-02-30` is no day of the calendar: February 2024 has no day 30; correct it"),
            ("31/05/2024", "`31/05/2024` is not a date that Quire reads; write 2024-05-31"),
            ("05/06/2024", "`05/06/2024` can be 2024-06-05 or 2024-05-06; write the one that you mean"),
            (
                "2024-05-31 25:00",
                "`2024-05-31 25:00` has no time of day that can be read in `25:00`; \
                 write it like 18:00:00 +0200",
            ),
        ] {
            assert_eq!(utc(written), None);
            assert_eq!(trouble(written), answer);
        }
    }

    #[test]
    fn a_date_alone_is_midnight_in_the_blogs_zone() {
        let zone = TimeZone::get("Asia/Tokyo").expect("zones are built in");
        let moment = parse("2019-03-26", &zone).expect("a date");
        assert_eq!(moment.rfc3339, "2019-03-26T00:00:00+09:00");
        assert!(!moment.has_time);
    }

    #[test]
    fn the_day_is_the_one_that_the_author_wrote_and_utc_is_told_in_the_blogs_zone() {
        let zone = TimeZone::get("Asia/Tokyo").expect("zones are built in");
        let written = parse("2019-12-31 22:00:00 -0500", &zone).expect("a date");
        assert_eq!(written.date, (2019, 12, 31));
        let machine = parse("2019-12-31T22:00:00Z", &zone).expect("a date");
        assert_eq!(machine.date, (2020, 1, 1));
    }

    #[test]
    fn names_and_paths_hold_dates() {
        let (moment, rest) = in_name("2017-2-5-no-zeroes", &TimeZone::UTC).expect("a date");
        assert_eq!((moment.date, rest), ((2017, 2, 5), "no-zeroes"));
        assert!(in_name("2017-02-05", &TimeZone::UTC).is_none());
        let moment = in_path("blog/2014/12/12/x", &TimeZone::UTC).expect("a date");
        assert_eq!(moment.date, (2014, 12, 12));
        assert!(in_path("1.0/12/12", &TimeZone::UTC).is_none());
    }
}

//! A moment as a blog shows it: the machine's form and the reader's, side by side.
//!
//! The text is made by whoever knows the blog's language and time zone (`press`, or the browser for a foreign
//! feed), so that this crate and the app carry no calendar.

/// When something was published or changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Date {
    /// RFC 3339, or the date alone: `2026-05-10T09:00:00+02:00`, `2026-05-10`.
    pub rfc3339: String,
    /// What the reader sees: `10 May 2026`. Empty when nobody has written it yet.
    pub text: String,
}

impl Date {
    /// The date of an RFC 3339 text, or `None` when the text is no date.
    pub fn parse(rfc3339: &str) -> Option<Date> {
        let date = Date { rfc3339: rfc3339.trim().to_string(), text: String::new() };
        date.seconds().map(|_| date)
    }

    /// The year as it was written, in the time zone of the text.
    pub fn year(&self) -> i32 {
        number(&self.rfc3339, 0, 4).map_or(0, |year| year as i32)
    }

    /// The month as it was written, 1 to 12.
    pub fn month(&self) -> usize {
        number(&self.rfc3339, 5, 7).map_or(1, |month| month as usize)
    }

    /// The day: the first ten characters, `2026-05-10`.
    pub fn day(&self) -> &str {
        self.rfc3339.get(..10).unwrap_or("")
    }

    /// Seconds since 1970-01-01T00:00:00Z, for ordering.
    ///
    /// The shapes of RFC 3339 §5.6 are read, with a blank in place of the `T`, and a date alone as its midnight in UTC.
    pub fn seconds(&self) -> Option<i64> {
        let text = self.rfc3339.as_str();
        let (year, month, day) = (number(text, 0, 4)?, number(text, 5, 7)?, number(text, 8, 10)?);
        let bytes = text.as_bytes();
        let dashes = bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-');
        if !dashes || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let midnight = days_since_1970(year, month, day) * 86_400;
        if text.len() == 10 {
            return Some(midnight);
        }
        let (hour, minute) = (number(text, 11, 13)?, number(text, 14, 16)?);
        let second = number(text, 17, 19).unwrap_or(0);
        if hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        Some(midnight + hour * 3600 + minute * 60 + second - offset(text.get(16..)?))
    }
}

/// The offset from UTC in seconds at the end of a time (`Z`, `+02:00`, `-0500`); none counts as UTC.
fn offset(tail: &str) -> i64 {
    let Some(at) = tail.rfind(['+', '-']) else { return 0 };
    let sign = if tail.as_bytes().get(at) == Some(&b'-') { -1 } else { 1 };
    let hours = number(tail, at + 1, at + 3).unwrap_or(0);
    let minutes = number(tail, at + 4, at + 6).or_else(|| number(tail, at + 3, at + 5)).unwrap_or(0);
    sign * (hours * 3600 + minutes * 60)
}

/// The number that stands at `from..to`, if these are all digits.
fn number(text: &str, from: usize, to: usize) -> Option<i64> {
    let digits = text.get(from..to)?;
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| digits.bytes().fold(0, |value, byte| value * 10 + i64::from(byte - b'0')))
}

/// Days from 1970-01-01 in the proleptic Gregorian calendar (Howard Hinnant, "chrono-compatible low-level date
/// algorithms", `days_from_civil`).
pub fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::Date;

    fn seconds(text: &str) -> Option<i64> {
        Date::parse(text).and_then(|date| date.seconds())
    }

    #[test]
    fn every_shape_of_a_moment_is_the_same_moment() {
        for text in [
            "2026-05-10T09:00:00Z",
            "2026-05-10T11:00:00+02:00",
            "2026-05-10 04:00:00-0500",
            "2026-05-10T09:00Z",
        ] {
            assert_eq!(seconds(text), Some(1_778_403_600), "{text}");
        }
        assert_eq!(seconds("1970-01-01"), Some(0));
        assert_eq!(seconds("2000-02-29T00:00:00.25Z"), Some(951_782_400));
        assert_eq!(seconds("1969-12-31T23:59:59Z"), Some(-1));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in
            ["", "yesterday", "2026-13-01", "2026-05", "2026/05/10", "2026-05-10T25:00:00Z", "２０２６-05-10"]
        {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}

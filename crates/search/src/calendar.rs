//! Days since 1 January 1970 and the Gregorian calendar, both ways.
//! (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013.)

use quire_bundle::{days_since_1970, whole_number};

/// The number of a day. A month or day that there is not counts on into the next.
pub(crate) fn days(year: i32, month: u32, day: u32) -> i32 {
    days_since_1970(year.into(), month.into(), day.into()) as i32
}

/// The year and the month, 1 to 12, of a day.
pub(crate) fn month(days: i32) -> (i32, u8) {
    let days = i64::from(days) + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let month = (from_march + 2) % 12 + 1;
    ((year + era * 400 + i64::from(month <= 2)) as i32, month as u8)
}

/// The first day and the day after the last of a date that may be a year, a month or a day: `2024`, `2024-05`,
/// `2024-05-31`. `None` where it is no date.
pub(crate) fn span(date: &str) -> Option<(i32, i32)> {
    let mut parts = date.split('-');
    let year = parts.next()?;
    let year: i32 = whole_number(year).filter(|_| year.len() == 4)?;
    let number = |part: &str, most: u32| {
        whole_number(part).filter(|number| (1..=most).contains(number) && part.len() <= 2)
    };
    let span = match (parts.next(), parts.next(), parts.next()) {
        (None, ..) => (days(year, 1, 1), days(year + 1, 1, 1)),
        (Some(month), None, _) => {
            let month = number(month, 12)?;
            let (after, next) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
            (days(year, month, 1), days(after, next, 1))
        }
        (Some(month), Some(day), None) => {
            let day = days(year, number(month, 12)?, number(day, 31)?);
            (day, day + 1)
        }
        _ => return None,
    };
    Some(span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(days(1970, 1, 1), 0);
        assert_eq!(days(2000, 3, 1), 11_017);
        assert_eq!(month(11_016), (2000, 2));
        assert_eq!(month(-1), (1969, 12));
    }

    #[test]
    fn a_date_is_a_year_a_month_or_a_day() {
        assert_eq!(span("1970"), Some((0, 365)));
        assert_eq!(span("1969-12"), Some((-31, 0)));
        assert_eq!(span("1970-1-2"), Some((1, 2)));
        for wrong in ["", "70", "1970-13", "1970-01-32", "1970-01-01-01", "yesterday", "1970-", "+970"] {
            assert_eq!(span(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn a_day_knows_its_month(year in -9999..9999i32, of_year in 1..13u32, day in 1..29u32) {
            prop_assert_eq!(month(days(year, of_year, day)), (year, of_year as u8));
            prop_assert_eq!(days(year, of_year, day + 1), days(year, of_year, day) + 1);
        }
    }
}

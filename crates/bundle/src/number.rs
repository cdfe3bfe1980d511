//! Whole numbers in texts: a reader downloads one function that reads them, a third of the size of the usual one, and not
//! one for each type.

/// The whole number that a text is, decimal digits with perhaps a minus, where the type has room for it.
pub fn whole_number<T: TryFrom<i64>>(text: &str) -> Option<T> {
    T::try_from(read(text)?).ok()
}

#[inline(never)]
fn read(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    // The least number has no positive one beside it, so all are read as negative ones.
    let mut number = 0_i64;
    for digit in digits.bytes() {
        let digit = digit.wrapping_sub(b'0');
        if digit > 9 || number < i64::MIN / 10 {
            return None;
        }
        number = (number * 10).checked_sub(i64::from(digit))?;
    }
    if digits.is_empty() {
        None
    } else if digits.len() < text.len() {
        Some(number)
    } else {
        number.checked_neg()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::whole_number;

    #[test]
    fn what_is_no_whole_number_is_none() {
        for text in [
            "",
            "-",
            "+1",
            "--1",
            "1-",
            " 1",
            "1.0",
            "1e3",
            "٣",
            "9223372036854775808",
            "-9223372036854775809",
        ] {
            assert_eq!(whole_number::<i64>(text), None, "{text}");
        }
        assert_eq!(whole_number::<u8>("256"), None);
        assert_eq!(whole_number::<usize>("-1"), None);
    }

    #[test]
    fn the_last_numbers_are_read() {
        for number in [i64::MIN, i64::MIN + 1, -1, 0, i64::MAX] {
            assert_eq!(whole_number(&number.to_string()), Some(number));
        }
        assert_eq!(whole_number("007"), Some(7));
    }

    proptest! {
        #[test]
        fn a_number_is_read_as_it_is_written(number: i64) {
            prop_assert_eq!(whole_number(&number.to_string()), Some(number));
        }

        #[test]
        fn any_text_is_read_as_usual(text in "[0-9-]{0,22}|\\PC{0,5}") {
            let usual = text.parse::<i64>().ok().filter(|_| !text.starts_with('+'));
            prop_assert_eq!(whole_number(&text), usual);
        }
    }
}

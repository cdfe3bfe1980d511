//! How languages write a date, and what they call months and days. Only those whose way of writing is well known are
//! here: a date in a strange form reads worse than `2014-12-02`.

use pure_rust_locales as locales;

/// One language's way to write a date.
pub(super) struct Language {
    /// The form, as `strftime` has it.
    pub(super) form: &'static str,
    /// Months as they stand in a date.
    pub(super) months: &'static [&'static str],
    /// Months as they stand alone.
    pub(super) alone: &'static [&'static str],
    /// Months, short.
    pub(super) short_months: &'static [&'static str],
    /// Days of the week from Sunday on.
    pub(super) days: &'static [&'static str],
    /// Days of the week from Sunday on, short.
    pub(super) short_days: &'static [&'static str],
}

/// The language of a BCP 47 tag, whatever its region; nothing said is English.
pub(super) fn language(tag: &str) -> Option<&'static Language> {
    let code = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let code = if code.is_empty() { "en" } else { &code };
    LANGUAGES.iter().find(|(known, _)| *known == code).map(|(_, language)| language)
}

macro_rules! languages {
    ($($code:literal $locale:ident $form:literal,)+) => {
        &[$(($code, {
            use locales::$locale::LC_TIME as time;
            Language {
                form: $form,
                months: time::MON,
                alone: match time::ALT_MON { Some(months) => months, None => time::MON },
                short_months: time::ABMON,
                days: time::DAY,
                short_days: time::ABDAY,
            }
        })),+]
    };
}

/// By code. The forms are those of the Unicode CLDR (long date); the names are those of the GNU C library.
const LANGUAGES: &[(&str, Language)] = languages! {
    "af" af_ZA "%-d %B %Y",
    "ar" ar_EG "%-d %B %Y",
    "be" be_BY "%-d %B %Y г.",
    "bg" bg_BG "%-d %B %Y г.",
    "ca" ca_ES "%-d %B de %Y",
    "cs" cs_CZ "%-d. %B %Y",
    "cy" cy_GB "%-d %B %Y",
    "da" da_DK "%-d. %B %Y",
    "de" de_DE "%-d. %B %Y",
    "el" el_GR "%-d %B %Y",
    "en" en_GB "%-d %B %Y",
    "es" es_ES "%-d de %B de %Y",
    "et" et_EE "%-d. %B %Y",
    "fi" fi_FI "%-d. %Bta %Y",
    "fr" fr_FR "%-d %B %Y",
    "ga" ga_IE "%-d %B %Y",
    "he" he_IL "%-d ב%B %Y",
    "hi" hi_IN "%-d %B %Y",
    "hr" hr_HR "%-d. %B %Y.",
    "hu" hu_HU "%Y. %B %-d.",
    "id" id_ID "%-d %B %Y",
    "is" is_IS "%-d. %B %Y",
    "it" it_IT "%-d %B %Y",
    "ja" ja_JP "%Y年%-m月%-d日",
    "ko" ko_KR "%Y년 %-m월 %-d일",
    "lb" lb_LU "%-d. %B %Y",
    "lt" lt_LT "%Y m. %B %-d d.",
    "lv" lv_LV "%Y. gada %-d. %B",
    "mk" mk_MK "%-d %B %Y г.",
    "ms" ms_MY "%-d %B %Y",
    "nb" nb_NO "%-d. %B %Y",
    "nl" nl_NL "%-d %B %Y",
    "nn" nn_NO "%-d. %B %Y",
    "no" nb_NO "%-d. %B %Y",
    "pl" pl_PL "%-d %B %Y",
    "pt" pt_PT "%-d de %B de %Y",
    "ro" ro_RO "%-d %B %Y",
    "ru" ru_RU "%-d %B %Y г.",
    "sk" sk_SK "%-d. %-m. %Y",
    "sl" sl_SI "%-d. %B %Y",
    "sr" sr_RS "%-d. %B %Y.",
    "sv" sv_SE "%-d %B %Y",
    "tr" tr_TR "%-d %B %Y",
    "uk" uk_UA "%-d %B %Y р.",
    "vi" vi_VN "%-d tháng %-m, %Y",
    "zh" zh_CN "%Y年%-m月%-d日",
};

#[cfg(test)]
mod tests {
    use super::LANGUAGES;

    #[test]
    fn every_language_has_twelve_months_and_seven_days() {
        for (code, language) in LANGUAGES {
            for months in [language.months, language.alone, language.short_months] {
                assert_eq!(months.len(), 12, "{code}");
                assert!(months.iter().all(|name| !name.contains(',')), "{code}");
            }
            for days in [language.days, language.short_days] {
                assert_eq!(days.len(), 7, "{code}");
            }
        }
    }
}

//! What is wrong in a `quire.toml` is said with its line, and what to write.

use super::{parse, wrong};

#[test]
fn a_misspelt_setting_is_named_with_its_line_and_the_likely_one() {
    let message = wrong("title = \"A\"\npagesize = 3\n");
    assert_eq!(message, "quire.toml:2: there is no setting `pagesize`; did you mean `page_size`?");
    let message = wrong("paginate = 5");
    assert_eq!(message, "quire.toml:1: there is no setting `paginate`; did you mean `page_size`?");
    let message = wrong("layout = \"wide\"");
    assert_eq!(message, "quire.toml:1: there is no setting `layout`; take it out, or correct its name");
    let message = wrong("[[authors]]\nname = \"Ada\"\nhome_page = \"/ada/\"");
    assert_eq!(
        message,
        "quire.toml:3: there is no setting `home_page` in [[authors]]; \
         it has `name`, `page`, `picture`, `description`"
    );
}

#[test]
fn a_setting_of_the_blog_below_a_header_is_sent_up() {
    let message = wrong("[keys]\nteam = \"tags\"\npage_size = 12");
    assert_eq!(
        message,
        "quire.toml:3: `page_size` in [keys] is a number; \
         it is a setting of the whole blog, so write it above the first [header]"
    );
    assert_eq!(
        wrong("[check]\nbase_url = \"https://a.example/\""),
        "quire.toml:2: there is no setting `base_url` in [check]; \
         it is a setting of the whole blog, so write it above the first [header]"
    );
    assert_eq!(
        wrong("[words]\ntagline = \"A\""),
        "quire.toml:2: there is no word `tagline`; \
         it is a setting of the whole blog, so write it above the first [header]"
    );
}

#[test]
fn a_value_of_the_wrong_type_says_how_to_write_it() {
    for (text, message) in [
        ("page_size = \"ten\"", "`page_size` is text; write a number, such as page_size = 10"),
        (
            "title = 7",
            "`title` is a number; write text in quotation marks, such as title = \"Notes from the pier\"",
        ),
        ("hashtags = \"yes\"", "`hashtags` is text; write hashtags = true or hashtags = false"),
        (
            "check = true",
            "`check` is true or false; write [check] on a line of its own, and its settings below it",
        ),
        (
            "authors = [\"Ada\"]",
            "`authors` has text in it; \
             write [[authors]], in two brackets, once for each, and its settings below it",
        ),
        (
            "[home]\nlatest = true",
            "`home` is a table; write [[home]], in two brackets, once for each, and its settings below it",
        ),
        (
            "[check]\noff = \"date\"",
            "`off` is text; write a list of texts, such as off = [\"no-description\"]",
        ),
        ("[words]\nsearch = 1", "`search` in [words] is a number; write text in quotation marks"),
        (
            "date_format = 2026-11-21",
            "`date_format` is a date; write text in quotation marks, such as date_format = \"%-d %B %Y\"",
        ),
    ] {
        let line = text.lines().count();
        let line = if text.starts_with("[home]") { 1 } else { line };
        assert_eq!(wrong(text), format!("quire.toml:{line}: {message}"));
    }
}

#[test]
fn a_look_that_nobody_knows_is_named_with_those_that_there_are() {
    assert_eq!(
        wrong("title = \"A\"\nlook = \"ledgr\""),
        "quire.toml:2: there is no look \"ledgr\"; did you mean ledger? \
         the looks are notebook, ledger, journal, magazine"
    );
    assert_eq!(
        wrong("theme = \"ledger\""),
        "quire.toml:1: there is no setting `theme`; did you mean `look`?"
    );
}

#[test]
fn a_colour_that_is_none_is_named_with_its_line_and_how_to_write_one() {
    for (text, message) in [
        ("acent = \"#8a2d1c\"", "there is no setting `acent` in [colors]; did you mean `accent`?"),
        ("ink = \"blakc\"", "`ink` is \"blakc\", which is no colour; write one such as \"#8a2d1c\""),
        ("ink = \"8a2d1c\"", "`ink` is \"8a2d1c\", which is no colour; did you mean \"#8a2d1c\"?"),
        (
            "ink = [\"#000\", \"#fff\", \"#888\"]",
            "`ink` is a list; write ink = \"#8a2d1c\", or a list of two such texts, for light and for dark",
        ),
    ] {
        assert_eq!(wrong(&format!("[colors]\n{text}")), format!("quire.toml:2: {message}"));
    }
    assert_eq!(
        wrong("[colors]\nink = [\"red}\", \"#12\"]"),
        "quire.toml:2: `ink` is \"#12\", which is no colour; write one such as \"#8a2d1c\"\n\
         quire.toml:2: `ink` is \"red}\", which is no colour; write one such as \"#8a2d1c\""
    );
}

#[test]
fn fonts_that_would_break_a_style_sheet_are_refused() {
    for stack in
        ["Georgia; } body { color: red", "\\\"Georgia, serif", "Georgia,, serif", "url(x), serif", ","]
    {
        let said = wrong(&format!("[fonts]\nserif = \"{stack}\""));
        assert!(
            said.contains("which is no list of fonts; write their names with commas between them"),
            "{said}"
        );
    }
    let file = "[[fonts.files]]\nfamily = \"A\"\nfile = \"a.woff2\"\n";
    for (text, message) in [
        (
            "weight = \"bold\"",
            "`weight` is \"bold\"; write a number from 1 to 1000, or two, such as weight = \"100 900\"",
        ),
        (
            "weight = 1200",
            "`weight` is \"1200\"; write a number from 1 to 1000, or two, such as weight = \"100 900\"",
        ),
        ("style = \"oblique\"", "`style` is \"oblique\"; write \"normal\" or \"italic\""),
        (
            "name = \"A\"",
            "there is no setting `name` in [[fonts.files]]; it has `family`, `file`, `weight`, `style`",
        ),
    ] {
        assert_eq!(wrong(&format!("{file}{text}")), format!("quire.toml:4: {message}"));
    }
    assert!(wrong("[[fonts.files]]\nfamily = \"A\"").contains("[[fonts.files]] has no `file`; write one"));
}

#[test]
fn a_policy_names_servers_and_nothing_else() {
    for (text, hint) in [
        (
            "comments.example",
            "write the server's address with https://, such as \"https://comments.example\"",
        ),
        (
            "http://a.example",
            "write the server's address with https://, such as \"https://comments.example\"",
        ),
        ("'unsafe-inline'", "write the server's address with https://, such as \"https://comments.example\""),
        ("https://*", "write the server's address with https://, such as \"https://comments.example\""),
        (
            "https://a.example; object-src",
            "write the server's address with https://, such as \"https://comments.example\"",
        ),
        ("https://a.example/embed.js", "write the server alone: \"https://a.example\""),
    ] {
        let said = wrong(&format!("[policy]\nscript = [\n\"{text}\"]"));
        assert_eq!(said, format!("quire.toml:3: `script` has \"{text}\" in it; {hint}"));
    }
    assert!(wrong("[policy]\nscripts = []").contains("did you mean `script`?"));
    assert!(parse("[policy]\nscript = [\"https://*.a.example\", \"https://b.example:8443/\"]").is_ok());
}

#[test]
fn a_value_that_cannot_be_meant_is_refused() {
    for (text, message) in [
        ("page_size = 0", "`page_size` is 0; write a number, such as page_size = 10"),
        ("page_size = -3", "`page_size` is -3; write a number, such as page_size = 10"),
        (
            "time_zone = \"Europe/Lisbn\"",
            "there is no time zone \"Europe/Lisbn\"; did you mean \"Europe/Lisbon\"?",
        ),
        (
            "time_zone = \"Mars/Olympus\"",
            "there is no time zone \"Mars/Olympus\"; write one such as \"Europe/Paris\"",
        ),
        (
            "base_url = \"blog.example/a\"",
            "`base_url` is \"blog.example/a\"; write the whole address: https://blog.example/a",
        ),
        (
            "base_url = \"ftp://blog.example\"",
            "`base_url` is \"ftp://blog.example\"; write the whole address, such as https://example.org/",
        ),
        (
            "language = \"en_US\"",
            "`language` is \"en_US\", which is no language tag; did you mean \"en-US\"?",
        ),
        (
            "language = \"english\"",
            "`language` is \"english\", which is no language tag; write a tag such as \"en\", \"pt-BR\" or \"zh-Hant\"",
        ),
        (
            "date_format = \"%H:%M\"",
            "`date_format` is \"%H:%M\", which is no form: %H failed: requires time to format; \
             write date_format = \"%-d %B %Y\"",
        ),
        (
            "permalink = \"/:yaer/:slug/\"",
            "the pattern \"/:yaer/:slug/\" of `permalink` has a placeholder `:yaer`, which there is not; \
             did you mean `:year`?",
        ),
        (
            "permalink = \"/:year/:month/\"",
            "the pattern \"/:year/:month/\" of `permalink` gives all posts one address; write :slug into it",
        ),
        (
            "permalink = \"/../:slug/\"",
            "the pattern \"/../:slug/\" of `permalink` is no path inside the site; \
             write it like /:year/:month/:slug/",
        ),
        (
            "[[home]]\ntitle = \"New\"",
            "this [[home]] does not say what it shows; \
             write one of latest = true, pinned = true, tag, category, series, text or subscribe = true",
        ),
        (
            "[[home]]\nlatest = true\ntag = \"boats\"",
            "this [[home]] shows two things; make it two; \
             write one of latest = true, pinned = true, tag, category, series, text or subscribe = true",
        ),
        (
            "[[categories]]\ndescription = \"A\"",
            "[[categories]] has no `name`; write one, such as name = \"Repairs\"",
        ),
        ("[[authors]]\nname = \" \"", "[[authors]] has no `name`; write one, such as name = \"Ada Reyes\""),
    ] {
        assert_eq!(wrong(text), format!("quire.toml:1: {message}"));
    }
    for (text, message) in [
        (
            "[[navigation]]\nurl = \"abut\"",
            "`url` is \"abut\", which is no address; write it like /about/, about.md, tags or https://example.org/",
        ),
        (
            "[[navigation]]\nurl = \"archiv\"",
            "`url` is \"archiv\", which is no address; did you mean `archive`?",
        ),
        (
            "[[navigation]]\nurl = \"javascript:alert(1)\"",
            "`url` is \"javascript:alert(1)\", which is no address; \
             write it like /about/, about.md, tags or https://example.org/",
        ),
        (
            "[check]\noff = [\"no-descripton\"]",
            "there is no rule `no-descripton`; did you mean `no-description`?",
        ),
        (
            "[check]\noff = [\"everything\"]",
            "there is no rule `everything`; `quire check` prints the name of the rule in each line",
        ),
        ("[words]\nserch = \"Buscar\"", "there is no word `serch`; did you mean `search`?"),
        (
            "[words]\nrange = \"{} {} {} {}\"",
            "the word `range` has more than 3 times `{}`; its English is \"{}–{} of {}\"",
        ),
        (
            "[words]\nmonths = \"enero,febrero\"",
            "`months` has 2 names; write twelve, with commas between them",
        ),
    ] {
        assert_eq!(wrong(text), format!("quire.toml:2: {message}"));
    }
}

#[test]
fn all_mistakes_of_a_file_are_told_at_once_from_the_top_down() {
    let message = wrong("[check]\noff = [\n  \"date\",\n  \"dates\",\n]\n[words]\nserch = \"x\"\n[[home]]\n");
    let lines: Vec<&str> = message.lines().collect();
    assert_eq!(lines.len(), 3, "{message}");
    assert_eq!(lines[0], "quire.toml:4: there is no rule `dates`; did you mean `date`?");
    assert!(lines[1].starts_with("quire.toml:7: there is no word `serch`"), "{message}");
    assert!(lines[2].starts_with("quire.toml:8: this [[home]]"), "{message}");
}

#[test]
fn a_feed_that_there_is_not_is_refused() {
    for (text, message) in [
        ("[feeds]\nitems = 0", "`items` is 0; write a number, such as items = 20"),
        (
            "[feeds]\ncontent = \"sumary\"",
            "`content` is \"sumary\", which there is not; did you mean \"summary\"?",
        ),
        (
            "[feeds]\ncontent = \"title\"",
            "`content` is \"title\", which there is not; write \"full\" or \"summary\"",
        ),
        (
            "[feeds]\nformats = [\"atoms\"]",
            "`formats` has \"atoms\" in it, which there is not; did you mean \"atom\"?",
        ),
        (
            "[feeds]\nold_rss = [\"sitemap.xml\"]",
            "`old_rss` has \"sitemap.xml\" in it, where no old feed can be; write the path of a file that Quire does not write itself, such as \"index.xml\" or \"blog/feed.rss\"",
        ),
        (
            "[feeds]\nformats = [\"html\"]",
            "`formats` has \"html\" in it, which there is not; it takes atom, rss, json",
        ),
        (
            "[feeds]\nof = [\"tag\"]",
            "`of` has \"tag\" in it, which there is not; it takes tags, categories, series, authors",
        ),
        ("[feeds]\nof = \"tags\"", "`of` is text; write a list of texts, such as of = [\"tags\"]"),
    ] {
        assert_eq!(wrong(text), format!("quire.toml:2: {message}"));
    }
}

#[test]
fn what_is_no_toml_is_named_with_its_line() {
    assert_eq!(
        wrong("title = \"A\"\ntagline = Twice a month\n"),
        "quire.toml:2: it is not valid TOML: string values must be quoted, expected literal string; \
         write settings as `name = value`"
    );
    assert_eq!(
        wrong("title = \"A\"\ntitle = \"B\"\n"),
        "quire.toml:2: it is not valid TOML: duplicate key; write settings as `name = value`"
    );
}

#[test]
fn widths_of_pictures_and_the_number_of_previews_are_numbers_that_make_sense() {
    let said = parse("picture_widths = [900, 300, 900]\npreviews = 12").expect("a configuration");
    assert_eq!((said.picture_widths, said.previews), (vec![300, 900], 12));
    let said = parse("picture_widths = []\npreviews = false").expect("a configuration");
    assert_eq!((said.picture_widths, said.previews), (Vec::new(), 0));
    assert_eq!(parse("previews = true").expect("a configuration").previews, usize::MAX);
    let example = "write a list of numbers, such as picture_widths = [640, 1000, 1280]";
    for (text, message) in [
        ("picture_widths = 640", format!("`picture_widths` is a number; {example}")),
        ("picture_widths = [\"640\"]", format!("`picture_widths` has text in it; {example}")),
        ("picture_widths = [-640]", format!("`picture_widths` has -640 in it; {example}")),
        (
            "picture_widths = [640, 40, 9000]",
            "`picture_widths` has 40 in it; write widths in pixels from 100 to 4000\nquire.toml:2: `picture_widths` has 9000 \
             in it; write widths in pixels from 100 to 4000"
                .into(),
        ),
        (
            "picture_widths = [100, 200, 300, 400, 500, 600, 700]",
            "`picture_widths` has 7 widths in it; write 6 at most, as each is a file for each picture".into(),
        ),
        (
            "previews = \"all\"",
            "`previews` is text; write previews = true, previews = false or a number, such as previews = 5000".into(),
        ),
        (
            "previews = -1",
            "`previews` is -1; write previews = true, previews = false or a number, such as previews = 5000".into(),
        ),
    ] {
        assert_eq!(wrong(&format!("title = \"A\"\n{text}")), format!("quire.toml:2: {message}"));
    }
}

#[test]
fn a_front_page_that_cannot_be_meant_is_refused() {
    for (text, message) in [
        (
            "edit_url = \"https://git.example/edit\"",
            "`edit_url` is \"https://git.example/edit\"; write an address that begins with https:// and has {} where \
             a file's path goes",
        ),
        ("excerpt = 5000", "`excerpt` is 5000; write at most 1000, in letters"),
        (
            "[subscribe]\ntitle = \"A\"",
            "[subscribe] has no `action`; write one, such as action = \"https://mail.example/subscribe\"",
        ),
    ] {
        assert_eq!(wrong(text), format!("quire.toml:1: {message}"));
    }
}

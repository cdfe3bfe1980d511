//! The words of the interface, so that a view never holds one.
//!
//! `press` writes them in the site's language; what it does not write stays English.

/// Makes [`Word`], its names and its English of one table. A reader downloads the English as one text and no names: a
/// table of pointers would be as large again.
macro_rules! words {
    ($($word:ident, $name:literal, $english:literal;)*) => {
        /// A word or a sentence of the interface; `{}` in its text is where a number or a name goes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the table of English texts below says what each one is")]
        pub enum Word {
            $($word,)*
        }

        /// What an author calls each [`Word`], in the order of the enum.
        const NAMES: &[&str] = &[$($name),*];

        /// The English of each, a line each.
        const ENGLISH: &str = concat!($($english, "\n"),*);
    };
}

// The order is part of the format: a new word goes to the end.
words! {
    SkipToContent, "skip_to_content", "Skip to content";
    SiteNavigation, "site_navigation", "Site";
    Archive, "archive", "Archive";
    Tags, "tags", "Tags";
    Categories, "categories", "Categories";
    Series, "series", "Series";
    Authors, "authors", "Authors";
    Search, "search", "Search";
    Tag, "tag", "Tag";
    Category, "category", "Category";
    OneSeries, "one_series", "Series";
    Author, "author", "Author";
    Theme, "theme", "Light or dark";
    Minutes, "minutes", "{} min read";
    OnePost, "one_post", "{} post";
    ManyPosts, "many_posts", "{} posts";
    Range, "range", "{}–{} of {}";
    Pages, "pages", "Pages";
    Newer, "newer", "Newer";
    Older, "older", "Older";
    Updated, "updated", "updated {}";
    Contents, "contents", "On this page";
    NextPost, "next_post", "Next";
    PreviousPost, "previous_post", "Previous";
    Neighbours, "neighbours", "More posts";
    PartOf, "part_of", "Part {} of {} in";
    Undated, "undated", "Undated";
    NoPosts, "no_posts", "No posts yet.";
    SearchLabel, "search_label", "Search the posts";
    SearchNeedsScript, "search_needs_script", "Search runs in your browser and needs JavaScript and WebAssembly. The archive lists every post.";
    Loading, "loading", "Loading…";
    NoResults, "no_results", "Nothing was found.";
    OneResult, "one_result", "{} result";
    ManyResults, "many_results", "{} results";
    MoreResults, "more_results", "Show more";
    Years, "years", "Years";
    ClearFilters, "clear_filters", "Clear the filters";
    Filters, "filters", "Filters";
    SearchFailed, "search_failed", "Search is not there just now: {}.";
    Dismiss, "dismiss", "Dismiss";
    Moved, "moved", "This page has moved";
    NotFound, "not_found", "There is no such page";
    NotFoundHelp, "not_found_help", "The address may be mistyped, or the post may have moved. Search for it, or look through the archive.";
    HomePage, "home_page", "Home";
    Subscribe, "subscribe", "Feed";
    Months, "months", "January,February,March,April,May,June,July,August,September,October,November,December";
    CouldNotLoad, "could_not_load", "This page could not be loaded: {}.";
    OpenDirectly, "open_directly", "Open it directly";
    TryAgain, "try_again", "Try again";
    DroppedItems, "dropped_items", "{} of this blog’s posts could not be read.";
    LinkPost, "link_post", "Open the linked page";
    Pinned, "pinned", "Pinned";
    AllPosts, "all_posts", "All {} posts";
    OtherLanguages, "other_languages", "In other languages";
    MoreAbout, "more_about", "More about {}";
    ResultsAtLeast, "results_at_least", "At least {} results";
    ShowingResultsFor, "showing_results_for", "Showing results for {}";
    SearchedAsWord, "searched_as_word", "“{}” is not a filter here, so it was searched as words";
    NotSearched, "not_searched", "{} of the search index did not come, so this may not be all: {}";
    NoResultsHelp, "no_results_help", "Check the spelling, try fewer or other words, or look through the archive.";
    Languages, "languages", "Languages";
    ByRelevance, "by_relevance", "Best first";
    ByDate, "by_date", "Newest first";
    AllOfTags, "all_of_tags", "All of these";
    OneOfTags, "one_of_tags", "Any of these";
    MonthsHistogram, "months_histogram", "Posts by month";
    Related, "related", "Related posts";
    SearchShortcut, "search_shortcut", "Press / to search";
    Suggestions, "suggestions", "Suggestions";
    AllResults, "all_results", "All results for “{}”";
    Close, "close", "Close";
    OpenSearch, "open_search", "Search the posts";
    InSection, "in_section", "in “{}”";
    Episode, "episode", "Episode {}";
    ReadMore, "read_more", "Read more";
    PreviousPart, "previous_part", "Previous in this series";
    NextPart, "next_part", "Next in this series";
    Share, "share", "Copy link";
    Edit, "edit", "Edit this page";
    Email, "email", "E-mail address";
    SubscribeByMail, "subscribe_by_mail", "Subscribe";
    Cut, "cut", "The rest is left out here: it is too long, or lies too deep.";
    Offline, "seems_offline", "you appear to be offline";
    NoAnswer, "no_answer", "there was no answer: you may be offline, or its server may not let {} read it";
    BadStatus, "bad_status", "the server answered {}";
    WebPage, "web_page", "the address gave a web page, not a JSON Feed; check the address";
    CutShort, "cut_short", "the file ends in the middle; load it again";
    Damaged, "damaged", "the file is damaged at line {}, column {}; build the site again";
    NotAFeed, "not_a_feed", "the file is JSON but not a JSON Feed: it needs \"items\"";
    NoItems, "no_items", "none of its {} posts could be read";
    NewerFormat, "newer_format", "the file has format {}, and this app reads up to {}; reload the page to get the newer app";
    TooLarge, "too_large", "This blog is large: {} MB";
    LoadIt, "load_it", "Load it";
    StillLoading, "still_loading", "Still loading…";
    Stopped, "stopped", "Something here has broken. Links still work.";
    Reload, "reload", "Reload";
}

/// The words of one site: English, but for those that it writes itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    own: Vec<(usize, String)>,
}

impl Words {
    /// The text of a word.
    pub fn get(&self, word: Word) -> &str {
        let at = word as usize;
        match self.own.iter().find(|(index, _)| *index == at) {
            Some((_, text)) => text,
            None => ENGLISH.split('\n').nth(at).unwrap_or(""),
        }
    }

    /// The text of a word with each `{}` replaced in turn.
    pub fn fill(&self, word: Word, values: &[&str]) -> String {
        let mut values = values.iter();
        let mut text = String::new();
        let mut rest = self.get(word);
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            rest = after.strip_prefix('}').unwrap_or(after);
            text.push_str(if rest.len() < after.len() { values.next().unwrap_or(&"") } else { "{" });
        }
        text.push_str(rest);
        text
    }

    /// The text of a word with up to two numbers in it.
    pub fn numbers(&self, word: Word, numbers: [usize; 2]) -> String {
        let [first, second] = numbers.map(|number| number.to_string());
        self.fill(word, &[&first, &second])
    }

    /// `one` filled with the count when it is 1, else `many`.
    pub fn count(&self, count: usize, one: Word, many: Word) -> String {
        self.fill(if count == 1 { one } else { many }, &[&count.to_string()])
    }

    /// The name of a month, 1 to 12.
    pub fn month(&self, month: usize) -> &str {
        self.get(Word::Months).split(',').nth(month.wrapping_sub(1)).unwrap_or("")
    }

    /// Sets the word of this name; `false` when there is none.
    pub fn set(&mut self, name: &str, text: &str) -> bool {
        let at = NAMES.iter().position(|known| *known == name);
        if let Some(at) = at {
            self.own.retain(|(index, _)| *index != at);
            self.put(at, text.to_string());
        }
        at.is_some()
    }

    /// Sets the word with this number.
    pub(crate) fn put(&mut self, at: usize, text: String) {
        self.own.push((at, text));
    }

    /// Every word by its name, in English.
    pub fn english() -> impl Iterator<Item = (&'static str, &'static str)> {
        NAMES.iter().copied().zip(ENGLISH.lines())
    }

    /// The words that the site writes itself, by name.
    pub fn own(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.own.iter().filter_map(|(at, text)| Some((*NAMES.get(*at)?, text.as_str())))
    }

    /// The words that the site writes itself, by number.
    pub(crate) fn numbered(&self) -> impl Iterator<Item = &(usize, String)> {
        self.own.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::{ENGLISH, NAMES, Word, Words};

    #[test]
    fn every_word_has_its_english() {
        assert_eq!((NAMES.len(), Word::Reload as usize + 1), (ENGLISH.lines().count(), NAMES.len()));
        assert_eq!(Words::default().get(Word::Search), "Search");
        assert_eq!(Words::default().get(Word::TryAgain), "Try again");
        assert_eq!(Words::default().month(12), "December");
    }

    #[test]
    fn a_site_may_say_it_in_its_own_language() {
        let mut words = Words::default();
        assert!(words.set("search", "Buscar"));
        assert!(!words.set("serch", "Buscar"));
        assert_eq!(words.get(Word::Search), "Buscar");
        assert_eq!(words.fill(Word::Range, &["1", "2", "7"]), "1–2 of 7");
        assert_eq!(words.count(1, Word::OnePost, Word::ManyPosts), "1 post");
    }
}

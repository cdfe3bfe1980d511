//! The words of the interface, so that a view never holds one.
//!
//! `press` writes them in the site's language; what it does not write stays English.

/// A word or a sentence of the interface; `{}` in its text is where a number or a name goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table of English texts below says what each one is")]
pub enum Word {
    SkipToContent,
    SiteNavigation,
    Archive,
    Tags,
    Categories,
    Series,
    Authors,
    Search,
    Tag,
    Category,
    OneSeries,
    Author,
    Theme,
    Minutes,
    OnePost,
    ManyPosts,
    Range,
    Pages,
    Newer,
    Older,
    Updated,
    Contents,
    NextPost,
    PreviousPost,
    Neighbours,
    PartOf,
    Undated,
    NoPosts,
    SearchLabel,
    SearchNeedsScript,
    Loading,
    NoResults,
    OneResult,
    ManyResults,
    MoreResults,
    Years,
    ClearFilters,
    Filters,
    SearchFailed,
    Dismiss,
    Moved,
    NotFound,
    NotFoundHelp,
    HomePage,
    Subscribe,
    Months,
    CouldNotLoad,
    OpenDirectly,
    TryAgain,
    DroppedItems,
    LinkPost,
    Pinned,
    AllPosts,
    OtherLanguages,
    MoreAbout,
    ResultsAtLeast,
    ShowingResultsFor,
    SearchedAsWord,
    NotSearched,
    NoResultsHelp,
    Languages,
    ByRelevance,
    ByDate,
    AllOfTags,
    OneOfTags,
    MonthsHistogram,
    Related,
    SearchShortcut,
    Suggestions,
    AllResults,
    Close,
    OpenSearch,
    InSection,
    Episode,
    ReadMore,
    PreviousPart,
    NextPart,
    Share,
    Edit,
    Email,
    SubscribeByMail,
}

/// Name in JSON and English text of every [`Word`], in the order of the enum.
const ENGLISH: [(&str, &str); 81] = [
    ("skip_to_content", "Skip to content"),
    ("site_navigation", "Site"),
    ("archive", "Archive"),
    ("tags", "Tags"),
    ("categories", "Categories"),
    ("series", "Series"),
    ("authors", "Authors"),
    ("search", "Search"),
    ("tag", "Tag"),
    ("category", "Category"),
    ("one_series", "Series"),
    ("author", "Author"),
    ("theme", "Light or dark"),
    ("minutes", "{} min read"),
    ("one_post", "{} post"),
    ("many_posts", "{} posts"),
    ("range", "{}–{} of {}"),
    ("pages", "Pages"),
    ("newer", "Newer"),
    ("older", "Older"),
    ("updated", "updated {}"),
    ("contents", "On this page"),
    ("next_post", "Next"),
    ("previous_post", "Previous"),
    ("neighbours", "More posts"),
    ("part_of", "Part {} of {} in"),
    ("undated", "Undated"),
    ("no_posts", "No posts yet."),
    ("search_label", "Search the posts"),
    (
        "search_needs_script",
        "Search runs in your browser and needs JavaScript and WebAssembly. The archive lists every post.",
    ),
    ("loading", "Loading…"),
    ("no_results", "Nothing was found."),
    ("one_result", "{} result"),
    ("many_results", "{} results"),
    ("more_results", "Show more"),
    ("years", "Years"),
    ("clear_filters", "Clear the filters"),
    ("filters", "Filters"),
    ("search_failed", "Search is not there just now: {}."),
    ("dismiss", "Dismiss"),
    ("moved", "This page has moved"),
    ("not_found", "There is no such page"),
    (
        "not_found_help",
        "The address may be mistyped, or the post may have moved. Search for it, or look through the archive.",
    ),
    ("home_page", "Home"),
    ("subscribe", "Feed"),
    ("months", "January,February,March,April,May,June,July,August,September,October,November,December"),
    ("could_not_load", "This page could not be loaded: {}."),
    ("open_directly", "Open it directly"),
    ("try_again", "Try again"),
    ("dropped_items", "{} of this blog’s posts could not be read."),
    ("link_post", "Open the linked page"),
    ("pinned", "Pinned"),
    ("all_posts", "All {} posts"),
    ("other_languages", "In other languages"),
    ("more_about", "More about {}"),
    ("results_at_least", "At least {} results"),
    ("showing_results_for", "Showing results for {}"),
    ("searched_as_word", "“{}” is not a filter here, so it was searched as words"),
    ("not_searched", "{} of the search index did not come, so this may not be all: {}"),
    ("no_results_help", "Check the spelling, try fewer or other words, or look through the archive."),
    ("languages", "Languages"),
    ("by_relevance", "Best first"),
    ("by_date", "Newest first"),
    ("all_of_tags", "All of these"),
    ("one_of_tags", "Any of these"),
    ("months_histogram", "Posts by month"),
    ("related", "Related posts"),
    ("search_shortcut", "Press / to search"),
    ("suggestions", "Suggestions"),
    ("all_results", "All results for “{}”"),
    ("close", "Close"),
    ("open_search", "Search the posts"),
    ("in_section", "in “{}”"),
    ("episode", "Episode {}"),
    ("read_more", "Read more"),
    ("previous_part", "Previous in this series"),
    ("next_part", "Next in this series"),
    ("share", "Copy link"),
    ("edit", "Edit this page"),
    ("email", "E-mail address"),
    ("subscribe_by_mail", "Subscribe"),
];

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
            None => ENGLISH.get(at).map_or("", |(_, english)| english),
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

    /// `one` filled with the count when it is 1, else `many`.
    pub fn count(&self, count: usize, one: Word, many: Word) -> String {
        self.fill(if count == 1 { one } else { many }, &[&count.to_string()])
    }

    /// The name of a month, 1 to 12.
    pub fn month(&self, month: usize) -> &str {
        self.get(Word::Months).split(',').nth(month.wrapping_sub(1)).unwrap_or("")
    }

    /// Sets the word of this name in JSON; `false` when there is none.
    pub fn set(&mut self, name: &str, text: &str) -> bool {
        let at = ENGLISH.iter().position(|(known, _)| *known == name);
        if let Some(at) = at {
            self.own.retain(|(index, _)| *index != at);
            self.own.push((at, text.to_string()));
        }
        at.is_some()
    }

    /// Every word by its name in JSON, in English.
    pub fn english() -> impl Iterator<Item = (&'static str, &'static str)> {
        ENGLISH.into_iter()
    }

    /// The words that the site writes itself, by name.
    pub fn own(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.own.iter().filter_map(|(at, text)| Some((ENGLISH.get(*at)?.0, text.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::{ENGLISH, Word, Words};

    #[test]
    fn every_word_has_its_english() {
        assert_eq!(Word::SubscribeByMail as usize + 1, ENGLISH.len());
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

//! Large blogs made from the words of the real ones: the same seed, the same blog. A post is made of short runs of
//! words, most of them from one to three real posts that are its topics, the rest from anywhere: so words are as
//! frequent, as neighbourly and as bursty as they really are. Words that nobody has written yet come in at the rate
//! at which a vocabulary grows.

mod real;
mod vocabulary;
mod writing;

use std::{
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

use super::random::Random;
use real::Real;
use vocabulary::{Vocabulary, Word};

const SEED: u64 = 2005;

/// Words of a post, on average.
const WORDS: usize = 600;

/// How much of a post is about its topics.
const ABOUT_TOPICS: f64 = 0.8;

/// How many queries are made from titles.
const QUERIES: usize = 100;

/// What was made.
pub(crate) struct Made {
    /// The folder of posts.
    pub(crate) content: PathBuf,
    /// Title queries: a line each, with the name of the right post behind a tab.
    pub(crate) queries: PathBuf,
    /// Words written.
    pub(crate) words: usize,
    /// How many different ones.
    pub(crate) forms: usize,
}

/// Writes a blog of so many posts, and queries for it.
pub(crate) fn generate(blogs: &[PathBuf], posts: usize, folder: &Path) -> io::Result<Made> {
    let mut vocabulary = Vocabulary::default();
    let real = Real::read(blogs, &mut vocabulary)?;
    let mut blog = Blog { real: &real, vocabulary, random: Random::new(SEED), tags: Vec::new(), words: 0 };
    let content = folder.join("content");
    fs::create_dir_all(&content)?;
    fs::write(content.join("quire.toml"), format!("title = \"{posts} posts\"\n"))?;
    let mut titles = Vec::with_capacity(posts);
    let mut text = String::new();
    for number in 0..posts {
        let date = writing::date(number, posts);
        let year = content.join(&date[..4]);
        if number == 0 || date.ends_with("-01-01") || !year.is_dir() {
            fs::create_dir_all(&year)?;
        }
        text.clear();
        titles.push(blog.post(number, &date, &mut text));
        fs::write(year.join(format!("{}.md", name(number))), &text)?;
    }
    let queries = folder.join("queries.tsv");
    fs::write(&queries, blog.queries(&titles))?;
    Ok(Made { content, queries, words: blog.words, forms: blog.vocabulary.forms() })
}

/// What a post is called: its file and, with that, the end of its address.
fn name(number: usize) -> String {
    format!("p{number:06}")
}

struct Blog<'a> {
    real: &'a Real,
    vocabulary: Vocabulary,
    random: Random,
    tags: Vec<Word>,
    words: usize,
}

impl Blog<'_> {
    /// Writes one post into `text`, and returns its title.
    fn post(&mut self, number: usize, date: &str, text: &mut String) -> Vec<Word> {
        let topics: Vec<usize> =
            (0..self.random.between(1, 3)).map(|_| self.random.below(self.real.posts())).collect();
        let mut body = self.body(&topics);
        self.vocabulary.grow(number + 1, &mut body, &mut self.random);
        let title = self.title(topics[0], &body);
        self.vocabulary.count(number, title.iter().chain(&body));
        self.words += title.len() + body.len();

        let _ = write!(text, "---\ntitle: \"{}\"\ndate: {date}\ntags: [", self.line(&title));
        for (at, tag) in self.tags(number, topics[0]).into_iter().enumerate() {
            let _ = write!(text, "{}{}", if at == 0 { "" } else { ", " }, self.vocabulary.text(tag));
        }
        text.push_str("]\n---\n\n");
        writing::prose(&body, &self.vocabulary, &mut self.random, text);
        title
    }

    fn body(&mut self, topics: &[usize]) -> Vec<Word> {
        let length = self.random.between(WORDS / 2, WORDS * 3 / 2);
        let mut body = Vec::with_capacity(length + 8);
        while body.len() < length {
            // The first topics are what the post is about, the last ones what it mentions.
            let topic = topics[self.random.below(topics.len()).min(self.random.below(topics.len()))];
            let about = self.random.share() < ABOUT_TOPICS;
            let from = if about { self.real.post(topic) } else { self.real.all() };
            let start = self.random.below(from.len());
            let end = (start + self.random.between(2, 6)).min(from.len());
            body.extend_from_slice(&from[start..end]);
        }
        body.truncate(length);
        body
    }

    /// Four to nine words: some from a real title, and rarer words of the post itself.
    fn title(&mut self, topic: usize, body: &[Word]) -> Vec<Word> {
        let length = self.random.between(4, 9);
        let real = self.real.title(topic);
        let mut title: Vec<Word> = real.iter().copied().take(self.random.between(1, length / 2)).collect();
        for _ in 0..1000 {
            if title.len() >= length {
                break;
            }
            let word = *self.random.of(body);
            if self.vocabulary.is_rare(word) && !title.contains(&word) {
                title.push(word);
            }
        }
        title
    }

    /// Two to four tags of a list that grows slowly; the first goes with the topic.
    fn tags(&mut self, number: usize, topic: usize) -> Vec<Word> {
        let wanted = 10 + (6.0 * (number as f64).powf(0.28)) as usize;
        while self.tags.len() < wanted {
            let tag = *self.random.of(self.real.all());
            if self.vocabulary.is_tag(tag) && !self.tags.contains(&tag) {
                self.tags.push(tag);
            }
        }
        // The earlier a tag came, the more posts it has.
        let skewed = |share: f64| (share.powf(2.5) * wanted as f64) as usize;
        let mut tags = vec![self.tags[skewed(Random::new(topic as u64).share())]];
        for _ in 1..self.random.between(2, 4) {
            let tag = self.tags[skewed(self.random.share())];
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        tags
    }

    fn line(&self, words: &[Word]) -> String {
        let mut line = String::new();
        for (at, &word) in words.iter().enumerate() {
            if at > 0 {
                line.push(' ');
            }
            writing::capitalised(self.vocabulary.text(word), &mut line);
        }
        line
    }

    /// Queries as the peers' `corpus.py` makes them: two or three of the rarer words of a title.
    fn queries(&mut self, titles: &[Vec<Word>]) -> String {
        let mut queries = String::new();
        let mut made = 0;
        // Small blogs may not have a hundred titles with two such words.
        for _ in 0..QUERIES * 20 {
            if made == QUERIES {
                break;
            }
            let number = self.random.below(titles.len());
            let telling = |&&word: &&Word| self.vocabulary.is_telling(word, titles.len());
            let mut words: Vec<Word> = titles[number].iter().filter(telling).copied().collect();
            while words.len() > 3 {
                words.remove(self.random.below(words.len()));
            }
            if words.len() >= 2 {
                let words: Vec<&str> = words.iter().map(|&word| self.vocabulary.text(word)).collect();
                let _ = writeln!(queries, "{}\t{}", words.join(" "), name(number));
                made += 1;
            }
        }
        queries
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn real_blog(folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let mut random = Random::new(1);
        for post in 0..40 {
            let words: Vec<String> = (0..300).map(|_| format!("word{}", random.below(1000 + post))).collect();
            let text = format!("---\ntitle: The word{post} and others\n---\n{}\n", words.join(" "));
            fs::write(folder.join(format!("{post}.md")), text)?;
        }
        Ok(())
    }

    #[test]
    fn the_same_blog_is_made_twice_and_its_queries_are_words_of_the_right_title() -> io::Result<()> {
        let folder = std::env::temp_dir().join(format!("quire-xtask-generate-{}", std::process::id()));
        let blog = folder.join("real");
        real_blog(&blog)?;
        let read = |file: &Path| fs::read_to_string(file);
        let one = generate(std::slice::from_ref(&blog), 30, &folder.join("one"))?;
        let two = generate(std::slice::from_ref(&blog), 30, &folder.join("two"))?;
        assert_eq!((one.words, one.forms), (two.words, two.forms));
        let queries = read(&one.queries)?;
        assert_eq!(queries, read(&two.queries)?);
        assert!(!queries.is_empty());
        for line in queries.lines() {
            let (query, name) = line.split_once('\t').unwrap_or_default();
            let number: usize = name[1..].parse().expect("a number follows the p");
            let year = writing::date(number, 30)[..4].to_owned();
            let post = read(&one.content.join(year).join(format!("{name}.md")))?;
            let title = post.lines().nth(1).unwrap_or_default().to_lowercase();
            assert!(query.split(' ').all(|word| title.contains(word)), "{query}: {title}");
        }
        fs::remove_dir_all(folder)
    }
}

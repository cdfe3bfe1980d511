//! A script's way in: `quire.js` opens a blog from wherever it is, and answers as the blog's own page does.

use serde_json::{Value, json};

use crate::harness::{BASES, Page, Source, copy_folder, leaf, leaves, new_folder, promises, serve};

promises![
    a_script_searches_a_pressed_blog,
    a_script_reads_pages,
    a_script_searches_any_feed,
    beside_the_app_it_is_the_same_engine,
    importing_it_does_nothing,
    what_is_not_there_is_said,
];

/// Opens a blog and runs an expression over it, on a page that is none of the blog's.
async fn ask(page: &Page, bundle: &str, expression: &str) -> Value {
    let script = format!(
        "return (async ([module, bundle]) => {{ \
            const {{open}} = await import(module); const blog = await open(bundle); return {expression} }})(arguments)"
    );
    let arguments = [page.site.url("/quire.js").into(), page.site.url(bundle).into()];
    page.run(&script, &arguments).await.unwrap_or_else(|error| panic!("{expression}: {error}"))
}

async fn a_script_searches_a_pressed_blog() {
    for source in Source::BOTH {
        for base in BASES {
            let site = leaves(source, base).await;
            // A page without the app.
            let page = site.open("/site.json").await;
            let answer = ask(&page, "/bundle.json", "await blog.search('medlar', {limit: 3})").await;
            assert_eq!((&answer["total"], &answer["settled"]), (&json!(1), &json!(true)), "{answer}");
            assert!(answer["ms"].is_number());
            let hit = &answer["hits"][0];
            assert_eq!((&hit["title"], &hit["url"]), (&json!("Leaf 1"), &json!(site.url(&leaf(&site, 1)))));
            assert!(hit["excerpt"].as_str().is_some_and(|text| text.contains("medlars")), "{hit}");
            let filtered = "await blog.search('words', {limit: 50, tags: ['leaf', 'even'], author: 'ann', \
                after: '2021-01-01', before: new Date('2022-01-01')})";
            let answer = ask(&page, "/bundle.json", filtered).await;
            assert_eq!(answer["total"], 5, "{answer}");
            assert_eq!(answer["hits"].as_array().map(Vec::len), Some(5));
            let facets = &answer["facets"];
            assert_eq!(
                facets["authors"],
                json!([{"slug": "ann", "label": "Ann", "count": 5, "chosen": true}])
            );
            assert_eq!(
                facets["years"],
                json!([{"slug": "2021", "label": "2021", "count": 5, "chosen": false}])
            );
        }
    }
}

async fn a_script_reads_pages() {
    let site = leaves(Source::Requests, "/blog/").await;
    let page = site.open("/site.json").await;
    let read = "[(await blog.page((await blog.search('medlar')).hits[0].url)).item.title, \
        (await blog.page('archive/')).kind, (await blog.page('')).kind]";
    assert_eq!(ask(&page, "/bundle.json", read).await, json!(["Leaf 1", "archive", "list"]));
}

const FEED: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Elsewhere", "items": [
    {"id": "1", "url": "https://elsewhere.example/first", "title": "First", "content_html": "<p>Some words.</p>"},
    {"id": "2", "url": "https://elsewhere.example/second", "title": "Second", "tags": ["ink"],
     "date_published": "2024-06-01T10:00:00Z", "content_text": "Plain words about quinces."}]}"#;

async fn a_script_searches_any_feed() {
    let folder = new_folder();
    copy_folder(leaves(Source::Whole, "/").await.folder(), &folder);
    std::fs::write(folder.join("feed.json"), FEED).expect("the feed can be written");
    let site = serve(&folder, "/").await;
    let page = site.open("/site.json").await;
    let answer = ask(&page, "/feed.json", "await blog.search('quinc')").await;
    assert_eq!(answer["total"], 1, "{answer}");
    assert_eq!(answer["hits"][0]["url"], "https://elsewhere.example/second");
    let item =
        ask(&page, "/feed.json", "(await blog.page('https://elsewhere.example/second')).item.id").await;
    assert_eq!(item, "2");
}

async fn beside_the_app_it_is_the_same_engine() {
    let site = leaves(Source::Whole, "/blog/").await;
    let page = site.open("/archive/").await;
    page.start_app().await;
    assert_eq!(ask(&page, "/bundle.json", "(await blog.search('medlar')).total").await, 1);
    assert_eq!(site.requests("*.wasm"), 1, "it was there already");
}

async fn importing_it_does_nothing() {
    let site = leaves(Source::Whole, "/").await;
    let page = site.open("/site.json").await;
    // Browsers ask for an icon of their own when they like.
    let asked = || site.log().len() - site.requests("/favicon.ico");
    let before = asked();
    let url = site.url("/quire.js").into();
    page.run("return import(arguments[0]).then(module => Object.keys(module))", &[url])
        .await
        .expect("it loads");
    page.run("return new Promise(done => setTimeout(done, 300))", &[]).await.expect("time goes by");
    assert_eq!(asked() - before, 1, "only itself is fetched: {:?}", site.log());
}

async fn what_is_not_there_is_said() {
    let site = leaves(Source::Whole, "/").await;
    site.expect_failure("/nothing/*");
    let page = site.open("/site.json").await;
    let script = "return import(arguments[0]).then(({open}) => open(arguments[1])).then(() => 'opened', error => error.message)";
    let arguments = [site.url("/quire.js").into(), site.url("/nothing/bundle.json").into()];
    let said = page.run(script, &arguments).await.expect("it is only refused");
    let said = said.as_str().unwrap_or_default();
    assert!(said.contains("404") && said.contains("/nothing/bundle.json"), "{said}");
}

//! Two blogs on one origin do not meet: what one keeps, changes or forgets is its own.

use serde_json::json;

use crate::harness::{Blog, Fault, Page, Site, copy_folder, new_folder, promises, serve};

promises![two_blogs_on_one_origin_do_not_meet];

/// Two blogs of the same posts, at `/one/` and `/two/`.
async fn both() -> Site {
    let folder = new_folder();
    for name in ["one", "two"] {
        let config = format!(
            "title = \"Blog {name}\"\nbase_url = \"https://blogs.example/{name}/\"\noffline = true\n"
        );
        let mut blog = Blog::new().config(&config);
        for leaf in 1..=3 {
            let text = format!("---\ntitle: Leaf {leaf} of {name}\ndate: 2024-03-{leaf:02}\n---\nQuinces.\n");
            blog = blog.post(&format!("leaf-{leaf}.md"), &text);
        }
        copy_folder(blog.press().folder(), &folder.join(name));
    }
    serve(&folder, "/").await
}

/// Opens a post, and waits until it is kept.
async fn visit(page: &Page, path: &str) {
    page.go_to(path).await;
    page.wait_until("the worker", "navigator.serviceWorker.controller?.state === 'activated'").await;
    let kept = "caches.match(new URL(a[0], location.origin)).then(Boolean)";
    page.wait_until_with("what is kept", kept, &[path.into()]).await;
}

/// The scopes of all workers, and the names of all caches.
async fn kept(page: &Page) -> (serde_json::Value, serde_json::Value) {
    let scopes = "return navigator.serviceWorker.getRegistrations() \
        .then(all => all.map(one => new URL(one.scope).pathname).sort())";
    let names = "return caches.keys().then(names => names.sort())";
    let ask = async |script| page.run(script, &[]).await.expect("the browser says what it keeps");
    (ask(scopes).await, ask(names).await)
}

async fn two_blogs_on_one_origin_do_not_meet() {
    let site = both().await;
    let page = site.open("/one/").await;
    page.click("button.theme").await;
    page.wait_for_any("html[data-theme=dark]").await;
    visit(&page, "/one/leaf-1/").await;
    page.wait_for_any("html[data-theme=dark]").await;
    visit(&page, "/two/leaf-2/").await;
    assert_eq!(page.count("html[data-theme]").await, 0, "the theme of one is not that of the other");
    page.click("button.theme").await;
    let (scopes, names) = kept(&page).await;
    assert_eq!(scopes, json!(["/one/", "/two/"]));
    assert_eq!(
        names,
        json!(["quire:/one/:files", "quire:/one/:pages", "quire:/two/:files", "quire:/two/:pages"])
    );
    let strangers = "return Promise.all((await caches.keys()).map(async name => { \
        const keys = await (await caches.open(name)).keys(); \
        return keys.filter(({url}) => !new URL(url).pathname.startsWith(name.split(':')[1])).map(({url}) => url); \
    })).then(all => all.flat())";
    let strangers = format!("return (async () => {{ {strangers} }})()");
    assert_eq!(page.run(&strangers, &[]).await, Ok(json!([])), "each keeps its own pages alone");
    // Each names its own posts as those that are here.
    page.go_to("/one/offline.html").await;
    page.wait_for(".here", "Leaf 1 of one").await;
    page.go_to("/two/offline.html").await;
    page.wait_for(".here", "Leaf 2 of two").await;
    page.go_to("/one/offline.html").await;
    page.wait_for(".here", "Leaf 1 of one").await;
    page.click(".forget").await;
    page.wait_for(".forgotten", "It is forgotten.").await;
    let (scopes, names) = kept(&page).await;
    assert_eq!((scopes, names), (json!(["/two/"]), json!(["quire:/two/:files", "quire:/two/:pages"])));
    let settings = "Object.keys(localStorage).filter(key => key.startsWith('quire:')).sort()";
    assert_eq!(page.js(settings).await, json!(["quire:/two/:theme"]));
    site.fault("*", Fault::Unreachable);
    page.go_to("/two/leaf-2/").await;
    page.wait_for("h1", "Leaf 2 of two").await;
    page.wait_for_any("html[data-theme=dark]").await;
}

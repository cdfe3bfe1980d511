//! What an author may expect of formulas.

use super::*;

fn with_math(markdown: &str) -> Rendered {
    read(&Reading { math: true, ..Reading::default() }, markdown)
}

#[test]
fn formulas_become_mathml_in_the_text_and_apart() {
    assert_eq!(
        with_math("So $x^2$ it is.").html.trim_end(),
        "<p>So <math><msup><mi>x</mi><mn>2</mn></msup></math> it is.</p>"
    );
    let apart = "<p><span class=\"math\" tabindex=\"0\" role=\"group\" aria-label=\"Formula\"><math display=\"block\"><mi>x</mi></math></span></p>";
    for markdown in ["$$x$$", "$$\nx\n$$", "```math\nx\n```"] {
        assert_eq!(with_math(markdown).html.trim_end(), apart, "{markdown}");
    }
    assert_eq!(with_math("$`x`$").html, with_math("$x$").html, "as on GitHub");
}

#[test]
fn without_the_setting_a_dollar_is_a_dollar_and_code_is_code() {
    assert_eq!(html("From $5 to 6$, $x$ and $$y$$."), "<p>From $5 to 6$, $x$ and $$y$$.</p>");
    assert!(html("```math\nx\n```").contains("<code class=\"language-math\">x"));
    assert!(!html("$x$ `$y$`").contains("<math"));
}

#[test]
fn a_post_decides_for_itself() {
    let own = |math, setting| {
        let reading = Reading { math: setting, ..Reading::default() };
        let post = PostFile { math, ..post("$x$") };
        render(&post, &blog(&reading)).html.contains("<math>")
    };
    assert!(own(Some(true), false) && own(None, true));
    assert!(!own(Some(false), true) && !own(None, false));
}

#[test]
fn prices_and_code_are_no_formulas() {
    for markdown in ["It is $5 or $6.", r"\$x\$", "`$x$`", "```\n$x$\n```", "    $x$"] {
        let rendered = with_math(markdown);
        assert!(!rendered.html.contains("<math") && rendered.problems.is_empty(), "{markdown}");
    }
}

#[test]
fn a_formula_that_cannot_be_read_stays_and_is_a_problem_with_its_line() {
    let rendered = with_math("One.\n\nTwo $\\foo$.\n\n$$\na\n\\bar\n$$\n\n```math\n\n\\foo\n```\n");
    assert!(rendered.html.contains("<p>Two <code>$\\foo$</code>.</p>"), "{}", rendered.html);
    assert!(rendered.html.contains("<code>$$\na\n\\bar\n$$</code>"), "{}", rendered.html);
    assert!(rendered.html.contains("<code class=\"language-math\">\n\\foo"), "{}", rendered.html);
    let lines: Vec<_> = rendered.problems.iter().map(|problem| (problem.rule, problem.line)).collect();
    assert_eq!(lines, [(Rule::Formula, Some(7)), (Rule::Formula, Some(12)), (Rule::Formula, Some(16))]);
}

#[test]
fn texts_without_formulas_have_their_words_and_nothing_else() {
    let rendered = with_math("## On $x^2$\n\nThe area is $a \\cdot b$, in metres.\n\n$$\\frac{a}{b}$$");
    assert_eq!(rendered.text, "On\nThe area is , in metres.");
    assert_eq!(rendered.words, 6);
    assert_eq!(rendered.excerpt, "The area is a \\cdot b, in metres.");
    assert_eq!((&*rendered.toc[0].text, &*rendered.toc[0].id), ("On x^2", "on-x-2"));
    assert_eq!(with_math("A $x$.\n\n<!-- more -->\n\nB").excerpt, "A x.");
    assert!(with_math("![the $x$ axis](pic.png)").html.contains("alt=\"the x axis\""));
}

#[test]
fn a_title_with_a_formula_is_shown_once() {
    let post = PostFile { title: "On $x^2$".into(), ..post("# On $x^2$\n\nText") };
    let reading = Reading { math: true, ..Reading::default() };
    assert_eq!(render(&post, &blog(&reading)).html.trim(), "<p>Text</p>");
}

#[test]
fn braces_of_formulas_are_no_shortcodes() {
    let rendered = with_math(r"$\frac{{a}}{{b}}$ and $x^{{n}}$");
    assert_eq!(rendered.problems, []);
    assert_eq!(rendered.html.matches("<math>").count(), 2);
}

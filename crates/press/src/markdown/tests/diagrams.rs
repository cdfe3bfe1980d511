//! What an author may expect of diagrams.

use super::*;

fn with_diagrams(markdown: &str) -> Rendered {
    read(&Reading { diagrams: true, ..Reading::default() }, markdown)
}

fn said(rendered: &Rendered) -> Vec<(Rule, Option<usize>)> {
    rendered.problems.iter().map(|problem| (problem.rule, problem.line)).collect()
}

#[test]
fn a_diagram_becomes_a_picture_with_words_and_size() {
    let rendered = with_diagrams("```dot alt=\"A leads to B\"\ndigraph { a -> b }\n```");
    let [drawing] = &rendered.drawings[..] else { panic!("{:?}", rendered.drawings) };
    let (width, height) = drawing.size;
    assert_eq!(
        rendered.html.trim_end(),
        format!(
            "<figure class=\"diagram\"><img src=\"/{}\" alt=\"A leads to B\" width=\"{width}\" height=\"{height}\" \
             decoding=\"async\"></figure>",
            drawing.path
        )
    );
    assert_eq!((said(&rendered), rendered.text.as_str()), (vec![], ""));
}

#[test]
fn a_diagram_names_itself_or_its_lack_of_words_is_said() {
    let titled = with_diagrams("```graphviz\ngraph { label=\"Two boats\"; a -- b }\n```");
    assert!(titled.html.contains("alt=\"Two boats\"") && titled.problems.is_empty(), "{}", titled.html);
    let silent = with_diagrams("One.\n\n```dot\ngraph { a -- b }\n```");
    assert!(silent.html.contains("alt=\"\""), "{}", silent.html);
    assert_eq!(said(&silent), [(Rule::NoAlternativeText, Some(7))]);
}

#[test]
fn without_the_setting_a_diagram_is_code() {
    let off = read(&Reading::default(), "```dot\ndigraph { a -> b }\n```");
    assert!(off.html.contains("<code class=\"language-dot\">") && off.drawings.is_empty(), "{}", off.html);
    let own = |diagrams, setting| {
        let post = PostFile { diagrams, ..post("```dot alt=x\ndigraph { a -> b }\n```") };
        let reading = Reading { diagrams: setting, ..Reading::default() };
        render(&post, &blog(&reading)).drawings.len()
    };
    assert_eq!((own(Some(true), false), own(Some(false), true)), (1, 0));
    let other = with_diagrams("```mermaid\ngraph TD; A-->B;\n```");
    assert!(other.html.contains("<code class=\"language-mermaid\">") && other.problems.is_empty());
}

#[test]
fn a_broken_diagram_stays_as_code_and_is_a_problem_with_its_line() {
    let rendered = with_diagrams("One.\n\n```dot\ndigraph {\n  a -> ü\n}\n```");
    assert!(rendered.html.contains("a -&gt; ü"), "{}", rendered.html);
    assert_eq!(said(&rendered), [(Rule::Diagram, Some(9))]);
}

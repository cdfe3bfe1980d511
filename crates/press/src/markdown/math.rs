//! Formulas as `MathML` Core, which browsers draw by themselves: `$…$`, `$$…$$`, and blocks of code in the language `math`.
//! A formula that cannot be read stays as it is written.

use math_core::LatexToMathML;

use super::tags::push_attribute;
use crate::sanitize::SOURCE;

mod latex;
mod shape;

/// What is wrong with a formula.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    /// How many lines below its first.
    pub line: usize,
    /// Where in the formula, what, and what to do.
    pub message: String,
}

/// The formulas of one post, which is asked in order: equations are numbered.
#[derive(Default)]
pub(super) struct Formulas {
    converter: Option<LatexToMathML>,
}

impl Formulas {
    /// A formula as HTML. One that stands apart has a name by which it is called; it can be reached by keyboard, because it
    /// scrolls sideways.
    pub(super) fn html(&mut self, source: &str, apart: Option<&str>) -> Result<String, Wrong> {
        let converter = self.converter.get_or_insert_with(latex::converter);
        let mathml = latex::mathml(converter, source, apart.is_some())?;
        let inner = shape::shaped(&mathml).map_err(|what| latex::unlike(source, &what))?;
        let mut html = String::with_capacity(inner.len() + source.len() + 64);
        if let Some(name) = apart {
            html.push_str("<span class=\"math\" tabindex=\"0\" role=\"group\"");
            push_attribute(&mut html, "aria-label", name);
            html.push('>');
        }
        html.push_str(if apart.is_some() { "<math display=\"block\"" } else { "<math" });
        push_attribute(&mut html, SOURCE, &source.split_whitespace().collect::<Vec<&str>>().join(" "));
        html.push('>');
        html.push_str(&inner);
        html.push_str(if apart.is_some() { "</math></span>" } else { "</math>" });
        Ok(html)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sanitize;

    fn drawn(source: &str) -> String {
        Formulas::default().html(source, None).unwrap_or_else(|wrong| panic!("{source}: {}", wrong.message))
    }

    fn wrong(source: &str) -> String {
        Formulas::default().html(source, Some("Formula")).expect_err(source).message
    }

    #[test]
    fn formulas_of_many_kinds_are_read_and_nothing_of_them_is_lost_to_the_sanitiser() {
        for source in [
            r"x^2 + y_1 = \frac{-b \pm \sqrt{b^2-4ac}}{2a}",
            r"\sum_{i=0}^{n} i \int_0^\infty e^{-x^2}\,dx \prod_p \lim_{x \to 0} \oint",
            r"\begin{pmatrix} a & b \\ c & d \end{pmatrix} \begin{smallmatrix} a & b \end{smallmatrix}",
            r"\begin{aligned} a &= b + c \\ &= d \end{aligned}",
            r"\begin{split} a &= b + c \\ &= d \end{split}",
            r"f(x) = \begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}",
            r"\begin{array}{c|c} a & b \\ \hline c & d \end{array} \boxed{E = mc^2}",
            r"\hat{x} \vec{v} \overline{AB} \underbrace{a+b}_{n} \xrightarrow{f} \overset{!}{=}",
            r"\left( \frac{a}{b} \right] \binom{n}{k} \bigl\{ x \bigr\} \langle x | y \rangle",
            r"\mathbb{R}^n \mathcal{O}(n \log n) \mathfrak{g} \mathbf{x}^\top \boldsymbol{\beta} \operatorname{argmax}_x",
            r"\alpha\beta\Omega\forall\exists\implies\iff\le\ne\approx\subseteq\cup\infty\partial\nabla\cdots\dotsb",
            r"a \mathrel{R} b \quad \phantom{x} {n \choose k} \mbox{ if } \textcolor{red}{x} \sqrt[3]{x}",
            r"x' f''(x) \bmod n \pmod{7} \lVert v \rVert \lfloor x \rfloor \R \tfrac12",
        ] {
            let html = drawn(source);
            assert!(!html.contains(" style="), "{html}");
            assert_eq!(sanitize::clean(&html).replace("&nbsp;", "\u{a0}"), html, "{source}");
        }
    }

    #[test]
    fn what_looks_like_html_in_a_formula_is_text() {
        let html = drawn(r"\text{<img src=x onerror=alert(1)>} <script>");
        assert!(
            html.contains("<mtext>&lt;img") && !html.contains("<img") && !html.contains("<script"),
            "{html}"
        );
    }

    #[test]
    fn columns_are_aligned_and_ruled_by_classes() {
        let html = drawn(r"\begin{array}{l|r} 1 & 2 \\ \hline 3 & 4 \end{array}");
        assert!(html.contains("<mtd class=\"align-left rule-right\"><mn>1</mn></mtd>"), "{html}");
        assert!(html.contains("<mtd class=\"rule-top align-right\"><mn>4</mn></mtd>"), "{html}");
    }

    #[test]
    fn equations_are_numbered_through_the_post() {
        let mut formulas = Formulas::default();
        let first = formulas.html(r"\begin{align} a &= b \end{align}", Some("Formula")).expect("a formula");
        let second = formulas.html(r"\begin{align} a &= b \end{align}", Some("Formula")).expect("a formula");
        assert!(first.contains("<mtext>(1)</mtext>") && second.contains("<mtext>(2)</mtext>"), "{second}");
    }

    #[test]
    fn a_formula_that_cannot_be_read_says_where() {
        assert_eq!(
            wrong(r"a + \foo{b}"),
            "the formula cannot be read at its character 5, `\\foo{b}`: unknown command \"\\foo\"; it stays as it is \
             written; correct it, or write `\\$` where a dollar is meant"
        );
        assert!(wrong(r"\begin{split} \foo \end{split}").contains("character 15, `\\foo \\end{split}`"));
        assert!(wrong("x^2^3").contains("character 4, `^3`: duplicate"));
        let broken = Formulas::default().html("a\n+ é \\foo", Some("Formula")).expect_err("a broken formula");
        assert_eq!(broken.line, 1);
        assert!(broken.message.contains("character 7"), "{}", broken.message);
    }

    #[test]
    fn what_browsers_do_not_draw_is_said_and_not_left_out() {
        assert!(wrong(r"\cancel{x}").contains("`menclose`"));
    }

    #[test]
    fn a_formula_without_end_is_refused_and_stops_nothing() {
        for (open, close) in [("{", "}"), (r"\sqrt{", "}"), (r"\left(", r"\right)"), ("x^{", "}")] {
            let deep = format!("{}x{}", open.repeat(500), close.repeat(500));
            assert!(wrong(&deep).contains("deep"), "{open}");
        }
        for chain in [r"\sqrt ", r"\hat", r"\begin{matrix}", r"\not", "{"] {
            assert!(wrong(&chain.repeat(500)).contains("deep"), "{chain}");
        }
        assert!(wrong(&"x + ".repeat(5_000)).contains("long"));
        let flat = "x_1 + ".repeat(1_000) + "x";
        assert!(Formulas::default().html(&flat, Some("Formula")).is_ok());
    }
}

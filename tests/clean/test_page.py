"""HTML pages: which blocks are the article, what the head says, and the way back."""

from tellings.clean import clean
from tellings.model.document import Article, Document

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Dam breaks | Harbour</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Dam above Tarn breaks &amp; kills four", "datePublished": "2031-02-10T13:05:00Z",
"author": [{"@type": "Person", "name": "Ana Brel"}], "publisher": {"name": "Harbour Dispatch"}}
</script><link rel="canonical" href="https://dispatch.example/tarn"></head><body>
<nav><a href="/">Home</a> <a href="/n">Norwia</a></nav>
<article><h1>Dam above Tarn breaks &amp; kills four</h1>
<div class="byline">By <a href="/ana">Ana Brel</a></div>
<p>The dam above Tarn broke <b>early</b> on&nbsp;Monday, police
   said, and four people were killed.</p>
<figure><img src="d.jpg"><figcaption>The dam at dusk. <span class="credit">Pia Noor/AP</span>
</figcaption></figure>
<div class="related-links"><p>Minister quits after the report on dams was read.</p></div>
<h2>No warning</h2>
<p>&ldquo;We heard nothing,&rdquo; the innkeeper of the valley said on Tuesday.</p>
<p hidden>This is not shown to anyone who reads the page at all.</p>
<script>var x = "<p>The script says nothing of it, and nobody reads it.</p>";</script>
</article><footer>© 2031 Harbour Media</footer></body></html>"""


def _cleaned(markup: str) -> Article:
    return clean(Document("1", markup, "made up", "", "text/html"))


def _texts(article: Article, *roles: str) -> list[str]:
    return [each.span.of(article.text) for each in article.pieces if each.role in roles]


def test_the_article_of_a_page_is_its_paragraphs() -> None:
    article = _cleaned(PAGE)

    assert _texts(article, "body") == [
        "The dam above Tarn broke early on\u00a0Monday, police said, and four people were killed.",
        "“We heard nothing,” the innkeeper of the valley said on Tuesday.",
    ]
    assert _texts(article, "subheading") == ["No warning"]
    assert _texts(article, "headline") == ["Dam above Tarn breaks & kills four"]
    assert _texts(article, "caption") == ["The dam at dusk."]


def test_every_piece_leads_back_to_the_markup() -> None:
    article = _cleaned(PAGE)
    quoted = next(each for each in article.pieces if "heard nothing" in each.span.of(article.text))

    raw = article.view.raw(quoted.span).of(PAGE)

    assert raw.startswith("&ldquo;We heard nothing,&rdquo;")
    assert raw.endswith("on Tuesday.")


def test_the_head_of_the_page_is_read() -> None:
    article = _cleaned(PAGE)

    assert article.publisher is not None
    assert (article.publisher.name, article.publisher.basis) == ("Harbour Dispatch", "metadata")
    assert [each.name for each in article.authors] == ["Ana Brel"]
    assert (article.published.value, article.published.basis) == (
        "2031-02-10T13:05:00+00:00", "metadata",
    )  # fmt: skip
    assert article.url == "https://dispatch.example/tarn"


def test_what_is_not_shown_is_dropped_by_name() -> None:
    article = _cleaned(PAGE)

    reasons = [each.reason for each in article.dropped]

    assert reasons == ["title", "script", "hidden", "script"]
    assert "not shown" in article.dropped[2].span.of(PAGE)


def test_a_page_without_markup_to_go_by_is_read_by_its_words() -> None:
    page = (
        "<div>Dam above Tarn breaks</div><div>The dam above Tarn broke early on Monday, "
        "police said.<br><br>Nobody had been warned of it, the innkeeper said.</div>"
    )

    article = _cleaned(page)

    assert [each.role for each in article.pieces] == ["headline", "body", "body"]

"""The roles of lines in pasted pages, on invented ones."""

import pytest

from tellings.clean import clean
from tellings.model.document import Document, Given

HARBOUR = """\
THE TARN DAM

Dam above Tarn breaks, ministry refuses to name the dead

Norwia's prime minister said the dam had passed each of its inspections since 2019.

Get more news **LIVE** on Harbour Now.

- ☐
- ☐

By Ana Brel

The dam above Tarn broke early on Monday and at least four people were killed, police said.

“We have never seen water like it,” said Ivo Castan, who keeps the inn below the dam.

MINISTER QUITS AFTER REPORT ON DAM INSPECTIONS, CALLS CHARGES 'ABSURD AND CRUEL'

dam-tarn-flood

The broken dam above the town of Tarn at dusk. (Pia Noor/Norwia Photo via Getty Images)

Prime Minister Lena Orm told Harbour Dispatch that the dam had been looked at in March.

Lena Orm speaks to reporters in the capital.

Prime Minister Lena Orm speaks to reporters in the capital on Monday. Pia Noor / Reuters file

She refused to say when the names of the dead would be made known.

Ana Brel

Ana Brel is a reporter for Harbour Dispatch Digital, based in Castria. She covers dams.

ABOUT
CONTACT
PRIVACY POLICY
ADVERTISE
© 2031 Harbour Media, LLC
"""

NOTHING = Given()

ROLES = [
    "kicker", "headline", "dek", "promo", "nav", "nav", "byline", "body", "body", "promo", "alt",
    "caption", "credit", "body", "alt", "caption", "credit", "body", "bio", "bio", "footer",
    "footer", "footer", "footer", "footer",
]  # fmt: skip


def _document(text: str, given: Given = NOTHING) -> Document:
    return Document("1", text, "made up", "", given=given)


def _roles(text: str) -> list[str]:
    return [piece.role for piece in clean(_document(text)).pieces]


def test_every_line_of_a_pasted_page_has_its_role() -> None:
    assert _roles(HARBOUR) == ROLES


def test_what_the_page_says_of_itself_comes_with_its_span() -> None:
    article = clean(_document(HARBOUR))

    assert article.headline == "Dam above Tarn breaks, ministry refuses to name the dead"
    (author,) = article.authors
    assert author.span is not None
    assert author.span.of(HARBOUR) == author.name == "Ana Brel"
    publisher = article.publisher
    assert publisher is not None
    assert publisher.span is not None
    assert (publisher.name, publisher.basis) == ("Harbour Dispatch", "stated")
    assert publisher.span.of(HARBOUR) == "Harbour Dispatch"
    assert article.language == "en"


def test_the_year_in_the_footer_is_no_publication_date() -> None:
    assert clean(_document(HARBOUR)).published.value is None


def test_a_players_title_and_its_blurb_are_teasers() -> None:
    page = (
        "Dam above Tarn breaks, four killed\n\nBy Ana Brel Harbour News\nPublished\n"
        "Engineer warns of more dams like it Video\n\nEngineer warns of more dams like it\n\n"
        "Engineer Ivo Castan joins 'Norwia Tonight' to discuss the dam above Tarn.\n\n"
        "The dam above Tarn broke early on Monday, police said, and four people were killed.\n"
    )

    found = _roles(page)

    assert found == ["headline", "byline", "published", "teaser", "teaser", "teaser", "body"]


def test_a_plain_article_is_body_behind_its_title() -> None:
    text = (
        "Dam above Tarn breaks\n\nThe dam broke early on Monday, police said.\n\n“Run!”\n\n"
        "That was all he heard, the innkeeper said on Tuesday."
    )

    assert _roles(text) == ["headline", "body", "body", "body"]


def test_a_text_without_a_title_has_no_headline_piece() -> None:
    text = "The dam broke early on Monday, police said.\n\nNobody had seen it coming, they said."

    article = clean(_document(text, Given(title="Dam breaks")))

    assert [piece.role for piece in article.pieces] == ["body", "body"]
    assert article.headline == "Dam breaks"


def test_a_given_title_is_found_among_the_lines() -> None:
    text = (
        "News\n\nWater.\n\nThe dam broke early on Monday, and four people were killed, police said."
    )

    article = clean(_document(text, Given(title="Water")))

    assert [piece.role for piece in article.pieces][1] == "headline"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The dam above Tarn broke early on Monday, police said.", "body"),
        ("Dam above Tarn breaks", "headline"),
        ("4711", "body"),
    ],
)
def test_a_line_that_stands_alone(text: str, role: str) -> None:
    assert _roles(text) == [role]


def test_a_paragraph_broken_at_a_margin_is_one_piece() -> None:
    text = (
        "The dam above Tarn broke early on Monday, and the water took\n"
        "the bridge, the mill and eleven houses with it before the\n"
        "first of the sirens could be heard in the valley below.\n\n"
        "Nobody had been warned of it, the innkeeper said.\n"
    )

    assert _roles(text) == ["body", "body"]


def test_who_speaks_in_the_article_is_no_author_of_it() -> None:
    text = (
        "Dam above Tarn breaks\n\nBy Ana Brel\n\nThe dam broke early on Monday, police said.\n\n"
        "Ivo Castan is a professor of hydrology at Norwia Technical College.\n\n"
        "He said that the dam had been looked at in March and found to be sound."
    )

    assert _roles(text)[-2:] == ["body", "body"]


def test_the_day_a_line_states_is_read_with_its_time() -> None:
    text = (
        "Dam above Tarn breaks\n\nBy Ana Brel\nPublished February 10, 2031 8:05am EST\n\n"
        "The dam broke early on Monday, and four people were killed, police said."
    )

    published = clean(_document(text)).published

    assert (published.value, published.basis) == ("2031-02-10T08:05-05:00", "stated")
    assert published.span is not None
    assert published.span.of(text) == "February 10, 2031 8:05am EST"


def test_what_is_given_is_surer_than_what_is_stated() -> None:
    text = "Dam breaks\n\nBy Ana Brel, Harbour News\n\nThe dam broke early on Monday, police said."

    article = clean(
        _document(text, Given(publisher="Norwia Post", published="2031-02-11T09:00:00Z"))
    )

    assert article.publisher is not None
    assert (article.publisher.name, article.publisher.basis) == ("Norwia Post", "given")
    assert article.published.value == "2031-02-11T09:00:00+00:00"


CLEANED = """Dam above Tarn breaks early on Monday

The dam above Tarn broke early on Monday, police in Castria said.

Nobody was hurt.

"Please stay away from the river!"

The mayor, Ana Brel, spoke to reporters at noon.

" The town is a wreck. "

By 1958, at the height of the floods, half of Tarn had left for the hills.

" Do not trust the river ever again. "

We take this very seriously.

"I heard it before I saw it."

Watch the river, not the dam.

The council meets on Friday to choose who will build it anew."""


def test_of_a_text_that_was_cleaned_before_no_sentence_is_lost() -> None:
    roles = _roles(CLEANED)

    assert roles[0] == "headline"
    assert set(roles[2:]) == {"body"}

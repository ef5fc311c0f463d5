"""From how many independent origins a claim comes, and which they are."""

from tellings.align import align
from tellings.compare import compare
from tellings.model.comparison import AlignedClaim
from tellings.model.document import Document, Given
from tellings.pipeline import annotated, compared

HOUSES = ("Harbour Dispatch", "Castria Times", "Tarn Gazette")

# No copies: each has something of its own.
ENDS = (
    "The army was sent to the lower valley of the Orne, where roads had been closed since noon.",
    "Schools in Castria took in families from eleven villages, and a ferry carried their cattle.",
    "Farmers downstream counted what was left of the harvest and asked when help would come.",
)


def _claim(words: str, *bodies: str) -> AlignedClaim:
    """The first claim with these words that all of the tellings carry."""
    found = []
    for at, body in enumerate(bodies):
        text = f"Dam breaks at Tarn\n\n{body}\n\n{ENDS[at]}\n"
        given = Given(published="2026-05-20", publisher=HOUSES[at])
        found.append(annotated(Document(f"a{at}", text, f"a{at}", "", given=given)))
    every = compared(found).claims
    mine = [each for each in every if any(words in one.text for one in each.readings)]
    return next(each for each in mine if len(each.carried_by) == len(bodies))


def test_three_who_cite_one_agency_are_one_origin() -> None:
    found = _claim(
        "gates were opened",
        "The gates were opened at midnight, Reuters reported.",
        "The gates were opened at midnight, according to Reuters.",
        "The gates were opened at midnight, the news agency Reuters reported.",
    )

    assert [(each.name, each.kind) for each in found.origins] == [("Reuters", "wire")]
    assert found.independent_origins == 1


def test_a_dateline_names_the_agency_an_article_comes_from() -> None:
    found = _claim(
        "gates were opened",
        "TARN (AP) — The gates were opened at midnight.",
        "The gates were opened at midnight, the Associated Press reported.",
    )

    assert found.independent_origins == 1


def test_two_publishers_in_their_own_words_are_two_origins() -> None:
    found = _claim(
        "gates were opened",
        "The gates were opened at midnight.",
        "The gates were opened at midnight.",
    )

    assert [each.name for each in found.origins] == ["Harbour Dispatch", "Castria Times"]
    assert found.independent_origins == 2


def test_one_speaker_is_one_origin_wherever_she_said_it() -> None:
    found = _claim(
        "gates were safe",
        "Ada Lind told the Harbour Dispatch that the gates were safe.",
        "Ada Lind said that the gates were safe.",
        "In a statement, Ada Lind said that the gates were safe.",
    )

    assert found.independent_origins == 1


def test_two_speakers_are_two_origins() -> None:
    found = _claim(
        "gates were safe",
        "Ada Lind said that the gates were safe.",
        "Bruno Marr said that the gates were safe.",
    )

    assert found.independent_origins == 2


def test_officials_at_a_news_conference_are_the_speaker_named_there() -> None:
    found = _claim(
        "gates were safe",
        "Ada Lind said at a news conference that the gates were safe.",
        "Officials said at a news conference that the gates were safe.",
    )

    assert found.independent_origins == 1


def test_what_an_article_says_itself_comes_from_the_source_it_names() -> None:
    found = _claim(
        "gates were opened",
        "The gates were opened at midnight. Ada Lind said that the gates were opened at midnight.",
        "Ada Lind said that the gates were opened at midnight.",
    )

    assert [each.name for each in found.origins] == ["Ada Lind"]


def test_a_copy_of_a_copy_is_of_the_origin_of_the_first() -> None:
    body = "The gates were opened at midnight."
    found = [
        annotated(
            Document(
                f"a{at}", f"Dam at Tarn\n\n{body}\n", f"a{at}", "", given=Given(publisher=house)
            )
        )
        for at, house in enumerate(HOUSES)
    ]

    made = compare(align(tuple(found)), copies={"a1": "a0", "a2": "a1"})

    (claim,) = (each for each in made.claims if len(each.carried_by) == 3 and "gates" in each.text)
    assert [each.name for each in claim.origins] == ["Harbour Dispatch"]

"""Languages told by their small words."""

import pytest

from tellings.lang.detect import detect


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The dam was opened in May, and it has been full for most of the year."),
        ("de", "Die Talsperre ist im Mai gebrochen, und vier Menschen sind dabei gestorben."),
        ("fr", "Le barrage a cédé dans la nuit et les habitants ont été surpris par les eaux."),
        (
            "es",
            "La presa se rompió en la noche y los vecinos no fueron avisados por las autoridades.",
        ),
        ("it", "La diga ha ceduto nella notte e gli abitanti della valle sono stati sorpresi."),
        ("nl", "De dam is in de nacht gebroken en het water heeft de brug van het dorp genomen."),
        ("ru", "Плотина прорвана в ночь на понедельник, и вода не ушла из долины до утра."),
        ("ja", "ダムは月曜日の朝に決壊した。"),
    ],
)
def test_the_language_of_a_sentence_or_two_is_told(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "Tarn", "4711", "Norwia Castria Tarn Brel Castan Orm"])
def test_no_language_is_told_where_nothing_shows_it(text: str) -> None:
    assert detect(text) is None

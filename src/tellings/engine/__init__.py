"""Who is said to say what, and who is named: a small network, one paragraph at a time.

Plain functions over plain numbers; trained by ``training/engine``, see ``training/README.md``.
"""

from collections.abc import Sequence

from tellings.engine.reading import Attribution, Name, Paragraph, Reading

__all__ = ["Attribution", "Name", "Paragraph", "Reading", "read"]


def read(text: str, held: Sequence[Paragraph]) -> list[Reading]:
    """What is found in each paragraph.

    >>> from tellings.model.span import Span
    >>> text = "Ada Lind said that the dam was safe."
    >>> (found,) = read(text, [Paragraph(Span(0, len(text)), False, False)])
    >>> [span.of(text) for span in found.attributions[0].content]
    ['that the dam was safe']
    """
    # NumPy takes 90 ms to import: a run that annotates nothing does without.
    from tellings.engine.attribution import read as read_all

    return read_all(text, held)

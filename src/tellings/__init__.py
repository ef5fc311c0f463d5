"""Put what different publishers wrote about one event side by side.

>>> import tellings
>>> loaded = tellings.load(["samples/..."])                     # doctest: +SKIP
>>> comparison = tellings.compared([tellings.annotated(each) for each in loaded.documents])
...                                                             # doctest: +SKIP
>>> comparison.utterances[0].pairs[0].level                     # doctest: +SKIP
'verbatim'

The public names are those of ``__all__``; they are imported when first asked for, so that
``import tellings`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tellings.version import __version__

if TYPE_CHECKING:
    from tellings.errors import (
        AskedError,
        BusyError,
        FetchError,
        GroupError,
        LanguageError,
        MissingError,
        OutputError,
        ReadError,
        ServeError,
        SpanError,
        SpoolError,
        StoreError,
        TellingsError,
    )
    from tellings.model.annotation import Annotated
    from tellings.model.comparison import Comparison
    from tellings.model.document import Article, Document, Failure
    from tellings.model.span import Span
    from tellings.pipeline import annotated, compared, grouped, load, stories

_HOME = {
    "Annotated": "model.annotation",
    "Article": "model.document",
    "AskedError": "errors",
    "BusyError": "errors",
    "Comparison": "model.comparison",
    "Document": "model.document",
    "Failure": "model.document",
    "GroupError": "errors",
    "FetchError": "errors",
    "LanguageError": "errors",
    "MissingError": "errors",
    "OutputError": "errors",
    "ReadError": "errors",
    "ServeError": "errors",
    "Span": "model.span",
    "SpanError": "errors",
    "SpoolError": "errors",
    "StoreError": "errors",
    "TellingsError": "errors",
    "annotated": "pipeline",
    "compared": "pipeline",
    "grouped": "pipeline",
    "load": "pipeline",
    "stories": "pipeline",
}

__all__ = [
    "Annotated",
    "Article",
    "AskedError",
    "BusyError",
    "Comparison",
    "Document",
    "Failure",
    "FetchError",
    "GroupError",
    "LanguageError",
    "MissingError",
    "OutputError",
    "ReadError",
    "ServeError",
    "Span",
    "SpanError",
    "SpoolError",
    "StoreError",
    "TellingsError",
    "__version__",
    "annotated",
    "compared",
    "grouped",
    "load",
    "stories",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name
    if name in _HOME:
        return getattr(import_module(f"tellings.{_HOME[name]}"), name)
    raise AttributeError(f"module 'tellings' has no attribute {name!r}")

"""JSON Schema (2020-12) of every record `json` writes; `tellings schema` prints it.

Enumerations are read from the model's own types, so that a word added there is added here.
Keys may be added in later versions: a reader must let unknown ones pass.
"""

from typing import Any, get_args

from tellings.model import annotation, comparison, document, revision
from tellings.report.json import SCHEMA

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
TRUTH: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": ["number", "null"]}
SPAN = {"$ref": "#/$defs/span"}
SPANS = {"$ref": "#/$defs/spans"}


def schema() -> Schema:
    """The schema; ``anyOf`` lists what a record can be.

    >>> sorted(schema()["$defs"])[:3]
    ['annotated', 'article', 'checked']
    """
    article = _article()
    names = (
        "annotated", "article", "comparison", "membership", "revision", "event", "feed",
        "kept", "listed", "hit", "checked",
    )  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The records of tellings, version 1",
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in names],
        "$defs": {
            "span": {
                "description": "start and end in code points of the document; end not included",
                "type": "array",
                "items": COUNT,
                "minItems": 2,
                "maxItems": 2,
            },
            "spans": _list(SPAN),
            "article": _record("An article as typed pieces", article),
            "annotated": _record("An article with all that is found in it", article | _found()),
            "comparison": _record("The tellings of one story compared", _comparison()),
            "membership": _record("The story an article belongs to", _membership()),
            "event": _record("An article that a watch saw new or changed", _event()),
            "feed": _record("A feed that is followed", _feed()),
            "kept": _record("What became of an article that was added", _kept()),
            "listed": _record("A story in the list of all", _listed()),
            "hit": _record("A place that a search found, and whose it is", _hit()),
            "checked": _record("What is wrong with a database", _checked()),
            "revision": _record("What changed between two versions", _revision()),
        },
    }


def _record(description: str, fields: Schema) -> Schema:
    return {"description": description} | _object(**{"schema": {"const": SCHEMA}, **fields})


def _object(**fields: Schema) -> Schema:
    """An object of these fields, all of them required."""
    return {"type": "object", "properties": fields, "required": list(fields)}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _maybe(of: Schema) -> Schema:
    return {"anyOf": [of, {"type": "null"}]}


def _word(literal: object) -> Schema:
    return {"enum": list(get_args(literal))}


def _place(**more: Schema) -> Schema:
    return _object(article=TEXT, spans=SPANS, text=TEXT, **more)


def _article() -> Schema:
    basis = _word(document.Basis)
    return {
        "id": TEXT,
        "origin": TEXT,
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "media_type": TEXT,
        "language": _maybe(TEXT),
        "publisher": _maybe(_object(name=TEXT, basis=basis, span=_maybe(SPAN))),
        "url": _maybe(TEXT),
        "headline": _maybe(TEXT),
        "authors": _list(_object(name=TEXT, span=_maybe(SPAN))),
        "published": _published(),
        "modified": _maybe(TEXT),
        "pieces": _list(_object(role=_word(document.Role), span=SPAN, text=TEXT)),
        "dropped": _list(_object(span=SPAN, reason=TEXT)),
        "candidates": _list(
            _object(
                field=_word(document.Field),
                value=TEXT,
                basis=basis,
                source=TEXT,
                span=_maybe(SPAN),
            )
        ),
        "disagreements": _list(_word(document.Field)),
        "record": _maybe(TEXT),
        "replaced": COUNT,
        "mojibake": COUNT,
    }


def _published() -> Schema:
    basis = _maybe(_word(document.Basis))
    return _object(value=_maybe(TEXT), basis=basis, span=_maybe(SPAN))


def _found() -> Schema:
    mention = _object(span=SPAN, text=TEXT, form=_word(annotation.Form))
    kind = _word(annotation.EntityKind)
    return {
        "sentences": SPANS,
        "entities": _list(_object(id=TEXT, name=TEXT, kind=kind, mentions=_list(mention))),
        "quotations": _list(_quotation()),
        "times": _list(_time()),
        "quantities": _list(_quantity()),
        "claims": _list(_claim()),
    }


def _quotation() -> Schema:
    kind = _word(annotation.ChainKind)
    return _object(
        id=TEXT,
        kind=_word(annotation.QuotationKind),
        content=SPANS,
        cue=SPANS,
        source=SPANS,
        speaker=_maybe(TEXT),
        speaker_name=_maybe(TEXT),
        chain=_list(_object(name=_maybe(TEXT), kind=kind, span=_maybe(SPAN))),
        said=_maybe(TEXT),
        scare=TRUTH,
        piece=_word(document.Role),
    )


def _time() -> Schema:
    return _object(
        id=TEXT,
        span=SPAN,
        text=TEXT,
        type=_word(annotation.TimeType),
        value=_maybe(TEXT),
        start=_maybe(TEXT),
        end=_maybe(TEXT),
        anchor=TEXT,
    )


def _quantity() -> Schema:
    ends = _list(NUMBER) | {"minItems": 2, "maxItems": 2}
    return _object(
        id=TEXT,
        span=SPAN,
        text=TEXT,
        value={"anyOf": [NUMBER, ends]},
        unit=_maybe(TEXT),
        bound=_word(annotation.Bound),
        of=_maybe(TEXT),
    )


def _claim() -> Schema:
    return _object(
        id=TEXT,
        spans=SPANS,
        text=TEXT,
        holder=_list(TEXT),
        stance=_word(annotation.Stance),
        polarity={"enum": ["+", "-"]},
        condition=TRUTH,
        entities=_list(TEXT),
        times=_list(TEXT),
        quantities=_list(TEXT),
        piece=_word(document.Role),
        quotation=_maybe(TEXT),
    )


def _comparison() -> Schema:
    publisher = _article()["publisher"]
    telling = _object(
        article=TEXT,
        origin=TEXT,
        sha256=_article()["sha256"],
        url=_maybe(TEXT),
        publisher=publisher,
        headline=_maybe(TEXT),
        published=_published(),
        words=COUNT,
        copy_of=_maybe(TEXT),
    )
    story = _object(
        id=TEXT,
        headline=_maybe(TEXT),
        first_published=_maybe(TEXT),
        last_published=_maybe(TEXT),
    )
    row = _list(_object(id=TEXT, carried=_list(COUNT)))
    return {
        "story": story,
        "tellings": _list(telling),
        "utterances": _list(_utterance()),
        "claims": _list(_aligned_claim()),
        "conflicts": _list(_conflict()),
        "labels": _list(_object(entity=TEXT, name=TEXT, uses=_list(_use()))),
        "headlines": _list(_place(own_words=_list(TEXT))),
        "positions": _list(_position()),
        "timeline": _list(_entry()),
        "origins": _list(_object(id=TEXT, name=_maybe(TEXT), kind=TEXT, tellings=_list(TEXT))),
        "coverage": _object(articles=_list(TEXT), utterances=row, claims=row),
        "notes": _list(TEXT),
    }


def _utterance() -> Schema:
    reading = _place(
        quotation=_maybe(TEXT),
        form=_word(annotation.QuotationKind),
        speaker=_maybe(TEXT),
        said=_maybe(TEXT),
        piece=_word(document.Role),
    )
    pair = _object(
        a=COUNT,
        b=COUNT,
        level=_word(comparison.LevelName),
        note=TEXT,
        diff=_list(_list(TEXT) | {"minItems": 3, "maxItems": 3}),
    )
    return _object(
        id=TEXT,
        speaker=_maybe(TEXT),
        readings=_list(reading),
        pairs=_list(pair),
        fullest=COUNT,
    )


def _aligned_claim() -> Schema:
    reading = _place(claim=TEXT, holder=_list(TEXT), stance=_word(annotation.Stance), sure=TRUTH)
    return _object(
        id=TEXT,
        text=TEXT,
        readings=_list(reading),
        carried_by=_list(TEXT),
        not_found_in=_list(TEXT),
        origins=_list(_object(name=_maybe(TEXT), kind=TEXT)),
        independent_origins=COUNT,
    )


def _conflict() -> Schema:
    return _object(
        id=TEXT,
        type=_word(comparison.ConflictType),
        severity=_word(comparison.Severity),
        about=_maybe(TEXT),
        sides=_list(_place(value=TEXT)),
        rule=TEXT,
    )


def _use() -> Schema:
    """Its place is the first mention; ``mentions`` are all of them."""
    return _place(count=COUNT, mentions=SPANS)


def _position() -> Schema:
    kind = _word(comparison.PositionKind)
    return _object(actor=TEXT, kind=kind, text=TEXT, readings=_list(_place()))


def _entry() -> Schema:
    return _object(
        start=TEXT,
        end=_maybe(TEXT),
        precision=TEXT,
        text=TEXT,
        readings=_list(_place()),
    )


def _membership() -> Schema:
    share = {"type": "number", "minimum": 0, "maximum": 1}
    return {"id": TEXT, "story": TEXT, "copy_of": _maybe(TEXT), "copy_share": share}


def _revision() -> Schema:
    version = _object(
        article=TEXT,
        origin=TEXT,
        sha256=_article()["sha256"],
        headline=_maybe(TEXT),
        published=_maybe(TEXT),
        modified=_maybe(TEXT),
        words=COUNT,
    )
    change = _object(
        op=_word(revision.Op),
        about=_maybe(TEXT),
        before=_maybe(_place()),
        after=_maybe(_place()),
        was=_maybe(TEXT),
        now=_maybe(TEXT),
        form=_maybe(_word(annotation.QuotationKind)),
        level=_maybe(_word(comparison.LevelName)),
        note=_maybe(TEXT),
        diff=_list(_list(TEXT) | {"minItems": 3, "maxItems": 3}),
    )
    lists = ("fields", "figures", "quotations", "claims", "paragraphs", "sentences", "words")
    return {
        "before": version,
        "after": version,
        "words_added": COUNT,
        "words_dropped": COUNT,
        **{name: _list(change) for name in lists},
    }


def _event() -> Schema:
    return {
        "event": {"enum": ["new", "changed", "whole"]},
        "seen": TEXT,
        "feed": _maybe(TEXT),
        "id": TEXT,
        "story": _maybe(TEXT),
        "publisher": _maybe(TEXT),
        "published": _maybe(TEXT),
        "headline": _maybe(TEXT),
        "url": _maybe(TEXT),
        "origin": TEXT,
        "copy_of": _maybe(TEXT),
        "revision": COUNT,
        "changes": _maybe({"$ref": "#/$defs/revision"}),
    }


def _feed() -> Schema:
    return {
        "url": TEXT,
        "title": _maybe(TEXT),
        "added": TEXT,
        "looked": _maybe(TEXT),
        "problem": _maybe(TEXT),
        "failures": COUNT,
        "due": _maybe(TEXT),
    }


def _kept() -> Schema:
    return {"id": TEXT, "how": {"enum": ["new", "revised", "known"]}, "revision": COUNT}


def _listed() -> Schema:
    days = {"first_published": _maybe(TEXT), "last_published": _maybe(TEXT)}
    counts = {"articles": COUNT, "publishers": COUNT, "copies": COUNT}
    return {"id": TEXT, "headline": _maybe(TEXT), **days, **counts, "running": _maybe(TEXT)}


def _hit() -> Schema:
    about = ("speaker", "story", "publisher", "published", "headline", "url", "copy_of")
    place = {"article": TEXT, "spans": SPANS, "text": TEXT, "origin": TEXT}
    return place | {name: _maybe(TEXT) for name in about}


def _checked() -> Schema:
    tables = ("articles", "documents", "stories", "quotations", "claims", "entities")
    rows = _object(**dict.fromkeys(tables, COUNT))
    return {"database": TEXT, "rows": rows, "damage": _list(TEXT), "unfinished": _list(TEXT)}

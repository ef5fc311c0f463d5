"""The tokens of HTML, each with where it stands: tags, stretches of text, and what is no text.

Our own, because every token must lead back to the exact characters of the document. It keeps no
stack, so that no depth is too deep, and is linear in the size of the markup whatever that holds:
each token begins where the last one ended, and where no tag can end any more the rest is text.
"""

import re
from collections.abc import Generator, Iterator
from typing import NamedTuple

# Elements whose content is no markup.
RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
# Elements that are not shown, or are not read: their content is one token, with the reason.
UNSEEN = {
    "noscript": "noscript", "template": "template", "svg": "drawing", "select": "control",
    "button": "control", "object": "embedded", "canvas": "drawing", "math": "formula",
    "dialog": "hidden", "datalist": "control",
}  # fmt: skip

# Names by which the beginning of a tag is known that is never ended.
ELEMENTS = frozenset(
    [
        "a",
        "abbr",
        "article",
        "aside",
        "b",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "cite",
        "div",
        "em",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "html",
        "i",
        "img",
        "input",
        "li",
        "link",
        "main",
        "meta",
        "nav",
        "ol",
        "p",
        "picture",
        "script",
        "section",
        "small",
        "source",
        "span",
        "strong",
        "style",
        "sub",
        "sup",
        "svg",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "time",
        "title",
        "tr",
        "u",
        "ul",
        "video",
    ]
)

# A tag: its stroke, its name, its attributes (a ``>`` in a quoted value is none) and its end; a
# ``<`` outside of quotes begins another. Or what may begin a comment or declaration.
# Every repetition is possessive: a tag is read once, or it is none.
_TAG = re.compile(
    r"<(?:(/?)([A-Za-z][^\s/<>\x00]*+)"
    r"((?:[^<>\"'=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+|[\"'])*+)(>)?|[!?/])"
)
_ATTRIBUTE = re.compile(
    r"([^\s=>\"'/<]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?",
)
_CLOSERS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW}
_BOTH = {name: re.compile(rf"<(/?){name}(?=[\s/>])[^>]*", re.IGNORECASE) for name in UNSEEN}
_SPECIAL = RAW.union(UNSEEN)


class Token(NamedTuple):
    """A stretch of markup that is no text.

    ``kind`` is ``open``, ``close``, ``raw`` (the content of an element that holds no markup),
    ``unseen`` (an element that is not shown, from its first tag to its last), ``none`` (a comment
    or declaration) or ``end`` (of the markup).
    """

    kind: str
    start: int
    end: int
    name: str = ""


# The token's fields, where the text before it begins, and what stands between name and end: a
# bare tuple, for making a `Token` of each takes longer than finding it.
Step = tuple[str, int, int, str, int, str]


def steps(markup: str) -> Iterator[Step]:
    """The tokens in order, each with the text before it; every character stands in exactly one.

    >>> [(kind, name, at, start, end) for kind, start, end, name, at, _ in steps("<p>Rain</p>!")]
    [('open', 'p', 0, 0, 3), ('close', 'p', 3, 7, 11), ('end', '', 11, 12, 12)]
    """
    at = text = 0
    last = markup.rfind(">")
    open_ended: set[str] = set()
    while at >= 0:
        for match in _TAG.finditer(markup, at):
            stroke, name, inner, ended = match.groups()
            start, end = match.span()
            if not ended:
                end = _odd(markup, match, last)
                if end < 0:
                    continue
                yield "none", start, end, "", text, ""
            elif stroke:
                yield "close", start, end, name.lower(), text, ""
            else:
                name = name.lower()
                if name in _SPECIAL:
                    at = yield from _special(markup, (start, end, name, text, inner), open_ended)
                    text = at
                    break
                yield "open", start, end, name, text, inner
            text = end
            if end > match.end():
                at = end
                break
        else:
            at = -1
    yield "end", len(markup), len(markup), "", text, ""


def _odd(markup: str, match: re.Match[str], last: int) -> int:
    """Where a comment, a declaration or a tag that is not ended ends; -1 if it is text.

    A tag that is not ended before another begins is a slip of the page's maker if an element is
    so named, else text ("if x <y and z"); where no tag ends any more the rest is text.
    """
    if match[2] is None:
        return _declared(markup, match.start(), last)
    slip = match[2].lower() in ELEMENTS and match.end() < len(markup)
    return match.end() if slip else -1


def _special(
    markup: str, tag: tuple[int, int, str, int, str], open_ended: set[str]
) -> Generator[Step, None, int]:
    """An element whose content is no markup, or that is not shown; where reading goes on."""
    start, end, name, text, inner = tag
    if name in UNSEEN and (behind := _unseen(markup, name, end, open_ended)):
        yield "unseen", start, behind, name, text, ""
        return behind
    yield "open", start, end, name, text, inner
    if name not in RAW:
        return end
    closer = _CLOSERS[name].search(markup, end)
    behind = closer.start() if closer else len(markup)
    if behind > end:
        yield "raw", end, behind, name, end, ""
    return behind


def _declared(markup: str, at: int, last: int) -> int:
    """Behind the comment or declaration that begins here; -1 if none does before the ``last`` >."""
    if markup.startswith("<!--", at):
        end = markup.find("-->", at + 4)
        return end + 3 if end >= 0 else len(markup)
    if at < last and markup[at + 1] in "!?/":
        return markup.find(">", at) + 1
    return -1


def _unseen(markup: str, name: str, at: int, open_ended: set[str]) -> int:
    """Behind an element whose first tag ends here; 0 if it is never closed.

    Of a name that was once not closed no further element is looked through: time stays linear.
    """
    if markup[at - 2] == "/":
        return at
    if name in open_ended:
        return 0
    behind = _closed(markup, name, at)
    if behind < 0:
        open_ended.add(name)
    return max(behind, 0)


def _closed(markup: str, name: str, at: int) -> int:
    """Behind the tag that closes an element whose first tag ends here; -1 if none does."""
    depth = 1
    for match in _BOTH[name].finditer(markup, at):
        if match[1]:
            depth -= 1
        elif not match[0].endswith("/"):
            depth += 1
        if not depth:
            return min(match.end() + 1, len(markup))
    return -1


def attributes(markup: str, token: Token) -> dict[str, str]:
    """The attributes of an opening tag, entities decoded, names in small letters.

    >>> attributes('<a href="x?a&amp;b" hidden>', Token("open", 0, 27, "a"))
    {'href': 'x?a&b', 'hidden': ''}
    """
    return attributes_in(markup[token.start + 1 + len(token.name) : token.end - 1])


def attributes_in(inner: str) -> dict[str, str]:
    """The attributes in what stands between a tag's name and its end."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(inner):
        value = double or single or bare
        found.setdefault(name.lower(), decoded(value) if "&" in value else value)
    return found


REFERENCE = re.compile(r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,8};?|[A-Za-z][A-Za-z0-9]{1,31};?)")


def decoded(text: str) -> str:
    """The text with its character references decoded.

    >>> decoded("Kyiv &amp; Lviv &#8211; &nosuch;")
    'Kyiv & Lviv – &nosuch;'
    """
    from html import unescape

    return REFERENCE.sub(lambda match: unescape(match[0]), text)

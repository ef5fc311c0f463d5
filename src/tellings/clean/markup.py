"""The tokens of HTML, each with where it stands: tags, stretches of text, and what is no text.

Our own, because every token must lead back to the exact characters of the document. Linear in
the size of the markup whatever it holds: a tag that never ends is text, and once one such was
met no later tag is looked for.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

# Elements whose content is no markup; the text of those kept is read by `page`.
RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9:_-]{0,60}")
_STOP = re.compile(r"[\"'>]")
_ATTRIBUTE = re.compile(
    r"([^\s=>\"'/<]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?",
)
_CLOSERS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW}


class Token(NamedTuple):
    """A stretch of markup: ``kind`` is ``text``, ``open``, ``close``, ``raw`` or ``none``.

    ``raw`` is the content of an element that holds no markup, ``none`` a comment or declaration.
    """

    kind: str
    start: int
    end: int
    name: str = ""


def tokens(markup: str) -> Iterator[Token]:
    """Every character of the markup in exactly one token, in order.

    >>> [(t.kind, t.name, t.start, t.end) for t in tokens("<p>Rain &amp; snow</p>")]
    [('open', 'p', 0, 3), ('text', '', 3, 18), ('close', 'p', 18, 22)]
    """
    at = text = 0
    size = len(markup)
    while True:
        at = markup.find("<", at)
        if at < 0:
            break
        token = _token(markup, at)
        if token is None:
            if markup.find(">", at) < 0:
                break  # no tag ends any more
            at += 1
            continue
        if token.end < 0:
            break
        if at > text:
            yield Token("text", text, at)
        yield token
        at = text = token.end
        if token.kind == "open" and token.name in RAW:
            closer = _CLOSERS[token.name].search(markup, at)
            end = closer.start() if closer else size
            if end > at:
                yield Token("raw", at, end, token.name)
            at = text = end
    if text < size:
        yield Token("text", text, size)


def _token(markup: str, at: int) -> Token | None:
    """The tag or comment that begins here; none if it is text, an end of -1 if it never ends."""
    after = markup[at + 1 : at + 2]
    if after == "!" and markup.startswith("<!--", at):
        end = markup.find("-->", at + 4)
        return Token("none", at, end + 3 if end >= 0 else len(markup))
    if after in ("!", "?") and after:
        end = markup.find(">", at)
        return Token("none", at, end + 1 if end >= 0 else -1)
    closing = after == "/"
    name = _NAME.match(markup, at + 1 + closing)
    if name is None:
        return None
    end = _tag_end(markup, name.end())
    return Token("close" if closing else "open", at, end, name[0].lower())


def _tag_end(markup: str, at: int) -> int:
    """Behind the ``>`` that ends a tag, one inside a quoted value left out; -1 if none does."""
    while True:
        stop = _STOP.search(markup, at)
        if stop is None:
            return -1
        if stop[0] == ">":
            return stop.end()
        at = stop.end()
        if markup[max(0, stop.start() - 8) : stop.start()].rstrip()[-1:] == "=":
            close = markup.find(stop[0], at)
            if close < 0:
                return -1
            at = close + 1


def attributes(markup: str, token: Token) -> dict[str, str]:
    """The attributes of an opening tag, entities decoded, names in small letters.

    >>> attributes('<a href="x?a&amp;b" hidden>', Token("open", 0, 27, "a"))
    {'href': 'x?a&b', 'hidden': ''}
    """
    inner = markup[token.start + 1 + len(token.name) : token.end - 1]
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

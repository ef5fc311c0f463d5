"""Source text made harmless to show, without moving a character.

What a page holds can steer a terminal, turn the order of a line around or break an encoder.
Each such character is replaced by one that only shows that it was there.
"""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Control pictures for C0 and DEL; the rest of what is unsafe has no picture. Newline and tab
# are left: they are layout, and who prints one line takes them out with `line`.
_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"}
_UNSEEN = (0x202A, 0x202F), (0x2066, 0x206A), (0x80, 0xA0), (0xD800, 0xE000)
_TABLE = _PICTURES | {0x7F: "\u2421", 0x2028: "\n", 0x2029: "\n"}
_TABLE |= {code: REPLACEMENT for first, end in _UNSEEN for code in range(first, end)}


def harmless(text: str) -> str:
    r"""The text with each unsafe character replaced by a safe one, of the same length.

    >>> harmless("\x1b[31mred\x9b\ud800")
    '␛[31mred��'
    """
    return text.translate(_TABLE)


def line(text: str) -> str:
    r"""The same on one line: every run of white space is one blank.

    >>> line("one\n  two\x07")
    'one two␇'
    """
    return " ".join(harmless(text).split())


def said(parts: tuple[str, ...], quoted: bool) -> str:
    """Words as a reader sees them: in marks only what stood in marks.

    >>> said(("We will sign", "on Monday"), quoted=True)
    '“We will sign” … “on Monday”'
    >>> said(("it would sign",), quoted=False)
    'it would sign'
    """
    return " … ".join(f"\u201c{part}\u201d" if quoted else part for part in parts)

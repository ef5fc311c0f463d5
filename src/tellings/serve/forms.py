"""What was pasted or dropped on the page, as names with their bytes."""

import json
from typing import NamedTuple

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

Part = tuple[str, bytes]
# More articles than this are for a database.
MOST = 40
# Fields a form is shown with again at most, and those it begins with.
SHOWN, FIRST = 6, 2
# A field may be as large as a body: the guard has the limit, and says so.
_LARGEST = 1 << 30


class Text(NamedTuple):
    """An article as it was pasted, with what was said of it."""

    text: str = ""
    publisher: str = ""
    published: str = ""

    @property
    def record(self) -> bytes:
        """The same as the record of a corpus."""
        given = self._replace(text=self.text.replace("\r\n", "\n"))._asdict()
        kept = {key: value.strip() if key != "text" else value for key, value in given.items()}
        return json.dumps({key: value for key, value in kept.items() if value}).encode("utf-8")


class Pasted(NamedTuple):
    """The form as it was sent: its texts, empty ones too, and what is to be compared of it."""

    texts: tuple[Text, ...]
    parts: tuple[Part, ...]

    @property
    def again(self) -> tuple[Text, ...]:
        """The texts to show the form with again."""
        held = tuple(each for each in self.texts if any(each))[:SHOWN]
        return held + (Text(),) * (FIRST - len(held))


NOTHING = Pasted((), ())


async def pasted(request: Request) -> Pasted:
    """The texts and files of the form, in their order; to be compared are those with words."""
    async with request.form(max_files=MOST, max_fields=4 * MOST, max_part_size=_LARGEST) as form:
        texts = tuple(_texts(form))
        parts = [
            (f"pasted {at}.json", each.record)
            for at, each in enumerate(texts, 1)
            if each.text.strip()
        ]
        for at, file in enumerate(form.getlist("files"), 1):
            if isinstance(file, UploadFile) and (data := await file.read()):
                parts.append((file.filename or f"file {at}", data))
    if len(parts) > MOST:
        problem = f"{len(parts)} articles; {MOST} at most can be compared here, see tellings add"
        raise HTTPException(413, problem)
    return Pasted(texts, tuple(parts))


def _texts(form: FormData) -> list[Text]:
    fields = [
        [each if isinstance(each, str) else "" for each in form.getlist(name)]
        for name in Text._fields
    ]
    return [
        Text(*(each[at] if at < len(each) else "" for each in fields))
        for at in range(len(fields[0]))
    ]

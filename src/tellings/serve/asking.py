"""What is searched for, as it is asked on a page and of the API."""

from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field

from tellings.store.records import Query

_LONGEST = 500


class Wanted(BaseModel):
    """The words and filters of a search; an empty one is none."""

    model_config = ConfigDict(frozen=True)

    q: str = Field("", max_length=_LONGEST, description='words, or "phrases"; all must be there')
    publisher: str = Field("", max_length=_LONGEST)
    speaker: str = Field("", max_length=_LONGEST, description="who said it")
    entity: str = Field("", max_length=_LONGEST, description="a name that stands in the article")
    start: str = Field("", max_length=_LONGEST, description="published on this day or later")
    end: str = Field("", max_length=_LONGEST, description="published on this day or earlier")
    quoted: bool = Field(False, description="look between quotation marks only")

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not any((self.q.strip(), self.publisher, self.speaker, self.entity, self.start,
                        self.end))  # fmt: skip

    def query(self, limit: int, skip: int = 0) -> Query:
        """The search, for so many hits, without so many before them."""
        return Query(
            self.q, self.publisher or None, self.speaker or None, self.start or None,
            self.end or None, self.quoted, self.entity or None, limit, skip,
        )  # fmt: skip

    def onward(self, skip: int) -> str:
        """The address of the page of hits after so many."""
        return f"/search?{urlencode(self.model_dump(exclude_defaults=True) | {'skip': skip})}"


class Listing(BaseModel):
    """Which stories are listed: of at least so many articles, one of which is as asked for."""

    model_config = ConfigDict(frozen=True)

    q: str = Field("", max_length=_LONGEST)
    publisher: str = Field("", max_length=_LONGEST)
    start: str = Field("", max_length=_LONGEST)
    end: str = Field("", max_length=_LONGEST)
    least: int = Field(1, ge=1, le=10_000)
    after: str = Field("", max_length=_LONGEST)

    @property
    def is_narrow(self) -> bool:
        """Whether anything is asked of the articles."""
        return any((self.q.strip(), self.publisher, self.start, self.end))

    def query(self) -> Query:
        """What an article is to be like."""
        publisher = self.publisher.strip() or None
        return Query(self.q, publisher, None, self.start or None, self.end or None)

    def onward(self, mark: str) -> str:
        """The address of the next page of the list."""
        asked = self.model_copy(update={"after": mark}).model_dump(exclude_defaults=True)
        return f"/?{urlencode(asked)}"

"""Moments: what an article says of when it came out, as a number that sorts."""

from datetime import UTC, datetime


def moment(published: str | None) -> float | None:
    """Seconds since 1970; a day without an hour is its first moment, an hour alone UTC.

    >>> moment("1970-01-02"), moment("1970-01-01T02:00:00+01:00"), moment("soon")
    (86400.0, 3600.0, None)
    """
    try:
        found = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()

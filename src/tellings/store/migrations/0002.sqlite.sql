-- What `tellings watch` follows. Moments are seconds since 1970, as its schedule counts; times
-- that are shown are ISO 8601 in UTC.

CREATE TABLE feeds (
    url TEXT PRIMARY KEY,
    title TEXT,
    added TEXT NOT NULL,
    looked TEXT,                -- when it was asked last
    problem TEXT,               -- what was wrong then
    etag TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',
    sha256 TEXT NOT NULL DEFAULT '',    -- of the bytes it was last
    pace REAL NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    due REAL                    -- null: it is gone, and not asked any more
);
CREATE INDEX feeds_by_due ON feeds (due);

-- An item that feeds brought, and the article it became.
CREATE TABLE items (
    item TEXT PRIMARY KEY,      -- its address, or its feed and the name it has there
    article TEXT NOT NULL REFERENCES articles (id),
    url TEXT,                   -- its page, where the feed brings a teaser only
    said TEXT NOT NULL,         -- sha256 of what the feed said of it last
    whole INTEGER NOT NULL,     -- 1 if the whole article was had, 0 if only the teaser
    first REAL NOT NULL,
    etag TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',
    due REAL                    -- when its page is to be read again; null: no more
);
CREATE INDEX items_by_due ON items (due);

-- What was seen, in order: what is printed, and where a watch that was ended goes on.
CREATE TABLE seen (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,         -- new, changed, or whole (its teaser was there before)
    article TEXT NOT NULL REFERENCES articles (id),
    revision INTEGER NOT NULL,
    feed TEXT NOT NULL
);

-- The tables of tellings, as SQLite has them. Times are ISO 8601 in UTC, spans [[start, end], ...]
-- in the exact text of the document, in code points.

-- An input exactly as it was decoded; revisions say whose it is.
CREATE TABLE documents (
    document INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    text TEXT NOT NULL,
    sha256 TEXT NOT NULL,       -- of the bytes it was read from
    text_sha256 TEXT NOT NULL,  -- of the text, in UTF-8
    origin TEXT NOT NULL,
    media_type TEXT NOT NULL,
    given TEXT NOT NULL,        -- what came beside the text, as JSON
    record TEXT,
    replaced INTEGER NOT NULL,
    mojibake INTEGER NOT NULL
);

-- The story an event makes. One that was taken into another keeps its id and leads there.
CREATE TABLE stories (
    id TEXT PRIMARY KEY,
    running TEXT,               -- the running story it is an event of: the id of its first article
    merged_into TEXT REFERENCES stories (id)
);

CREATE TABLE articles (
    article INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES documents (document),  -- the text seen last
    revision INTEGER NOT NULL,
    added TEXT NOT NULL,
    headline TEXT,
    publisher TEXT,
    published TEXT,
    published_basis TEXT,
    moment REAL,                -- published, in seconds since 1970; a day is its first moment
    modified TEXT,
    language TEXT,
    url TEXT,
    words INTEGER NOT NULL,     -- of the body
    story TEXT REFERENCES stories (id),
    place INTEGER,              -- its place in the order of arrival in the stream of stories
    copy_of TEXT,
    copy_share REAL,
    annotated TEXT              -- the version of tellings that annotated it
);
CREATE UNIQUE INDEX articles_by_document ON articles (document);
CREATE INDEX articles_by_url ON articles (url) WHERE url IS NOT NULL;
CREATE INDEX articles_by_story ON articles (story, moment) WHERE story IS NOT NULL;
CREATE INDEX articles_by_moment ON articles (moment DESC, id);
CREATE INDEX articles_by_place ON articles (place) WHERE place IS NOT NULL;

CREATE TABLE revisions (
    article INTEGER NOT NULL REFERENCES articles (article),
    revision INTEGER NOT NULL,  -- from 1
    document INTEGER NOT NULL REFERENCES documents (document),
    seen TEXT NOT NULL,
    PRIMARY KEY (article, revision)
) WITHOUT ROWID;

-- What the stream of stories needs to know of an article.
CREATE TABLE profiles (
    article INTEGER PRIMARY KEY REFERENCES articles (article),
    profile BLOB NOT NULL
);

-- Stories that were merged or split after their articles had arrived.
CREATE TABLE story_log (
    number INTEGER PRIMARY KEY,
    changed TEXT NOT NULL,
    kind TEXT NOT NULL,         -- merge or split
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    articles TEXT NOT NULL      -- the ids of those that moved, as JSON
);

-- The annotated article of the contract, as JSON packed with zlib, and its sentences.
CREATE TABLE annotations (
    article INTEGER PRIMARY KEY REFERENCES articles (article),
    record BLOB NOT NULL,
    sentences BLOB NOT NULL
);

CREATE TABLE quotations (
    quotation INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (article),
    id TEXT NOT NULL,
    kind TEXT NOT NULL,         -- direct, indirect or mixed
    speaker TEXT,
    text TEXT NOT NULL,
    spans TEXT NOT NULL,
    between_marks TEXT,         -- the words of it that stand between quotation marks
    marked_spans TEXT
);
CREATE INDEX quotations_of_article ON quotations (article);

CREATE TABLE entities (
    entity INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (article),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    mentions INTEGER NOT NULL,
    spans TEXT NOT NULL
);
CREATE INDEX entities_of_article ON entities (article);

CREATE TABLE claims (
    claim INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (article),
    id TEXT NOT NULL,
    holder TEXT,
    stance TEXT NOT NULL,
    polarity TEXT NOT NULL,
    text TEXT NOT NULL,
    spans TEXT NOT NULL
);
CREATE INDEX claims_of_article ON claims (article);

CREATE TABLE comparisons (
    story TEXT PRIMARY KEY REFERENCES stories (id),
    key TEXT NOT NULL,          -- sha256 of the version, and of the ids and digests of its members
    record BLOB NOT NULL
);

CREATE TABLE state (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- Words. Of articles only the words are kept here; a row has the number of its document.
CREATE VIRTUAL TABLE article_words USING fts5 (
    headline, body, content='', tokenize="unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE quotation_words USING fts5 (
    speaker, text, between_marks, content='quotations', content_rowid='quotation',
    tokenize="unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE entity_words USING fts5 (
    name, content='entities', content_rowid='entity', tokenize="unicode61 remove_diacritics 2"
);

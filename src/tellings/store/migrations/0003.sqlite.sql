-- What a list says of each story, so that no list counts the articles of all; what happened, in
-- the order in which it did; and what was made of stories to be looked at.

ALTER TABLE stories ADD COLUMN articles INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stories ADD COLUMN publishers INTEGER NOT NULL DEFAULT 0;  -- different ones
ALTER TABLE stories ADD COLUMN copies INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stories ADD COLUMN told REAL NOT NULL DEFAULT -1e11;  -- last moment; long ago if none
ALTER TABLE stories ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;  -- its last change
UPDATE stories SET (articles, publishers, copies, told) = (
    SELECT count(*), count(DISTINCT lower(publisher)), count(copy_of), coalesce(max(moment), -1e11)
    FROM articles WHERE story = stories.id
);
CREATE INDEX stories_by_told ON stories (told DESC, id, articles) WHERE articles > 0;

CREATE TABLE changes (
    change INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,         -- story, article, revision, merge or split
    story TEXT NOT NULL,        -- the story that it happened to
    article TEXT,               -- the article that came or is another now
    log INTEGER REFERENCES story_log (number)
);
INSERT INTO changes SELECT place, CASE WHEN id = story THEN 'story' ELSE 'article' END, story, id, NULL
    FROM articles WHERE place IS NOT NULL;
UPDATE stories SET changed = coalesce(
    (SELECT max(place) FROM articles WHERE story = stories.id), 0
);

CREATE TABLE views (
    story TEXT NOT NULL REFERENCES stories (id),
    part TEXT NOT NULL,         -- page, embedded or record
    key TEXT NOT NULL,          -- what it was made from
    tag TEXT NOT NULL,          -- the digest of what is packed
    body BLOB NOT NULL,         -- packed with gzip
    PRIMARY KEY (story, part)
) WITHOUT ROWID;

-- The store as migration 1 makes it. Later changes go to the list in migrations.py, never here.
-- Pages are the truth; everything after them can be made again. Ids are hashes of content.

CREATE TABLE pages (
    id      TEXT PRIMARY KEY,  -- hash of origin, media, charset, body and declared facts
    origin  TEXT NOT NULL,     -- path from the named argument's own name downwards, or URL
    ref     TEXT NOT NULL,     -- the path or id as the caller wrote it, when first read
    media   TEXT NOT NULL,     -- text/html or text/plain
    charset TEXT NOT NULL,     -- as declared by the transport; '' where none was
    url     TEXT NOT NULL,     -- address the page was fetched from; '' where unknown
    found   TEXT,              -- JSON of the When of the crawl; NULL where unknown
    facts   TEXT NOT NULL,     -- JSON list of what feed, table or headers declare of it
    body    BLOB NOT NULL      -- the bytes as found, zlib
) WITHOUT ROWID;

CREATE TABLE articles (
    number   INTEGER PRIMARY KEY,   -- order of arrival; row id of the search index
    id       TEXT NOT NULL UNIQUE,  -- hash of origin and text
    page     TEXT NOT NULL,         -- pages.id it was read from last
    origin   TEXT NOT NULL,         -- as in pages: revisions of one page share it
    ref      TEXT NOT NULL,         -- as in pages, when last read
    outlet   TEXT NOT NULL,         -- '' where unknown
    title    TEXT NOT NULL,         -- declared title; '' where none is
    language TEXT NOT NULL,         -- ISO 639-1; '' where unknown
    found    TEXT NOT NULL,         -- start of the crawl, ISO 8601; '' where unknown: orders revisions
    current  INTEGER NOT NULL,      -- 1 for the newest revision of its origin, else 0
    rules    TEXT NOT NULL,         -- hash of the rules that made the marks
    content  BLOB NOT NULL,         -- the article with its marks, before its story dated it; JSON, zlib
    dating   BLOB                   -- JSON of the publication day its story settled; NULL where none
);
CREATE INDEX articles_by_origin ON articles (origin);
CREATE INDEX articles_by_page ON articles (page);

-- Words of article texts, titles and outlets; contentless, since articles hold the text already.
CREATE VIRTUAL TABLE search USING fts5 (
    title, outlet, text, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TABLE stories (
    id           TEXT PRIMARY KEY,  -- derived from its smallest article id
    headline     TEXT NOT NULL,     -- of the article that stands for it
    first        TEXT NOT NULL,     -- earliest publication, ISO 8601; '' where no day is known
    last         TEXT NOT NULL,     -- latest publication, ISO 8601; '' where no day is known
    sources_high INTEGER NOT NULL,  -- independent origins, merging only what is proven the same
    sources_low  INTEGER NOT NULL,  -- independent origins, merging whatever may be the same
    pages        INTEGER NOT NULL,  -- how many articles
    content      BLOB NOT NULL      -- the story with events, findings and links; JSON, zlib
) WITHOUT ROWID;

CREATE TABLE members (
    article TEXT PRIMARY KEY,  -- articles.id; every current article is in one story
    story   TEXT NOT NULL      -- stories.id
) WITHOUT ROWID;
CREATE INDEX members_by_story ON members (story);

CREATE TABLE former (
    id    TEXT PRIMARY KEY,  -- a story id that was given out once
    story TEXT NOT NULL      -- stories.id that holds most of its articles now
) WITHOUT ROWID;

CREATE TABLE faults (
    number INTEGER PRIMARY KEY,     -- order of arrival
    what   TEXT NOT NULL,           -- what went wrong
    origin TEXT NOT NULL,           -- where: path, URL, or '-' for standard input
    at     INTEGER,                 -- byte offset into the origin; NULL where it has none
    remedy TEXT NOT NULL,           -- what to do about it
    UNIQUE (origin, what, at)
);

CREATE TABLE facts (
    name  TEXT PRIMARY KEY,  -- told: hash of the rules and articles the stories were made from
    value TEXT NOT NULL      -- '' while stories wait to be made again
) WITHOUT ROWID;

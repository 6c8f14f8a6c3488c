-- The index as migration 2 makes it: what stories are reckoned from, kept so that an added page
-- touches its neighbours only. All of it can be made again from the articles.

CREATE TABLE waiting (
    number INTEGER PRIMARY KEY,  -- in the order of arrival: pages that belong together often are
    work   INTEGER NOT NULL,     -- what is to be done, in its order: index.Work
    key    TEXT NOT NULL,        -- articles.id; where stories wait, places.cluster
    UNIQUE (work, key)
);
CREATE INDEX waiting_by_work ON waiting (work);

CREATE TABLE profiles (
    number   INTEGER PRIMARY KEY,   -- articles.number
    article  TEXT NOT NULL UNIQUE,  -- articles.id
    lines    BLOB NOT NULL,         -- hashes of its short lines, int64: furniture if many share one
    repeated BLOB NOT NULL,         -- those of them that its marks were made with as furniture
    outlet   TEXT NOT NULL,         -- one key for the outlet; '' where unknown
    prints   BLOB NOT NULL,         -- fingerprints of its text, int64
    twins    BLOB NOT NULL,         -- keys shared by near twins of one outlet, int64
    alone    BLOB,                  -- JSON of the publication day it tells itself
    settled  BLOB,                  -- JSON of the one its story settled, before this is shown
    words    BLOB                   -- telling words, names, keys: msgpack; NULL while they wait
);

CREATE TABLE shared (
    key    INTEGER NOT NULL,  -- hash of a line, a fingerprint or a twin key
    kind   INTEGER NOT NULL,  -- 0 line of an outlet, 1 fingerprint, 2 twin key
    number INTEGER NOT NULL,  -- articles.number
    PRIMARY KEY (key, kind, number)
) WITHOUT ROWID;

CREATE TABLE terms (
    gathering INTEGER NOT NULL,  -- 1 with the days articles tell themselves, 2 with settled ones
    term      TEXT NOT NULL,     -- one of an article's heaviest stems
    number    INTEGER NOT NULL,  -- articles.number
    weight    REAL NOT NULL,     -- of the stem in the article, times the article's gain
    first     INTEGER,           -- first possible day of publication, ordinal; NULL where unknown
    last      INTEGER,           -- last possible day; NULL where unknown
    moved     INTEGER NOT NULL,  -- 1 where the days are others than in the first gathering
    PRIMARY KEY (gathering, term, number)
) WITHOUT ROWID;
CREATE INDEX terms_by_number ON terms (number, gathering);

CREATE TABLE places (
    gathering INTEGER NOT NULL,  -- as in terms
    article   TEXT NOT NULL,     -- articles.id
    first     INTEGER,           -- as in terms
    last      INTEGER,           -- as in terms
    near      BLOB NOT NULL,     -- near articles → (nearness, likeness): msgpack
    tied      TEXT NOT NULL,     -- least article id of its group; '' while it waits
    cluster   TEXT NOT NULL,     -- least article id of its cluster; '' while it waits
    PRIMARY KEY (gathering, article)
) WITHOUT ROWID;
CREATE INDEX places_by_group ON places (gathering, tied);
CREATE INDEX places_by_cluster ON places (gathering, cluster);

CREATE TABLE links (
    copy     TEXT NOT NULL,  -- articles.id
    original TEXT NOT NULL,  -- articles.id
    content  BLOB NOT NULL,  -- the link with its passages; JSON, zlib
    PRIMARY KEY (copy, original)
) WITHOUT ROWID;
CREATE INDEX links_by_original ON links (original);

CREATE TABLE coming (
    cluster TEXT PRIMARY KEY,  -- least article id of a story that was told and is not yet shown
    content BLOB               -- the story; JSON, zlib; NULL where there is no such story any more
) WITHOUT ROWID;

CREATE TABLE rulings (
    number  INTEGER PRIMARY KEY,  -- in the order they were made
    content TEXT NOT NULL         -- the merge or split by hand; JSON
);

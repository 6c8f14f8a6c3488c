-- Terms, places and shared keys as migration 4 makes them, so that an added article touches few pages
-- of a long file. Terms lie by day: what appeared about the same time is looked at alone, of all other
-- days the heaviest terms are. Places lie in the order of arrival. Keys that are shared come into a
-- small table first. What was gathered before is gathered anew.

DROP TABLE terms;
DROP TABLE places;

CREATE TABLE terms (
    gathering INTEGER NOT NULL,  -- 1 with the days articles tell themselves; 2 with settled days,
                                 -- those articles alone whose days are others than in 1
    term      TEXT NOT NULL,     -- one of an article's heaviest stems
    day       INTEGER NOT NULL,  -- first possible day of publication, ordinal; 0 where unknown
    last      INTEGER NOT NULL,  -- last possible day; 0 where unknown
    number    INTEGER NOT NULL,  -- articles.number
    weight    REAL NOT NULL,     -- of the stem in the article, times the article's gain
    named     REAL NOT NULL,     -- of the stem among the article's names; 0 if it is none
    head      INTEGER NOT NULL,  -- 1 for the very heaviest
    PRIMARY KEY (gathering, term, day, number)
) WITHOUT ROWID;
CREATE INDEX terms_by_number ON terms (number, gathering);
CREATE INDEX terms_by_head ON terms (gathering, term, last) WHERE head = 1;

CREATE TABLE places (
    gathering INTEGER NOT NULL,  -- as in terms
    number    INTEGER NOT NULL,  -- articles.number
    first     INTEGER,           -- first possible day of publication, ordinal; NULL where unknown
    last      INTEGER,           -- last possible day; NULL where unknown
    core      INTEGER,           -- the article of least id (articles.number, as in the two below) of
                                 -- the cluster as merged; NULL while it waits
    crowd     INTEGER,           -- of that with the lone ones that joined it; NULL likewise
    cluster   INTEGER,           -- of what rulings made of it; NULL likewise
    near      BLOB NOT NULL,     -- near articles → (nearness, likeness): msgpack
    PRIMARY KEY (gathering, number)
) WITHOUT ROWID;
CREATE INDEX places_by_crowd ON places (gathering, crowd);
CREATE INDEX places_by_cluster ON places (gathering, cluster);

CREATE TABLE fresh (          -- rows on their way to `shared`
    key    INTEGER NOT NULL,  -- as in shared
    kind   INTEGER NOT NULL,  -- as in shared
    number INTEGER NOT NULL,  -- as in shared
    PRIMARY KEY (key, kind, number)
) WITHOUT ROWID;

DELETE FROM facts WHERE name = 'index';

-- What earlier releases left for SQLite's planner: with it, it would make a filter of all terms for
-- every question.
ANALYZE sqlite_schema;
DELETE FROM sqlite_stat1;

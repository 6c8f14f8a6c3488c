-- Terms and places as migration 3 makes them: months apart the names among the keys are weighed, and
-- where articles stand is found around what has changed, so groups of all that are tied need not be
-- kept. What was gathered before is gathered anew.

DROP TABLE terms;
DROP TABLE places;

CREATE TABLE terms (
    gathering INTEGER NOT NULL,  -- 1 with the days articles tell themselves, 2 with settled ones
    term      TEXT NOT NULL,     -- one of an article's heaviest stems
    number    INTEGER NOT NULL,  -- articles.number
    weight    REAL NOT NULL,     -- of the stem in the article, times the article's gain
    named     REAL NOT NULL,     -- of the stem among the article's names; 0 if it is none
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
    core      TEXT NOT NULL,     -- least article id of the cluster as merged; '' while it waits
    crowd     TEXT NOT NULL,     -- least of that with the lone ones that joined it; '' likewise
    cluster   TEXT NOT NULL,     -- least of what rulings made of it; '' likewise
    near      BLOB NOT NULL,     -- near articles → (nearness, likeness): msgpack
    PRIMARY KEY (gathering, article)
) WITHOUT ROWID;
CREATE INDEX places_by_crowd ON places (gathering, crowd);
CREATE INDEX places_by_cluster ON places (gathering, cluster);

DELETE FROM facts WHERE name = 'index';

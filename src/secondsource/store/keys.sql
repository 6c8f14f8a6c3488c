-- Terms and keys as migration 5 makes them: what lies months apart is found by its heaviest terms, and
-- then weighed by all its keys, which are read at once instead of one by one from `terms`. What was
-- gathered before is gathered anew.

DROP TABLE terms;

CREATE TABLE terms (
    gathering INTEGER NOT NULL,  -- 1 with the days articles tell themselves; 2 with settled days,
                                 -- those articles alone whose days are others than in 1
    term      TEXT NOT NULL,     -- one of an article's heaviest stems
    day       INTEGER NOT NULL,  -- first possible day of publication, ordinal; 0 where unknown
    last      INTEGER NOT NULL,  -- last possible day; 0 where unknown
    number    INTEGER NOT NULL,  -- articles.number
    weight    REAL NOT NULL,     -- of the stem in the article, times the article's gain
    head      INTEGER NOT NULL,  -- 1 for the very heaviest
    PRIMARY KEY (gathering, term, day, number)
) WITHOUT ROWID;
CREATE INDEX terms_by_number ON terms (number, gathering);
CREATE INDEX terms_by_head ON terms (gathering, term, last) WHERE head = 1;

CREATE TABLE keys (
    number INTEGER PRIMARY KEY,  -- articles.number
    keys   BLOB NOT NULL         -- all its terms above → weight, and weight among the names: msgpack
);

DELETE FROM facts WHERE name = 'index';

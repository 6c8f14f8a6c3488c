-- Terms as migration 4 makes them: by day, so that what appeared about the same time is looked at
-- alone, however long the heap; of all other days the heaviest terms are. What was gathered before
-- is gathered anew.

DROP TABLE terms;

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

DELETE FROM facts WHERE name = 'index';

-- Places as migration 3 makes them: where articles stand is found around what has changed, so the
-- groups of all that are tied need not be kept. What was gathered before is gathered anew.

DROP TABLE places;

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

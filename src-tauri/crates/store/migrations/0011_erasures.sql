-- That something was erased for good, when and by whom; nothing of what it was. The one exception to "nothing is lost".
CREATE TABLE erasures (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    -- RFC 3339.
    made    TEXT    NOT NULL,
    by      TEXT,
    what    TEXT    NOT NULL CHECK (what IN ('paper', 'note')),
    -- The number it had, which is given to nothing else.
    number  INTEGER NOT NULL
) STRICT;

PRAGMA user_version = 11;

-- What people do: notes and questions, corrections of facts, decisions on links and classes, settings, packs made.
--
-- `changes` is the truth and only ever grows. The other tables hold the present state, made from it:
-- a row that was taken back stays, with present = 0.

CREATE TABLE changes (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    -- RFC 3339.
    made       TEXT    NOT NULL,
    -- The name the person gave, if any.
    by         TEXT,
    noun       TEXT    NOT NULL CHECK (noun IN ('annotation', 'correction', 'decision', 'setting', 'source')),
    noun_id    INTEGER NOT NULL,
    -- State before and after; NULL where there was none.
    before     TEXT    CHECK (before IS NULL OR json_valid(before)),
    after      TEXT    CHECK (after IS NULL OR json_valid(after)),
    -- 'change' by a person; 'undo' of a change or redo; 'redo' of an undo.
    action     TEXT    NOT NULL CHECK (action IN ('change', 'undo', 'redo')),
    -- The entry that this one takes back.
    undoes     INTEGER REFERENCES changes (id),
    -- The entry that took this one back.
    undone_by  INTEGER REFERENCES changes (id),
    CHECK ((action = 'change') = (undoes IS NULL)),
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;

CREATE INDEX changes_noun ON changes (noun, noun_id);

CREATE TRIGGER changes_are_kept BEFORE DELETE ON changes
BEGIN
    SELECT RAISE(ABORT, 'history is never deleted');
END;

-- All but the mark that it was undone, and that only once.
CREATE TRIGGER changes_are_not_rewritten BEFORE UPDATE ON changes
WHEN OLD.undone_by IS NOT NULL
    OR (NEW.id, NEW.made, NEW.by, NEW.noun, NEW.noun_id, NEW.before, NEW.after, NEW.action, NEW.undoes)
        IS NOT (OLD.id, OLD.made, OLD.by, OLD.noun, OLD.noun_id, OLD.before, OLD.after, OLD.action, OLD.undoes)
BEGIN
    SELECT RAISE(ABORT, 'history is never rewritten');
END;

CREATE TABLE annotations (
    id       INTEGER PRIMARY KEY,
    body     TEXT    NOT NULL CHECK (json_valid(body)),
    present  INTEGER NOT NULL CHECK (present IN (0, 1))
) STRICT;

CREATE TABLE corrections (
    id       INTEGER PRIMARY KEY,
    source   INTEGER NOT NULL GENERATED ALWAYS AS (body ->> '$.source') STORED REFERENCES sources (id),
    body     TEXT    NOT NULL CHECK (json_valid(body)),
    present  INTEGER NOT NULL CHECK (present IN (0, 1))
) STRICT;

CREATE TABLE decisions (
    id       INTEGER PRIMARY KEY,
    body     TEXT    NOT NULL CHECK (json_valid(body)),
    present  INTEGER NOT NULL CHECK (present IN (0, 1))
) STRICT;

CREATE TABLE settings (
    id       INTEGER PRIMARY KEY,
    name     TEXT    NOT NULL UNIQUE GENERATED ALWAYS AS (body ->> '$.name') STORED,
    body     TEXT    NOT NULL CHECK (json_valid(body)),
    present  INTEGER NOT NULL CHECK (present IN (0, 1))
) STRICT;

-- Packs made, with what they said, so that one can be looked at and written again as it was.
CREATE TABLE packs (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    made       TEXT NOT NULL,
    by         TEXT,
    authority  TEXT NOT NULL,
    audience   TEXT NOT NULL CHECK (audience IN ('public', 'members_only')),
    -- Name of the file it was written to, without folders.
    file       TEXT NOT NULL,
    -- SHA-256 of the bytes that were written.
    sha256     TEXT NOT NULL CHECK (length(sha256) = 64),
    body       TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

PRAGMA user_version = 2;

-- What came in, and what was read in it.
--
-- A source is a file exactly as it was imported; everything else here is read from it and can be read again.
-- JSON bodies are the types of the crate scrutiny-domain as serde writes them.

CREATE TABLE sources (
    -- AUTOINCREMENT: an id is never given twice, so history can point at it for ever.
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    -- The same bytes are kept once.
    sha256      TEXT    NOT NULL UNIQUE CHECK (length(sha256) = 64),
    file        TEXT    NOT NULL,
    format      TEXT    NOT NULL,
    size        INTEGER NOT NULL,
    damaged     INTEGER NOT NULL CHECK (damaged IN (0, 1)),
    warnings    TEXT    NOT NULL CHECK (json_valid(warnings)),
    -- RFC 3339.
    imported    TEXT    NOT NULL,
    -- The older issue of the same document. Both are kept.
    supersedes  INTEGER REFERENCES sources (id) CHECK (supersedes <> id),
    -- A person's marks; their history is in `changes`.
    visibility  TEXT    NOT NULL DEFAULT 'public' CHECK (visibility IN ('public', 'members_only')),
    set_aside   INTEGER NOT NULL DEFAULT 0 CHECK (set_aside IN (0, 1))
) STRICT;

CREATE INDEX sources_supersedes ON sources (supersedes);

-- The original bytes, apart so that a list of sources does not drag them along.
CREATE TABLE originals (
    source  INTEGER PRIMARY KEY REFERENCES sources (id),
    bytes   BLOB NOT NULL
) STRICT;

CREATE TRIGGER originals_are_kept BEFORE DELETE ON originals
BEGIN
    SELECT RAISE(ABORT, 'an original is never deleted');
END;

CREATE TRIGGER originals_are_not_rewritten BEFORE UPDATE ON originals
BEGIN
    SELECT RAISE(ABORT, 'an original is never rewritten');
END;

CREATE TABLE documents (
    source  INTEGER PRIMARY KEY REFERENCES sources (id),
    -- The document without its words.
    body    TEXT NOT NULL CHECK (json_valid(body)),
    -- Words with boxes, 32 bytes each: four u32 (paragraph, start, end, page) and four f32 (left, top, right,
    -- bottom), little endian. As JSON they would be most of the file.
    words   BLOB NOT NULL CHECK (length(words) % 32 = 0)
) STRICT;

-- What a document states about itself, as read; what a person corrected is in `corrections`.
CREATE TABLE facts (
    source  INTEGER PRIMARY KEY REFERENCES sources (id),
    body    TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE TABLE findings (
    source    INTEGER NOT NULL REFERENCES sources (id),
    -- From 0, in the order of the document.
    position  INTEGER NOT NULL CHECK (position >= 0),
    body      TEXT    NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (source, position)
) STRICT, WITHOUT ROWID;

-- By which rules, and when, facts and findings were read: what tells that they can be read again by newer ones.
CREATE TABLE readings (
    source  INTEGER PRIMARY KEY REFERENCES sources (id),
    rules   TEXT NOT NULL,
    made    TEXT NOT NULL
) STRICT;

PRAGMA user_version = 1;

-- What a search needs to answer after every letter.

-- How many passages of each kind have the words, counted without reading the passages.
CREATE INDEX passages_kind ON passages (id, kind, source);

-- The words that occur, as they are written: the other index has word forms folded, and "supervisi" is the beginning of
-- no folded form.
CREATE VIRTUAL TABLE word_index USING fts5 (
    text,
    content = 'passages',
    content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2',
    detail = 'none',
    columnsize = 0
);

CREATE TRIGGER words_added AFTER INSERT ON passages
BEGIN
    INSERT INTO word_index (rowid, text) VALUES (NEW.id, NEW.text);
END;

CREATE TRIGGER words_removed AFTER DELETE ON passages
BEGIN
    INSERT INTO word_index (word_index, rowid, text) VALUES ('delete', OLD.id, OLD.text);
END;

CREATE TRIGGER words_changed AFTER UPDATE ON passages
BEGIN
    INSERT INTO word_index (word_index, rowid, text) VALUES ('delete', OLD.id, OLD.text);
    INSERT INTO word_index (rowid, text) VALUES (NEW.id, NEW.text);
END;

INSERT INTO word_index (word_index) VALUES ('rebuild');

PRAGMA user_version = 6;

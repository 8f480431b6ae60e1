-- Everything that can be searched, one row a passage, and the index over it.
--
-- Passages repeat what other tables hold and can be made again from them.

CREATE TABLE passages (
    id         INTEGER PRIMARY KEY,
    kind       TEXT    NOT NULL CHECK (kind IN ('paragraph', 'finding', 'fact', 'note')),
    -- NULL for a note that is about no source.
    source     INTEGER REFERENCES sources (id),
    -- Paragraph index, position of the finding, ordinal of the fact, id of the annotation.
    item       INTEGER NOT NULL,
    -- 0-based page and what a citation calls the paragraph; NULL where there is none.
    page       INTEGER,
    paragraph  TEXT,
    text       TEXT    NOT NULL
) STRICT;

CREATE UNIQUE INDEX passages_item ON passages (kind, source, item);

-- Word forms are folded (porter), accents too: "caseloads" finds "caseload".
CREATE VIRTUAL TABLE passage_index USING fts5 (
    text,
    content = 'passages',
    content_rowid = 'id',
    tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TRIGGER passages_added AFTER INSERT ON passages
BEGIN
    INSERT INTO passage_index (rowid, text) VALUES (NEW.id, NEW.text);
END;

CREATE TRIGGER passages_removed AFTER DELETE ON passages
BEGIN
    INSERT INTO passage_index (passage_index, rowid, text) VALUES ('delete', OLD.id, OLD.text);
END;

CREATE TRIGGER passages_changed AFTER UPDATE ON passages
BEGIN
    INSERT INTO passage_index (passage_index, rowid, text) VALUES ('delete', OLD.id, OLD.text);
    INSERT INTO passage_index (rowid, text) VALUES (NEW.id, NEW.text);
END;

-- Sources that were imported before there was a search.
INSERT INTO passages (kind, source, item, page, paragraph, text)
SELECT 'paragraph', d.source, p.key, p.value ->> '$.spans[0].page',
    coalesce(p.value ->> '$.number', p.value ->> '$.ordinal'), p.value ->> '$.text'
FROM documents AS d, json_each(d.body, '$.paragraphs') AS p;

INSERT INTO passages (kind, source, item, page, paragraph, text)
SELECT 'finding', source, position, body ->> '$.citation.pages[0]', body ->> '$.citation.paragraph',
    body ->> '$.citation.quote'
FROM findings;

INSERT INTO passages (kind, source, item, text)
SELECT 'note', NULL, id, body ->> '$.text' FROM annotations WHERE present = 1;

PRAGMA user_version = 3;

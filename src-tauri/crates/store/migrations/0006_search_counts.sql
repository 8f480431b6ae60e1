-- How many passages of each kind have the words, counted without reading the passages.

CREATE INDEX passages_kind ON passages (id, kind, source);

PRAGMA user_version = 6;

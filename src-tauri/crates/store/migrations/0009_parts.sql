-- A paper can be part of a file: the letter in an agenda pack. It has no original of its own; that of the file is its.
--
-- Sources can be mails too, and warnings of kinds that an earlier program does not know: the number keeps it from opening
-- a file that has them.

-- Where the part lies: SHA-256 of the file, number, first page. NULL for a file.
ALTER TABLE sources ADD COLUMN part TEXT CHECK (part IS NULL OR json_valid(part));

PRAGMA user_version = 9;

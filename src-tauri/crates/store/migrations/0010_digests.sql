-- A digest of what was read of each source: what tells that it was changed by anything but the program. NULL where an
-- earlier program read it; it is made when the file is brought up to date.
ALTER TABLE readings ADD COLUMN digest TEXT CHECK (digest IS NULL OR length(digest) = 64);

PRAGMA user_version = 10;

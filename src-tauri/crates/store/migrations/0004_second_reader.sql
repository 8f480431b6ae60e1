-- By which weights a source was read a second time; NULL where only the rules have read it. The second reading itself
-- lies in each finding.
ALTER TABLE readings ADD COLUMN reader TEXT;

PRAGMA user_version = 4;

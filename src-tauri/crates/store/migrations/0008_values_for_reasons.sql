-- Facts say where they come from, and findings why, in values where they had sentences; a digest stands for the rules
-- they were read by. The rows are read again when the file is next used. The number keeps a program that does not know
-- these forms from opening a file that has them.

PRAGMA user_version = 8;

-- Annotations can be what was promised and answered at a meeting. The table holds them as it is; the number keeps a
-- program that does not know these kinds from opening a file that has them.

PRAGMA user_version = 5;

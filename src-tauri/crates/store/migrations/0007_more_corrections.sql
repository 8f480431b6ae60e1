-- Grades, names, areas covered and recommendations can be put right. The table holds them as it is; the number keeps a
-- program that does not know these kinds from opening a file that has them.

PRAGMA user_version = 7;

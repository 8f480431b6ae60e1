INSERT INTO erasures (made, by, what, number) VALUES ('2026-12-01T06:00:00Z', 'A councillor', 'note', 7);

UPDATE readings SET reader = '2026-11-22 (0123abcd)' WHERE source = 1;

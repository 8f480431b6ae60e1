UPDATE sources SET part = NULL WHERE id = 2;

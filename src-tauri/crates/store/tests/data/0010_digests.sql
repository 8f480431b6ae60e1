UPDATE readings SET digest = 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc' WHERE source = 2;

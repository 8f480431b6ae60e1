INSERT INTO passages (kind, source, item, page, paragraph, text) VALUES ('fact', 1, 1, 0, NULL, 'A director of children’s services');

INSERT INTO passages (kind, source, item, page, paragraph, text) VALUES ('fact', 1, 0, 0, NULL, 'Northmere');

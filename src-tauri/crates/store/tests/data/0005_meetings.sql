INSERT INTO changes (made, by, noun, noun_id, before, after, action)
VALUES ('2026-01-04T03:04:05Z', NULL, 'annotation', 2, NULL, '{"id": 2, "what": {"is": "commitment", "by": "the director", "meeting": "2026-01-03", "due": "2026-03-01", "outcome": "open"}, "text": "A fifth team by March.", "on": {"is": "nothing"}, "visibility": "public", "written": "2026-01-04T03:04:05Z", "by": null}', 'change');
INSERT INTO annotations (id, body, present)
VALUES (2, '{"id": 2, "what": {"is": "commitment", "by": "the director", "meeting": "2026-01-03", "due": "2026-03-01", "outcome": "open"}, "text": "A fifth team by March.", "on": {"is": "nothing"}, "visibility": "public", "written": "2026-01-04T03:04:05Z", "by": null}', 1);
INSERT INTO passages (kind, source, item, page, paragraph, text) VALUES ('note', NULL, 2, NULL, NULL, 'A fifth team by March.');

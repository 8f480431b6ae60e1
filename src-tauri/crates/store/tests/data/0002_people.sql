INSERT INTO changes (made, by, noun, noun_id, before, after, action)
VALUES ('2026-01-03T03:04:05Z', NULL, 'annotation', 1, NULL, '{"id": 1, "what": {"is": "note"}, "text": "Ask about the caseload.", "on": {"is": "nothing"}, "visibility": "public", "written": "2026-01-03T03:04:05Z", "by": null}', 'change');
INSERT INTO annotations (id, body, present)
VALUES (1, '{"id": 1, "what": {"is": "note"}, "text": "Ask about the caseload.", "on": {"is": "nothing"}, "visibility": "public", "written": "2026-01-03T03:04:05Z", "by": null}', 1);
INSERT INTO corrections (id, body, present) VALUES (1, '{"id": 1, "source": 1, "correction": {"fact": "visit_number", "value": 3}, "by": null}', 1);
INSERT INTO decisions (id, body, present) VALUES (1, '{"is": "example"}', 0);
INSERT INTO settings (id, body, present) VALUES (1, '{"name": "committee", "value": "Children"}', 1);
INSERT INTO packs (made, authority, audience, file, sha256, body)
VALUES ('2026-01-03T03:04:05Z', 'Northmere', 'public', 'pack.pdf', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', '{}');

INSERT INTO changes (made, by, noun, noun_id, before, after, action)
VALUES ('2026-01-05T03:04:05Z', NULL, 'correction', 2, NULL, '{"id": 2, "source": 1, "correction": {"fact": "judgement", "value": {"area": "overall", "grade": "inadequate"}}, "by": null}', 'change');
INSERT INTO corrections (id, body, present) VALUES (2, '{"id": 2, "source": 1, "correction": {"fact": "judgement", "value": {"area": "overall", "grade": "inadequate"}}, "by": null}', 1);

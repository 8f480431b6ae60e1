INSERT INTO sources (sha256, file, format, size, damaged, warnings, imported)
VALUES ('bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'article.txt', 'text', 3, 0, '[]', '2026-12-02T03:04:05Z');
INSERT INTO originals (source, bytes) VALUES (2, x'646566');
INSERT INTO documents (source, body, words) VALUES (2, '{
  "source": {"file": "article.txt", "sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "bytes": 3, "format": "text", "damaged": false, "warnings": []},
  "pages": [{"index": 0, "label": "1", "width": 0.0, "height": 0.0, "damaged": false}],
  "paragraphs": [{"index": 0, "kind": {"is": "body"}, "text": "Visits are late", "number": null, "ordinal": 1, "section": null, "spans": [{"page": 0, "start": 0, "end": 15}]}],
  "words": []
}', x'');
INSERT INTO facts (source, body) VALUES (2, '{"kind": "news_article", "kind_because": {"is": "wordings", "words": ["Visits"]}, "framework": null, "framework_because": null, "title": {"value": "Visits are late", "origin": {"is": "read", "place": {"page": 0, "paragraph": 0, "quote": "Visits are late"}}}, "authority": null, "published": null, "letter_published": null, "dates": null, "sittings": [], "visit_number": null, "visits_claimed": null, "judged": null, "inspectors": [], "director": null, "focus": [], "judgements": [], "recommendations": [], "contradictions": [], "settled": []}');
INSERT INTO readings (source, rules, made) VALUES (2, '9f86d081884c', '2026-12-02T03:04:05Z');

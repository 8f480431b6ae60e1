INSERT INTO sources (sha256, file, format, size, damaged, warnings, imported)
VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'letter.txt', 'text', 3, 0, '[]', '2026-01-02T03:04:05Z');
INSERT INTO originals (source, bytes) VALUES (1, x'616263');
INSERT INTO documents (source, body, words) VALUES (1, '{
  "source": {"file": "letter.txt", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bytes": 3, "format": "text", "damaged": false, "warnings": []},
  "pages": [{"index": 0, "label": "1", "width": 0.0, "height": 0.0, "damaged": false}],
  "paragraphs": [
    {"index": 0, "kind": {"is": "body"}, "text": "Caseloads are high.", "number": null, "ordinal": 1, "section": null, "spans": [{"page": 0, "start": 0, "end": 19}]},
    {"index": 1, "kind": {"is": "body"}, "text": "Plans are late.", "number": null, "ordinal": 2, "section": null, "spans": [{"page": 0, "start": 0, "end": 15}]}
  ],
  "words": []
}', x'');
INSERT INTO facts (source, body) VALUES (1, '{"kind": "other", "kind_because": "nothing else fits", "framework": null, "title": null, "authority": null, "published": null, "dates": null, "visit_number": null, "visits_claimed": null, "judged": null, "inspectors": [], "director": null, "focus": [], "judgements": [], "recommendations": []}');
INSERT INTO findings (source, position, body) VALUES (1, 0, '{
  "index": 0,
  "citation": {"source": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "pages": [0], "page_label": "1", "paragraph_index": 0, "paragraph": "1", "printed": false, "quote": "Caseloads are high.", "prefix": "", "suffix": "", "start": 0, "end": 19},
  "before": null, "leans": false, "section": null, "speaker": {"role": "inspectors", "name": null}, "themes": ["caseloads"],
  "level": "weakness", "direction": "none", "quantifier": null, "figures": [],
  "because": {"themes": [{"theme": "caseloads", "words": ["Caseloads"]}], "level": ["high"], "direction": [], "speaker": null, "note": null}
}');
INSERT INTO readings (source, rules, made) VALUES (1, '1', '2026-01-02T03:04:05Z');

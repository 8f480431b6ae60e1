import { expect, it } from 'vitest';

import { arranged, moved, SECTIONS, toggled } from './sections';

it('lists every section once, those left out where they usually stand', () => {
  const all = arranged(['sources', 'matrix']);
  expect(all.map(({ section }) => section).toSorted()).toEqual(SECTIONS.toSorted());
  expect(all.filter(({ within }) => within).map(({ section }) => section)).toEqual(['sources', 'matrix']);
  expect(arranged([]).map(({ section }) => section)).toEqual(SECTIONS);
  const names = all.map(({ section }) => section);
  expect(names.indexOf('visits')).toBe(names.indexOf('matrix') + 1);
});

it('takes a section out, and puts it back where it usually stands', () => {
  const without = toggled(SECTIONS, 'matrix');
  expect(without).not.toContain('matrix');
  expect(toggled(without, 'matrix')).toEqual(SECTIONS);
});

it('moves a section by one place, and never over the ends', () => {
  expect(moved(['questions', 'visits', 'matrix'], 'matrix', -1)).toEqual(['questions', 'matrix', 'visits']);
  expect(moved(['questions', 'visits'], 'questions', 1)).toEqual(['visits', 'questions']);
  expect(moved(['questions', 'visits'], 'questions', -1)).toEqual(['questions', 'visits']);
  expect(moved(['questions', 'visits'], 'sources', 1)).toEqual(['questions', 'visits']);
});

import { describe, expect, it } from 'vitest';

import { annotation, finding } from '../api/fake';
import { ALL, checkFirst, count, select } from './select';

const late = finding({ labels: ['For May'] });
const good = finding({
  index: 1,
  quote: 'Staff know the children well.',
  level: 'strength',
  direction: 'none',
  themes: [],
  place: { source: 'b2' },
});
const known = { annotations: [annotation()], visitsOf: new Map([['a1', ['visit-2']]]) };

describe('select', () => {
  it('shows all where nothing is wished for', () => {
    expect(select([late, good], ALL)).toEqual([late, good]);
  });

  it('meets every wish', () => {
    expect(select([late, good], { ...ALL, level: 'weakness' })).toEqual([late]);
    expect(select([late, good], { ...ALL, theme: 'caseloads' })).toEqual([late]);
    expect(select([late, good], { ...ALL, words: 'CHILDREN  staff' })).toEqual([good]);
    expect(select([late, good], { ...ALL, level: 'weakness', words: 'children' })).toEqual([]);
    expect(select([late, good], { ...ALL, label: 'For May' }, known)).toEqual([late]);
    expect(select([late, good], { ...ALL, visit: 'visit-2' }, known)).toEqual([late]);
    expect(select([late, good], { ...ALL, annotated: false }, known)).toEqual([good]);
  });
});

it('counts what each value would leave, all other wishes kept', () => {
  expect(count([late, good], { ...ALL, level: 'weakness' }).level).toEqual(
    new Map([
      ['weakness', 1],
      ['strength', 1],
    ]),
  );
  expect(count([late, good], { ...ALL, words: 'staff' }).level).toEqual(new Map([['strength', 1]]));
});

it('puts first what two readers read differently, and last what is checked', () => {
  const differ = finding({
    index: 2,
    check: [{ class: 'level', why: 'the rules read a weakness; the learned reader reads a strength' }],
  });
  const checked = finding({ index: 3, checked: true });
  expect(checkFirst([checked, late, differ, good]).map(({ index }) => index)).toEqual([2, 0, 1, 3]);
});

import { describe, expect, it } from 'vitest';

import { comparison } from '../api/fake';
import { lengthOf, longest, rows, run } from './timeline';

const visit = (id: string, number: number, from: string | null, sources = ['s']) => ({
  ...comparison().visits[1]!,
  id,
  number,
  from,
  to: null,
  published: null,
  sources,
  letter: sources.length > 0,
});

describe('run', () => {
  it('puts visits to scale, and those without a date between their neighbours', () => {
    const { stops, gaps } = run({
      visits: [
        visit('a', 1, '2021-01-01'),
        visit('b', 2, null, []),
        visit('c', 3, '2021-07-02'),
        visit('d', 4, '2022-01-01'),
      ],
    });
    expect(stops.map(({ at }) => Number(at.toFixed(2)))).toEqual([0, 0.25, 0.5, 1]);
    expect(stops[1]).toMatchObject({ here: false, when: { is: 'unknown' } });
    expect(gaps.map(({ from, to, long, unknown }) => [from, to, long, unknown])).toEqual([
      [0, 2, '6 months', 1],
      [2, 3, '6 months', 0],
    ]);
  });

  it('tells the run in words, and the longest gap', () => {
    const made = run({ visits: [visit('a', 1, '2021-01-01'), visit('b', 2, '2021-03-01'), visit('d', 4, '2022-01')] });
    expect(made.told).toBe(
      'Visit 1: 1 January 2021; 2 months later, Visit 2: 1 March 2021; 11 months later, Visit 4: January 2022',
    );
    expect(longest(made)).toBe('The longest gap is 11 months, from visit 2 to visit 4.');
  });

  it('stands where no date is known at all', () => {
    const { stops, gaps } = run({ visits: [visit('a', 1, null, []), visit('b', 2, '--08-16')] });
    expect(stops.every(({ at }) => Number.isFinite(at))).toBe(true);
    expect(gaps).toEqual([]);
  });
});

it('says lengths as exactly as matters', () => {
  expect([5, 21, 92, 800].map(lengthOf)).toEqual(['5 days', '3 weeks', '3 months', '2 years 2 months']);
});

it('never puts a label on another', () => {
  expect(rows([40, 60, 200, 210, 220], 80)).toEqual([0, 1, 0, 1, 2]);
});

import { describe, expect, it } from 'vitest';

import { finding } from '../api/fake';
import { ALL, select } from './select';

describe('select', () => {
  const late = finding();
  const good = finding({ index: 1, quote: 'Staff know the children well.', level: 'strength', direction: 'none', themes: [] });

  it('shows all where nothing is wished for', () => {
    expect(select([late, good], ALL)).toEqual([late, good]);
  });

  it('meets every wish', () => {
    expect(select([late, good], { ...ALL, level: 'weakness' })).toEqual([late]);
    expect(select([late, good], { ...ALL, theme: 'caseloads' })).toEqual([late]);
    expect(select([late, good], { ...ALL, words: 'CHILDREN  staff' })).toEqual([good]);
    expect(select([late, good], { ...ALL, level: 'weakness', words: 'children' })).toEqual([]);
  });
});

import { expect, it } from 'vitest';

import { changes } from './changes';

const parts = (quantifiers: string[], figures: string[]) => ({ quantifiers, figures });

it('marks what one visit says and the other does not', () => {
  expect(changes(parts(['most'], ['22 children']), parts(['some'], ['26']))).toEqual({
    before: ['most', '22 children'],
    now: ['some', '26'],
    told: ['How many: “most” before, “some” now', 'Figures: “22 children” before, “26” now'],
  });
});

it('says nothing where nothing differs, and never which is better', () => {
  expect(changes(parts(['Too many'], ['5']), parts(['too  many'], ['5'])).told).toEqual([]);
  expect(changes(parts([], []), parts(['few'], [])).told).toEqual(['How many: “few” now, no such word before']);
});

import { expect, it } from 'vitest';

import { finding } from './fake';
import { Interner } from './intern';

const sent = () => [
  finding({ labels: ['For May'], figures: [] }),
  finding({ index: 1, labels: ['For May'], figures: ['26 days'] }),
];

it('changes no value', () => {
  expect(new Interner().intern(sent())).toEqual(sent());
});

it('shares equal lists, whichever part they came in', () => {
  const interner = new Interner();
  const [one, two] = interner.intern(sent());
  const [other] = interner.intern(sent());
  expect(two!.labels).toBe(one!.labels);
  expect(other!.labels).toBe(one!.labels);
  expect(two!.figures).not.toBe(one!.figures);
  expect(one!.check, 'an empty list is one of no texts').toBe(one!.figures);
});

it('freezes a list that is shared', () => {
  const [one] = new Interner().intern(sent());
  expect(() => one!.labels.push('Ward 7')).toThrow();
});

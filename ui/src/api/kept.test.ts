import { expect, it } from 'vitest';

import { finding } from './fake';
import { Kept } from './kept';

const sent = () => [finding({ labels: ['For May'], figures: [] }), finding({ index: 1, labels: ['For May'], figures: ['26 days'] })];

it('leaves what was sent as it was', () => {
  expect(new Kept().once(sent())).toEqual(sent());
});

it('has lists that say the same once, whichever part they came in', () => {
  const kept = new Kept();
  const [one, two] = kept.once(sent());
  const [other] = kept.once(sent());
  expect(two!.labels).toBe(one!.labels);
  expect(other!.labels).toBe(one!.labels);
  expect(two!.figures).not.toBe(one!.figures);
  expect(one!.check, 'an empty list is one of no texts').toBe(one!.figures);
});

it('lets nobody change a list that others have too', () => {
  const [one] = new Kept().once(sent());
  expect(() => one!.labels.push('Ward 7')).toThrow();
});

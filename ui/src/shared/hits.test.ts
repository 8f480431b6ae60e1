import { expect, it } from 'vitest';

import type { BridgeHit } from '../api/host';
import { once } from './hits';

const hit = (over: Partial<BridgeHit>): BridgeHit => ({
  kind: 'paragraph',
  source: 'a1',
  item: 0,
  page: 0,
  paragraph: '6',
  text: 'workforce and caseloads.',
  found: [],
  ...over,
});

it('lists words once that are a paragraph, a finding and a fact, as the finding', () => {
  const paragraph = hit({});
  const finding = hit({ kind: 'finding', item: 4 });
  const fact = hit({ kind: 'fact', item: 2, paragraph: null, text: 'workforce and caseloads' });
  const other = hit({ text: 'Caseloads remain too high.' });
  expect(once([paragraph, other, fact, finding])).toEqual([finding, other]);
});

it('keeps the same words of another page or paper, and every note', () => {
  const notes = [
    hit({ kind: 'note', source: null, page: null, item: 1 }),
    hit({ kind: 'note', source: null, page: null, item: 2 }),
  ];
  const all = [hit({}), hit({ page: 1 }), hit({ source: 'b2' }), ...notes];
  expect(once(all)).toEqual(all);
});

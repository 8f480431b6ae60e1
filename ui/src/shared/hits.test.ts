import { expect, it } from 'vitest';

import type { BridgeHit } from '../api/host';
import { once } from './hits';

const hit = (over: Partial<BridgeHit>): BridgeHit => ({
  kind: 'paragraph',
  source: 'a1',
  item: 0,
  page: 0,
  paragraph: '6',
  doubt: null,
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

it('keeps apart what is found on a page in doubt, of which no words are here', () => {
  const doubt = { page: '1', why: 'machine_read' as const };
  const found = [hit({ doubt, text: '', item: 3 }), hit({ doubt, text: '', item: 4 })];
  expect(once(found)).toHaveLength(2);
});

import { describe, expect, it } from 'vitest';

import { comparison, source } from '../api/fake';
import { arrange } from './arrange';

describe('arrange', () => {
  it('puts papers under their visit, the latest first, and names the letter that is not there', () => {
    const letter = source();
    const article = source({ sha256: 'b2', kind: 'news_article', of_inspectors: false });
    const groups = arrange([article, letter], [comparison()]);
    expect(groups.map(({ title, missing, sources }) => [title, missing, sources.map((one) => one.sha256)])).toEqual([
      ['Visit 2 · February 2021', false, ['a1']],
      ['Visit 1', true, []],
      ['Other papers', false, ['b2']],
    ]);
  });

  it('names the letter that is not there where only others tell of the visit', () => {
    const [, reported] = comparison().visits;
    const groups = arrange(
      [source({ kind: 'news_article', of_inspectors: false })],
      [comparison({ visits: [{ ...reported!, letter: false }] })],
    );
    expect(groups.map(({ missing, sources }) => [missing, sources.length])).toEqual([[true, 1]]);
  });

  it('loses no paper, and shows none twice', () => {
    const twice = comparison();
    const groups = arrange([source()], [twice, twice]);
    expect(groups.flatMap((group) => group.sources)).toHaveLength(1);
  });

  it('names the authority where there are several', () => {
    const other = comparison({ authority: 'Southmere', visits: [{ ...comparison().visits[1]!, sources: ['c3'] }] });
    const groups = arrange([source(), source({ sha256: 'c3' })], [comparison(), other]);
    expect(groups.map((group) => group.title)).toContain('Southmere · Visit 2 · February 2021');
  });
});

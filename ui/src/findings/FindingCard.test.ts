import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import { FakeHost, finding, source } from '../api/fake';
import { faults } from '../shared/accessible';
import { Desk } from '../shared/desk.svelte';
import { quotations } from '../shared/quoted';
import FindingCard from './FindingCard.svelte';

const desk = () => new Desk(new FakeHost());

it('shows state, words, citation, speaker and the words that caused each class', async () => {
  const { container } = render(FindingCard, { finding: finding(), source: source(), desk: desk() });
  expect(screen.getByText('weakness')).toBeVisible();
  expect(quotations()).toEqual(['“Too many visits were late.”']);
  expect(screen.getByText('Letter from Ofsted, 24 March 2021, page 2, paragraph 4')).toBeVisible();
  expect(screen.getByText('Inspectors')).toBeVisible();
  expect(screen.getByText(/Why:/).closest('p')).toHaveTextContent(
    'Why: weakness because of “late”; worse because of “crept back up”; caseloads because of “visits”.',
  );
  expect(await faults(container.querySelector('article')!)).toEqual([]);
});

it('quotes a sentence that leans on another together with it', () => {
  render(FindingCard, {
    finding: finding({ before: 'Managers change often.', quote: 'This leaves children waiting.' }),
    source: source(),
    desk: desk(),
  });
  expect(quotations()).toEqual(['“Managers change often. This leaves children waiting.”']);
});

it('names no page of a paper that has none', () => {
  render(FindingCard, {
    finding: finding({ speaker: 'council', speaker_name: 'A spokesperson' }),
    source: source({ kind: 'news_article', of_inspectors: false, paged: false }),
    desk: desk(),
  });
  expect(screen.getByText('News article, 24 March 2021, paragraph 4')).toBeVisible();
  expect(screen.getByText('The council: A spokesperson')).toBeVisible();
});

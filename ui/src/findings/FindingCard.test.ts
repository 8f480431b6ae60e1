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

it('quotes nothing from a page in doubt, and says which page it is and why', async () => {
  const { container } = render(FindingCard, {
    finding: finding({
      quantifier: null,
      place: { quote: '', doubt: { page: '2', why: 'machine_read' } },
    }),
    source: source(),
    desk: desk(),
  });
  expect(quotations()).toEqual([]);
  expect(screen.getByText(/^On page 2, in doubt: a machine read this page in a picture/)).toBeVisible();
  expect(screen.getByRole('button', { name: /page 2, paragraph 4/ })).toBeVisible();
  expect(await faults(container.querySelector('article')!)).toEqual([]);
});

it('says of what a speaker passes on whose account it is, and of which visit', () => {
  render(FindingCard, {
    finding: finding({ speaker: 'council', account: 'the council’s account of what inspectors found', of: 'earlier' }),
    source: source({ kind: 'council_statement', of_inspectors: false }),
    desk: desk(),
  });
  expect(screen.getByText('The council')).toBeVisible();
  expect(screen.getByText('The council’s account of what inspectors found')).toBeVisible();
  expect(screen.getByText('About an earlier visit or inspection')).toBeVisible();
});

it('says where it is not clear who says a sentence', () => {
  render(FindingCard, { finding: finding({ speaker: 'other', nobodys: true }), source: source(), desk: desk() });
  expect(screen.getByText('Not clear who says this')).toBeVisible();
  expect(screen.queryByText('Others')).toBeNull();
});

import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';

import { annotation, FakeHost, finding, place, source, text } from '../api/fake';
import { Problem } from '../api/host';
import { faults } from '../shared/accessible';
import { Desk } from '../shared/desk.svelte';
import { blocks } from './blocks';
import { boxesOf } from './boxes';
import Documents from './Documents.svelte';
import { findIn, segments } from './segments';
import { placeIn } from './selection';

describe('segments', () => {
  it('cuts at marks and at the page break, and loses no letter', () => {
    const paragraph = text().paragraphs[4]!;
    const cut = segments(paragraph, [
      { start: 16, end: 24, is: 'finding', finding: { index: 0, level: 'strength', stands: 'sure' } },
      { start: 20, end: 30, is: 'note' },
    ]);
    expect(cut.map((piece) => piece.text).join('')).toBe(paragraph.text);
    expect(cut.map(({ at, finding, noted, opens }) => [at, finding?.level ?? null, noted, opens])).toEqual([
      [0, null, false, null],
      [16, 'strength', false, null],
      [18, 'strength', false, 2],
      [20, 'strength', true, null],
      [24, null, true, null],
      [30, null, false, null],
    ]);
  });

  it('counts letters, not the halves of an emoji', () => {
    const paragraph = text().paragraphs[4]!;
    expect(segments(paragraph, [{ start: 16, end: 17, is: 'found' }]).map((piece) => piece.text)[1]).toBe('😀');
    expect(findIn([paragraph], 'and MOST')).toEqual([{ index: 0, start: 18, end: 26 }]);
  });

  it('looks for nothing where hardly anything is typed', () => {
    expect(findIn(text().paragraphs, 'a')).toEqual([]);
    expect(findIn(text().paragraphs, 'children')).toHaveLength(3);
  });
});

it('builds lists and tables, with every paragraph once', () => {
  const made = blocks(text().paragraphs);
  expect(made.map((block) => block.is)).toEqual(['one', 'one', 'one', 'one', 'one', 'list', 'table']);
  const indices = made.flatMap((block) =>
    block.is === 'one'
      ? [block.one.index]
      : block.is === 'list'
        ? block.items.map((one) => one.index)
        : block.rows.flatMap((row) => row.cells.map((one) => one.index)),
  );
  expect(indices).toEqual(text().paragraphs.map((_, index) => index));
});

it('joins the boxes of words on one line', () => {
  const word = (start: number, left: number, top: number) => ({
    index: 3,
    start,
    end: start + 4,
    left,
    top,
    right: left + 90,
    bottom: top + 100,
  });
  expect(
    boxesOf([word(0, 0, 0), word(5, 100, 4), word(10, 0, 150), word(40, 0, 300)], { index: 3, start: 0, end: 14 }),
  ).toEqual([
    { left: 0, top: 0, right: 190, bottom: 104 },
    { left: 0, top: 150, right: 90, bottom: 250 },
  ]);
});

it('cites words over a page break by the page they begin on', () => {
  expect(placeIn(text(), 4, 10, 30)).toMatchObject({ page: '2', paragraph: '5', start: 10, end: 30 });
  expect(placeIn(text(), 4, 17, 26)).toMatchObject({ page: '3', start: 18, end: 26, quote: 'and most' });
  expect(placeIn(text(), 4, 17, 18)).toBeNull();
});

async function shown(host = new FakeHost()) {
  const desk = new Desk(host);
  await desk.start();
  render(Documents, { desk });
  await screen.findByRole('region', { name: 'Text of the paper' });
  return { host, desk };
}

function select(from: string, to: string): void {
  const walk = document.createTreeWalker(
    screen.getByRole('region', { name: 'Text of the paper' }),
    NodeFilter.SHOW_TEXT,
  );
  const range = document.createRange();
  for (let node = walk.nextNode() as Text | null; node; node = walk.nextNode() as Text | null) {
    if (node.data.includes(from)) range.setStart(node, node.data.indexOf(from));
    if (node.data.includes(to)) range.setEnd(node, node.data.indexOf(to) + to.length);
  }
  const selection = document.getSelection()!;
  selection.removeAllRanges();
  selection.addRange(range);
  document.dispatchEvent(new Event('selectionchange'));
}

it('leaves who reads where they are when a decision makes the list of papers anew', async () => {
  const { host, desk } = await shown();
  await userEvent.click(screen.getByRole('button', { name: 'Page' }));
  await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
  expect(screen.getByText('2 of 4')).toBeVisible();
  host.held = structuredClone(host.held);
  await desk.case.decide(
    { is: 'right', finding: { source: 'a1', quote: 'Too many visits were late.' } },
    null,
    'Checked.',
  );
  expect(screen.getByText('2 of 4')).toBeVisible();
});

it('reads as a document: headings, paragraphs, list, table, pages', async () => {
  await shown();
  const region = screen.getByRole('region', { name: 'Text of the paper' });
  expect(
    within(region).getByRole('heading', { name: 'Monitoring visit to Northmere children’s services' }),
  ).toBeVisible();
  expect(within(region).getAllByRole('listitem')).toHaveLength(2);
  expect(within(region).getByRole('columnheader', { name: 'Grade' })).toBeVisible();
  expect(within(region).getByText('Page 2')).toBeVisible();
  expect(within(region).getByText('page 3')).toBeVisible();
  expect(within(region).getByText('Too many visits were late.')).toHaveClass('weakness');
  expect(await faults()).toEqual([]);
});

it('notes words selected across a page break', async () => {
  const { desk } = await shown();
  select('clear', 'most children');
  const bar = await screen.findByRole('group', { name: 'Write about the words selected' });
  expect(bar).toHaveTextContent('“clear 😀 and most children”');
  expect(await faults()).toEqual([]);
  await userEvent.keyboard('q');
  expect(desk.editor.draft?.written).toMatchObject({
    what: { is: 'question' },
    on: {
      is: 'words',
      place: { source: 'a1', index: 4, start: 10, end: 35, quote: 'clear 😀 and most children', page: '2' },
    },
  });
});

it('notes words that run over several paragraphs, each with its own place', async () => {
  const { desk } = await shown();
  select('Workers', 'Plans');
  expect(await screen.findByText('Over 2 paragraphs.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: /Note N/ }));
  expect(desk.editor.draft?.written.on).toMatchObject({
    is: 'words',
    place: { quote: 'Workers know the children well.', page: '2' },
    more: [{ quote: 'Plans', index: 4, start: 0, end: 5 }],
  });
});

it('finds words, goes to them, and they can be noted without a mouse', async () => {
  const { desk } = await shown();
  await userEvent.keyboard('{Control>}f{/Control}');
  await userEvent.keyboard('children{Enter}');
  expect(await screen.findByText('1 of 3')).toBeVisible();
  await userEvent.keyboard('{Enter}');
  expect(await screen.findByText('2 of 3')).toBeVisible();
  await expect.poll(() => document.querySelector('[data-target]')?.textContent).toBe('children');
  (document.activeElement as HTMLElement).blur();
  await userEvent.keyboard('n');
  expect(desk.editor.draft?.written.on).toMatchObject({ is: 'words', place: { quote: 'children', index: 3 } });
});

it('lands on a citation, and chooses its finding', async () => {
  const { desk } = await shown();
  desk.reader.land(place());
  await expect.poll(() => document.querySelector('[data-target]')?.textContent).toBe('Too many visits were late.');
  await expect
    .poll(() => document.querySelector('li[aria-current="true"][data-key]')?.getAttribute('data-key'))
    .toBe('a1-0');
});

it('draws the page with its findings over it, and leads from one page to the next', async () => {
  const host = new FakeHost();
  host.words = [{ index: 3, start: 0, end: 3, left: 5950, top: 8420, right: 11900, bottom: 9420 }];
  const { desk } = await shown(host);
  await userEvent.click(screen.getByRole('button', { name: 'Page' }));
  expect(await screen.findByRole('img', { name: /Page 1/ })).toHaveAttribute(
    'src',
    expect.stringMatching(/^\/page\/a1-0-/),
  );
  await expect.poll(() => document.querySelector('[data-finding="0"]')).not.toBeNull();
  const mark = document.querySelector<HTMLElement>('[data-finding="0"]')!;
  expect(mark).toHaveClass('weakness');
  expect(mark).not.toHaveClass('open');
  expect(mark.style.left).toBe('9.832%');
  expect(await faults()).toEqual([]);
  await userEvent.click(mark);
  expect(desk.reader.landing).toMatchObject({ source: 'a1', index: 3 });
  await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
  expect(await screen.findByRole('img')).toHaveAttribute('src', expect.stringMatching(/^\/page\/a1-2-/));
});

it('underlines what was noted', async () => {
  const host = new FakeHost();
  host.held.annotations = [
    annotation({ on: { is: 'words', place: place({ start: 0, end: 8, quote: 'Too many' }), more: [] } }),
  ];
  await shown(host);
  expect(screen.getByText('Too many', { selector: '.noted' })).toBeVisible();
});

const stated = (value: string, index: number) => ({
  value,
  quote: value,
  page: '1',
  index,
  doubt: null,
  inferred: null,
});

it('leaves out what is no area covered, and takes words of the text as one', async () => {
  const host = new FakeHost();
  host.held.sources = [source({ focus: [stated('the front door', 2), stated('London', 4)] })];
  await shown(host);
  await userEvent.click(screen.getByRole('button', { name: 'Facts' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Leave out “London”' }));
  await expect
    .poll(() => host.corrections)
    .toEqual([{ fact: 'focus', words: [{ index: 2, quote: 'the front door', at: null }] }]);
  expect(await faults()).toEqual([]);
  expect(screen.queryByText('What needs to improve')).toBeNull();

  host.held.sources = [source({ focus: [stated('the front door', 2), stated('London', 4)] })];
  await userEvent.click(screen.getByRole('button', { name: 'Text' }));
  await userEvent.type(screen.getByLabelText('Find in this paper'), 'visits were{Enter}');
  await userEvent.click(await screen.findByRole('button', { name: 'It is an area covered' }));
  await expect
    .poll(() => host.corrections.at(-1))
    .toEqual({
      fact: 'focus',
      words: [
        { index: 2, quote: 'the front door', at: null },
        { index: 3, quote: 'visits were', at: null },
        { index: 4, quote: 'London', at: null },
      ],
    });
  expect(await screen.findByRole('heading', { name: 'Areas covered by the visit' })).toBeVisible();
});

it('puts grades and names right', async () => {
  const host = new FakeHost();
  host.held.sources = [
    source({
      kind: 'inspection_report',
      judgements: [
        {
          area: 'overall',
          grade: 'good',
          stated: { ...stated('Overall effectiveness', 1), quote: 'Overall effectiveness: inadequate' },
        },
      ],
      recommendations: [stated('The quality of plans.', 5)],
    }),
  ];
  await shown(host);
  await userEvent.click(screen.getByRole('button', { name: 'Facts' }));
  expect(screen.getByText('Overall effectiveness: inadequate')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Correct overall effectiveness' }));
  expect(screen.getByLabelText('Grade')).toHaveValue('good');
  await userEvent.selectOptions(screen.getByLabelText('Grade'), 'inadequate');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await expect.poll(() => host.corrections.at(-1)).toEqual({ fact: 'judgement', area: 'overall', grade: 'inadequate' });
  await userEvent.click(screen.getByRole('button', { name: 'Add another area' }));
  await userEvent.selectOptions(screen.getByLabelText('Area'), 'care_leavers');
  await userEvent.selectOptions(screen.getByLabelText('Grade'), 'good');
  expect(await faults()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await expect.poll(() => host.corrections.at(-1)).toEqual({ fact: 'judgement', area: 'care_leavers', grade: 'good' });
  await userEvent.click(screen.getByRole('button', { name: 'Correct inspector' }));
  await userEvent.clear(screen.getByLabelText(/^Names/));
  await userEvent.type(screen.getByLabelText(/^Names/), 'Jo Example, Sam Sample');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await expect
    .poll(() => host.corrections.at(-1))
    .toEqual({ fact: 'inspectors', names: ['Jo Example', ' Sam Sample'] });
  expect(screen.getByText('The quality of plans.')).toBeVisible();
});

it('puts a fact right beside the words it was read from', async () => {
  const host = new FakeHost();
  host.held.findings = [finding()];
  host.held.sources = [source()];
  await shown(host);
  await userEvent.click(screen.getByRole('button', { name: 'Facts' }));
  expect(screen.getByText('the second monitoring visit')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Correct published' }));
  const form = await screen.findByRole('form', { name: 'Put right: published' });
  expect(within(form).getByLabelText('Day')).toHaveValue('24 March 2021');
  await userEvent.clear(within(form).getByLabelText('Day'));
  await userEvent.type(within(form).getByLabelText('Day'), 'soon');
  host.fails = new Problem('‘soon’ is not a date. Nothing was changed.');
  await userEvent.click(within(form).getByRole('button', { name: 'Save' }));
  // Why stands beside the field, and the field has the focus.
  expect(await within(form).findByRole('alert')).toHaveTextContent('‘soon’ is not a date.');
  expect(within(form).getByLabelText('Day')).toHaveFocus();
  host.fails = null;
  host.corrections = [];
  await userEvent.clear(within(form).getByLabelText('Day'));
  await userEvent.type(within(form).getByLabelText('Day'), '25/3/2021');
  expect(await faults()).toEqual([]);
  await userEvent.click(within(form).getByRole('button', { name: 'Save' }));
  await expect.poll(() => host.corrections).toEqual([{ fact: 'published', day: '25/3/2021' }]);
  await userEvent.click(screen.getByRole('button', { name: 'Correct visit number' }));
  await userEvent.clear(await screen.findByLabelText('Number'));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await expect.poll(() => host.corrections.at(-1)).toEqual({ fact: 'visit_number', number: null });
});

it('puts right what an article says of the letter and its own title', async () => {
  const host = new FakeHost();
  host.held.sources = [
    source({
      kind: 'news_article',
      of_inspectors: false,
      title: stated('Progress too slow', 0),
      letter_published: { ...stated('--08-02', 1), quote: 'Thursday (August 2)' },
      visits_claimed: { ...stated('8', 1), quote: 'the third of eight' },
    }),
  ];
  await shown(host);
  await userEvent.click(screen.getByRole('button', { name: 'Facts' }));
  expect(screen.getByText('published on 2 August')).toBeVisible();
  expect(screen.getByText('8, it says')).toBeVisible();
  expect(screen.queryByText('Framework')).toBeNull();
  const put = async (fact: string, label: string, value: string) => {
    await userEvent.click(screen.getByRole('button', { name: `Correct ${fact}` }));
    await userEvent.clear(await screen.findByLabelText(label));
    if (value) await userEvent.type(screen.getByLabelText(label), value);
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await expect.poll(() => screen.queryByRole('form', { name: /^Put right/ })).toBeNull();
  };
  await put('letter it reports on', 'Day', '2018-08-02');
  await put('visits there will be', 'Number', '');
  await put('title', 'Title', 'Pace of change too slow');
  expect(host.corrections).toEqual([
    { fact: 'letter_published', day: '2018-08-02' },
    { fact: 'visits_claimed', number: null },
    { fact: 'title', title: 'Pace of change too slow' },
  ]);
});

it('shows an earlier judgement with its month, and corrects it', async () => {
  const host = new FakeHost();
  host.held.sources = [
    source({ judged: { grade: 'requires_improvement', month: '2020-06', stated: stated('requires improvement', 1) } }),
  ];
  await shown(host);
  await userEvent.click(screen.getByRole('button', { name: 'Facts' }));
  expect(screen.getByText('requires improvement, June 2020')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Correct judged before' }));
  expect(await screen.findByLabelText('Grade')).toHaveValue('requires_improvement');
  await userEvent.clear(screen.getByLabelText('Month'));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await expect.poll(() => host.corrections).toEqual([{ fact: 'judged', grade: 'requires_improvement', month: null }]);
});

it('shows what a paper says besides, until a person decides and after', async () => {
  const host = new FakeHost();
  const second = {
    fact: { name: 'visit_number' as const },
    stated: { ...stated('3', 3), quote: 'the third monitoring visit', page: '2' },
    settled: false,
  };
  host.held.sources = [
    source({ otherwise: [second, { fact: { name: 'judged' }, stated: stated('inadequate', 1), settled: true }] }),
  ];
  const { desk } = await shown(host);
  await userEvent.click(screen.getByRole('button', { name: 'Facts' }));
  const said = screen.getByText('the third monitoring visit').closest('.place')!;
  expect(said).toHaveTextContent(
    'It also says 3, Page 2: the third monitoring visit. Correct it to decide between the two.',
  );
  expect(screen.getByText('inadequate', { selector: 'q' }).closest('.place')).toHaveTextContent(
    'A person has decided between the two.',
  );
  await userEvent.click(screen.getByRole('button', { name: 'Correct framework' }));
  await userEvent.selectOptions(await screen.findByLabelText('Framework'), 'sif');
  expect(await faults()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await expect.poll(() => host.corrections).toEqual([{ fact: 'framework', framework: 'sif' }]);
  await userEvent.click(within(said as HTMLElement).getByRole('button', { name: 'Page 2' }));
  expect(desk.reader.landing).toMatchObject({ source: 'a1', index: 3 });
});

it('shows a level that is open without its colour, and where two checks are opposed none', async () => {
  const host = new FakeHost();
  host.held.findings = [
    finding({ stands: 'open' }),
    finding({
      index: 1,
      level: 'strength',
      stands: 'opposed',
      quote: 'Workers know the children well.',
      place: { start: 27, end: 58 },
    }),
  ];
  await shown(host);
  const words = await screen.findByRole('region', { name: 'Text of the paper' });
  const open = await within(words).findByText('Too many visits were late.');
  expect(open).toHaveClass('weakness', 'open');
  expect(within(words).getByText('Workers know the children well.')).toHaveClass('opposed');
  expect(words).toHaveTextContent('Finding, to check: read as weakness.');
  const list = screen.getByRole('region', { name: 'Findings of this paper' });
  expect(within(list).getByText(/read as weakness, worse · to check/)).toBeVisible();
  expect(within(list).getByText(/^Two checks disagree/)).toBeVisible();
  // A click on the words selects the card.
  await userEvent.click(within(words).getByText('Workers know the children well.'));
  await expect.poll(() => list.querySelector('[aria-current]')).toHaveTextContent('Workers know the children well.');
});

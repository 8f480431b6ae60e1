import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { FakeHost } from '../api/fake';
import { type BridgeBackup, Problem } from '../api/host';
import { faults } from '../shared/accessible';
import { Desk } from '../shared/desk.svelte';
import Backups from './Backups.svelte';
import EraseForGood from './EraseForGood.svelte';
import { goes, stays } from './words';

const backup: BridgeBackup = {
  path: '/cases/w.backups/w 2026-11-30 081500Z regular.scrutiny',
  made: '2026-11-30T08:15:00Z',
  occasion: 'regular',
  holds: { papers: 3, written: 1, decided: 0, packs: 2 },
};

async function opened(host: FakeHost): Promise<Desk> {
  const desk = new Desk(host);
  await desk.start();
  return desk;
}

it('lists backups with what they hold, and brings one back only after showing what would change', async () => {
  const host = new FakeHost();
  host.kept = [backup, { ...backup, path: '/cases/broken.scrutiny', holds: null }];
  host.differs = {
    back: { papers: ['visit-1.pdf'], written: [], decided: 0, packs: [] },
    goes: { papers: [], written: ['Ask about visits.'], decided: 2, packs: [] },
    readable: true,
  };
  const desk = await opened(host);
  await desk.keeping.show();
  const { container } = render(Backups, { desk });
  expect(screen.getByText(/3 papers, 1 note or question, 0 decisions, 2 packs/)).toBeInTheDocument();
  expect(screen.getByText('cannot be read')).toBeInTheDocument();
  // One that cannot be read is not offered.
  await userEvent.click(screen.getByRole('button', { name: /Compare/ }));
  expect(screen.getByText('the paper visit-1.pdf')).toBeInTheDocument();
  expect(screen.getByText('“Ask about visits.”')).toBeInTheDocument();
  expect(screen.getByText('2 corrections and decisions')).toBeInTheDocument();
  expect(host.asked).not.toContain(`restore ${backup.path}`);
  expect(await faults(container)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Bring it back' }));
  expect(host.asked).toContain(`restore ${backup.path}`);
  expect(desk.keeping.open).toBe(false);
  await waitFor(() => expect(desk.status.said).toMatch(/as it was before is among the backups/));
});

it('erases only after it was asked twice', async () => {
  const host = new FakeHost();
  host.would = { ...host.would, papers: ['annex.pdf'], notes: ['What of the annex?'], backups: 2, repeated_in: [7] };
  const desk = await opened(host);
  await desk.keeping.ask({ is: 'paper', sha256: 'a1' }, 'the paper annex.pdf');
  const erasing = desk.keeping.erasing!;
  const { container } = render(EraseForGood, { desk, erasing });
  expect(screen.getByText('“What of the annex?”')).toBeInTheDocument();
  expect(screen.getByText('A note repeats words of it and stays: number 7.')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Go on…' }));
  const last = screen.getByRole('button', { name: 'Erase for good' });
  expect(last).toBeDisabled();
  await userEvent.type(screen.getByRole('textbox'), 'eras{Enter}');
  const erased = () => host.asked.filter((call) => call.startsWith('erase '));
  expect(erased()).toEqual([]);
  expect(await faults(container)).toEqual([]);
  await userEvent.type(screen.getByRole('textbox'), 'e{Enter}');
  expect(erased()).toHaveLength(1);
  expect(desk.keeping.erasing).toBeNull();
});

it('keeps the dialog and says why where the host refuses', async () => {
  const host = new FakeHost();
  const desk = await opened(host);
  await desk.keeping.ask({ is: 'note', id: 4 }, 'note 4');
  host.fails = new Problem('Another program is at work on the case. Nothing was changed.');
  await desk.keeping.erase();
  expect(desk.keeping.erasing).not.toBeNull();
  expect(desk.status.problem?.message).toMatch(/Nothing was changed/);
});

it('says what goes and what stays in counts that read as words', () => {
  const would = { ...new FakeHost().would, decided: 1, backups: 1, unreached: ['old.scrutiny'], came_with: ['b.pdf'] };
  expect(goes(would)).toEqual(['1 correction or decision about it', 'its copies in 1 backup, made anew without it']);
  expect(stays(would).slice(0, 2)).toEqual([
    'What came with it stays: b.pdf.',
    'These backups are of a newer program and stay: old.scrutiny.',
  ]);
});

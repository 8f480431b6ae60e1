import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { FakeHost } from '../api/fake';
import App from '../App.svelte';
import { faults } from './accessible';
import { commands, findCommands } from './commands';
import { Desk } from './desk.svelte';

async function started() {
  const host = new FakeHost();
  const desk = new Desk(host);
  render(App, { desk });
  await screen.findByRole('heading', { level: 1, name: 'Northmere' });
  return { host, desk };
}

it('finds a command by its words and does it', async () => {
  const { desk } = await started();
  await userEvent.keyboard('{Control>}{Shift>}p{/Shift}{/Control}');
  const field = await screen.findByRole('combobox', { name: 'Find a command' });
  expect(field).toHaveFocus();
  await userEvent.type(field, 'moved inspection');
  expect(await faults()).toEqual([]);
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => desk.navigation.screen).toBe('comparison');
  expect(desk.matrix.view).toBe('first');
  expect(desk.help).toBeNull();
});

it('shows the keys for ?, not while somebody types, and closes with Escape', async () => {
  const { desk } = await started();
  await userEvent.keyboard('?');
  const dialog = await screen.findByRole('dialog', { name: 'Keys' });
  expect(within(dialog).getByText('Find any command by its name')).toBeVisible();
  expect(await faults()).toEqual([]);
  desk.help = null;
  desk.navigation.screen = 'findings';
  await userEvent.type(await screen.findByLabelText('Words'), '?');
  expect(desk.help).toBeNull();
});

it('names no two commands alike, and no keys twice', async () => {
  const { desk } = await started();
  const all = commands(desk);
  const keys = all.map((one) => one.keys).filter((one) => one !== '');
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(new Set(keys).size).toBe(keys.length);
  expect(findCommands(all, 'go to b')[0]?.name).toBe('Go to Briefing');
});

it('keeps the focus where a thing with it is deleted', async () => {
  const { host, desk } = await started();
  host.last = 'write note';
  desk.navigation.screen = 'annotations';
  desk.editor.write('note', { is: 'nothing' });
  await userEvent.type(await screen.findByRole('textbox', { name: /Note|Words|note/ }), 'To be deleted.');
  await userEvent.click(screen.getByRole('button', { name: 'Done' }));
  await userEvent.click(await screen.findByRole('button', { name: /^Delete/ }));
  await expect.poll(() => screen.queryByText(/To be deleted/)).toBeNull();
  await expect.poll(() => document.activeElement).not.toBe(document.body);
});

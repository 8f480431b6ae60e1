// Shows the interface in one state: `?state=NAME`. For tests in a browser, and for looking.
import '@fontsource/atkinson-hyperlegible-next/400.css';
import '@fontsource/atkinson-hyperlegible-next/600.css';
import '@fontsource/atkinson-hyperlegible-next/700.css';
import '@fontsource/source-serif-4/400.css';
import '@fontsource/source-serif-4/600.css';
import '../src/app.css';

import { mount, tick } from 'svelte';

import App from '../src/App.svelte';
import { Desk } from '../src/shared/desk.svelte';
import { STATES } from './states';

declare global {
  interface Window {
    /** Every name there is. */
    states: string[];
  }
}

window.states = Object.keys(STATES);

/** Resolves when the page has rendered the change and loaded its fonts. */
async function drawn(): Promise<void> {
  await tick();
  await document.fonts.ready;
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
}

const wanted = STATES[new URLSearchParams(location.search).get('state') ?? ''];
const target = document.getElementById('app');
if (wanted && target) {
  const desk = new Desk(wanted.host());
  mount(App, { target, props: { desk } });
  while (!desk.started) await drawn();
  for (const step of wanted.steps) {
    await step(desk);
    await drawn();
  }
  document.body.dataset.ready = '';
}

// Starts the interface on the real host, with full font files: names need letters outside Latin-1 (Welsh, Polish).
import '@fontsource/atkinson-hyperlegible-next/400.css';
import '@fontsource/atkinson-hyperlegible-next/600.css';
import '@fontsource/atkinson-hyperlegible-next/700.css';
import '@fontsource/source-serif-4/400.css';
import '@fontsource/source-serif-4/600.css';
import './app.css';

import { mount } from 'svelte';

import { tauriHost } from './api/tauri';
import App from './App.svelte';
import { Desk } from './shared/desk.svelte';

const target = document.getElementById('app');
if (target) mount(App, { target, props: { desk: new Desk(tauriHost) } });

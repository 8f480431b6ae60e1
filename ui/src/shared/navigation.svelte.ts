// Which screen is open.

import type { Screen } from '../screens';

export class Navigation {
  screen = $state<Screen>('home');
}

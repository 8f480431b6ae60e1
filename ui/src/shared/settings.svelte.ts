// The settings of the program, and whether their dialog is open.

import type { Host, Settings } from '../api/host';
import type { Status } from './status.svelte';

/** Per cent of the usual size. */
export const TEXT_SIZES = [100, 110, 125, 150, 175, 200];

export class SettingsState {
  current = $state.raw<Settings>({ recent: [], text_percent: 100, tour_taken: false });
  /** True while the dialog is open. */
  open = $state(false);

  constructor(
    private readonly host: Host,
    private readonly status: Status,
  ) {}

  /** The host keeps them: the cases opened last are among them. */
  async reload(): Promise<void> {
    this.current = await this.host.settings();
  }

  /** Sets all text one step larger or smaller, or to a size. */
  async setText(size: number | 'larger' | 'smaller'): Promise<void> {
    const now = TEXT_SIZES.indexOf(this.current.text_percent);
    const wanted = typeof size === 'number' ? size : TEXT_SIZES[Math.max(0, now + (size === 'larger' ? 1 : -1))];
    if (wanted === undefined || wanted === this.current.text_percent) return;
    await this.status.attempt(async () => {
      this.current = await this.host.setTextSize(wanted);
      this.status.say(`Text size ${this.current.text_percent}%.`);
    });
  }

  /** Records that the tour was taken or declined. */
  async tourTaken(): Promise<void> {
    this.current = await this.host.tourTaken();
  }
}

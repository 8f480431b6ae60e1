// The search over the case, and whether its dialog is open.

import { tick } from 'svelte';

import type { BridgeHit, BridgeHits, Host, HitKind } from '../api/host';
import type { ReaderState } from '../documents/reader.svelte';
import type { OpenCase } from './case.svelte';
import type { Navigation } from './navigation.svelte';
import type { Status } from './status.svelte';

export class SearchState {
  open = $state(false);

  constructor(
    private readonly host: Host,
    private readonly openCase: OpenCase,
    private readonly reader: ReaderState,
    private readonly navigation: Navigation,
    private readonly status: Status,
  ) {}

  /** Null where the host refused. */
  find(words: string, kind: HitKind | null): Promise<BridgeHits | null> {
    return this.status.ask(() => this.host.search(words, kind));
  }

  /** Goes to the words or the note of a hit. */
  async goTo(hit: BridgeHit): Promise<void> {
    if (hit.kind === 'note') {
      this.navigation.screen = 'annotations';
      await tick();
      const note = document.querySelector<HTMLElement>(`[data-note="${hit.item}"]`);
      note?.scrollIntoView?.({ block: 'center' });
      note?.focus({ preventScroll: true });
      return;
    }
    if (hit.source === null || !this.openCase.bySha.has(hit.source)) return;
    if (hit.kind === 'finding') {
      const finding = this.openCase.findingsOf.get(hit.source)?.find(({ index }) => index === hit.item);
      if (finding) return this.reader.land(finding.place);
    }
    if (hit.kind === 'fact') return this.reader.showFacts(hit.source);
    // The first match within the whole paragraph, of which the hit shows an excerpt.
    const text = await this.openCase.text(hit.source);
    const whole = Array.from(text?.paragraphs[hit.item]?.text ?? '');
    const range = hit.found[0];
    const excerpt = hit.text.replace(/^…|…$/g, '');
    const cut = Array.from(whole.join('').split(excerpt)[0] ?? '').length;
    const lead = hit.text.startsWith('…') ? 1 : 0;
    const start = range && cut < whole.length ? cut + range.start - lead : 0;
    const end = range && cut < whole.length ? cut + range.end - lead : whole.length;
    this.reader.land({ source: hit.source, index: hit.item, start, end });
  }
}

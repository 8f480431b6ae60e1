// The pack on the desk: what is chosen for it, its pages as they would be, the packs made before.
//
// A person goes on choosing while pages are made: the newest wishes win, and an answer to older ones is dropped.

import type { BridgeText, PackCaution, PackChoices, PackFile, PackForm, PackMade, PackPreview } from '../api/host';
import type { Desk } from '../shared/desk.svelte';
import { counted } from '../shared/words';

/** How long nothing is chosen or typed before pages are made, in milliseconds. */
export const PAUSE = 250;

/** Pages to look at. */
export interface Shown extends PackPreview {
  /** The pack made before that they are of; null for the pack as it would be now. */
  of: PackMade | null;
}

export class PackDesk {
  authority = $state<string | null>(null);
  choices = $state.raw<PackChoices | null>(null);
  shown = $state.raw<Shown | null>(null);
  text = $state.raw<BridgeText | null>(null);
  /** True while the pages shown are not yet those chosen. */
  behind = $state(false);
  making = $state(false);
  /** The file written last. */
  file = $state.raw<PackFile | null>(null);
  before = $state.raw<PackMade[]>([]);

  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts what was asked for: an answer to an older question is no answer. */
  #asked = 0;
  /** What the case keeps, to tell whether there is anything to keep. */
  #kept = '';

  constructor(readonly desk: Desk) {}

  /** Takes up the pack of an authority: what was chosen for it last, its pages, the packs before. */
  async open(authority: string): Promise<void> {
    if (this.authority !== authority) {
      this.shown = null;
      this.text = null;
      this.file = null;
      this.choices = null;
    }
    this.authority = authority;
    await this.desk.attempt(async () => {
      const [choices, before] = await Promise.all([this.desk.host.packChoices(authority), this.desk.host.packs()]);
      if (this.authority !== authority) return;
      [this.choices, this.before] = [choices, before];
      this.#kept = JSON.stringify(choices);
      await this.#draw();
    });
  }

  /** Changes some of what is chosen; the pages follow. */
  choose(part: Partial<PackChoices>): void {
    if (!this.choices) return;
    this.choices = { ...this.choices, ...part };
    this.behind = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.settle(), PAUSE);
  }

  /** Keeps what is chosen and makes the pages of it, without waiting for a pause. */
  async settle(): Promise<void> {
    clearTimeout(this.#timer);
    await this.desk.attempt(async () => {
      await this.#keep();
      await this.#draw();
    });
  }

  /** Keeps what was chosen at last when the screen is left. */
  async leave(): Promise<void> {
    clearTimeout(this.#timer);
    await this.desk.attempt(() => this.#keep());
  }

  /** Shows the pages of a pack made before; null goes back to the pack as it would be now. */
  async look(made: PackMade | null): Promise<void> {
    await this.desk.attempt(() => this.#draw(made));
  }

  /** What the pages shown say. */
  async readText(): Promise<void> {
    const shown = this.shown;
    if (!shown || this.text?.source === shown.sha256) return;
    await this.desk.attempt(async () => {
      const text = await this.desk.host.previewText(shown.sha256);
      if (text && this.shown?.sha256 === shown.sha256) this.text = text;
    });
  }

  /** Writes the pack: beside the case as PDF, or where a form is named, where the person says. */
  async make(form: PackForm | null = null): Promise<void> {
    const { authority, choices } = this;
    if (this.making || authority === null || !choices) return;
    await this.#write(async () => {
      const path = form === null ? null : await this.desk.host.choosePackPath(`${authority} briefing`, form);
      if (form !== null && path === null) return null;
      await this.#keep();
      return this.desk.host.makePack(authority, choices, path);
    });
  }

  /** Writes a pack made before once more. */
  async again(made: PackMade, form: PackForm): Promise<void> {
    if (this.making) return;
    await this.#write(async () => {
      const path = await this.desk.host.choosePackPath(made.file.replace(/\.[a-z]+$/i, ''), form);
      return path === null ? null : this.desk.host.writePackAgain(made.id, this.choices?.paper ?? 'a4', path);
    });
  }

  /** Opens the file written last in the system's viewer. */
  async showFile(): Promise<void> {
    const file = this.file;
    if (file) await this.desk.attempt(() => this.desk.host.showPack(file.path));
  }

  /** Words to look at again in the pages shown. */
  get cautions(): PackCaution[] {
    return this.shown?.cautions ?? [];
  }

  async #write(write: () => Promise<PackFile | null>): Promise<void> {
    this.making = true;
    await this.desk.attempt(async () => {
      const file = await write();
      if (!file) return;
      this.file = file;
      this.desk.said = file.pages === null ? 'The pack is made.' : `The pack is made: ${counted(file.pages, 'page')}.`;
      this.before = await this.desk.host.packs();
    });
    this.making = false;
  }

  async #keep(): Promise<void> {
    const { authority, choices } = this;
    const now = JSON.stringify(choices);
    if (authority === null || !choices || now === this.#kept) return;
    await this.desk.host.choosePack(authority, choices);
    this.#kept = now;
  }

  async #draw(made: PackMade | null = null): Promise<void> {
    const { authority, choices } = this;
    if (authority === null || !choices) return;
    const asked = ++this.#asked;
    this.behind = true;
    try {
      const { host } = this.desk;
      const preview = await (made ? host.previewMade(made.id, choices.paper) : host.previewPack(authority, choices));
      if (asked !== this.#asked || !preview) return;
      const before = this.shown;
      this.shown = { ...preview, of: made };
      if (before && before.sha256 !== preview.sha256) this.desk.said = `Preview: ${counted(preview.pages, 'page')}.`;
    } finally {
      if (asked === this.#asked) this.behind = false;
    }
  }
}

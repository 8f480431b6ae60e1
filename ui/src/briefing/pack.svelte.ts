// The state of the briefing screen: the options of the pack, a preview of its pages, the packs made before.
//
// The person may change options while a preview is made: the newest options win, and stale previews are dropped.

import type {
  BridgeText,
  Host,
  PackCaution,
  PackChoices,
  PackFile,
  PackForm,
  PackMade,
  PackPreview,
} from '../api/host';
import type { Status } from '../shared/status.svelte';
import { counted } from '../shared/words';

/** Milliseconds without a change before a preview is made. */
export const PAUSE = 250;

/** A preview. */
export interface Shown extends PackPreview {
  /** The earlier pack it is of; null for the pack as it would be now. */
  of: PackMade | null;
}

export class PackState {
  authority = $state<string | null>(null);
  choices = $state.raw<PackChoices | null>(null);
  shown = $state.raw<Shown | null>(null);
  text = $state.raw<BridgeText | null>(null);
  /** True while the preview is stale. */
  behind = $state(false);
  making = $state(false);
  /** The file written last. */
  file = $state.raw<PackFile | null>(null);
  before = $state.raw<PackMade[]>([]);

  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Number of the newest request: answers to older ones are dropped. */
  #asked = 0;
  /** The options last saved, to tell whether there is anything to save. */
  #saved = '';

  constructor(
    readonly host: Host,
    private readonly status: Status,
  ) {}

  /** Loads the pack of an authority: its options, preview and earlier packs. */
  async open(authority: string): Promise<void> {
    if (this.authority !== authority) {
      this.shown = null;
      this.text = null;
      this.file = null;
      this.choices = null;
    }
    this.authority = authority;
    await this.status.attempt(async () => {
      const [choices, before] = await Promise.all([this.host.packChoices(authority), this.host.packs()]);
      if (this.authority !== authority) return;
      [this.choices, this.before] = [choices, before];
      this.#saved = JSON.stringify(choices);
      await this.#preview();
    });
  }

  /** Changes some options; the preview follows. */
  choose(part: Partial<PackChoices>): void {
    if (!this.choices) return;
    this.choices = { ...this.choices, ...part };
    this.behind = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.settle(), PAUSE);
  }

  /** Saves the options and makes the preview now. */
  async settle(): Promise<void> {
    clearTimeout(this.#timer);
    await this.status.attempt(async () => {
      await this.#save();
      await this.#preview();
    });
  }

  /** Saves the options when the screen is left. */
  async leave(): Promise<void> {
    clearTimeout(this.#timer);
    await this.status.attempt(() => this.#save());
  }

  /** Previews an earlier pack; null goes back to the pack as it would be now. */
  async look(made: PackMade | null): Promise<void> {
    await this.status.attempt(() => this.#preview(made));
  }

  /** Loads the text of the preview. */
  async readText(): Promise<void> {
    const shown = this.shown;
    if (!shown || this.text?.source === shown.sha256) return;
    await this.status.attempt(async () => {
      const text = await this.host.previewText(shown.sha256);
      if (text && this.shown?.sha256 === shown.sha256) this.text = text;
    });
  }

  /** Writes the pack: as PDF beside the case, or where a form is given, where the person says. */
  async make(form: PackForm | null = null): Promise<void> {
    const { authority, choices } = this;
    if (this.making || authority === null || !choices) return;
    await this.#write(async () => {
      const path = form === null ? null : await this.host.choosePackPath(`${authority} briefing`, form);
      if (form !== null && path === null) return null;
      await this.#save();
      return this.host.makePack(authority, choices, path);
    });
  }

  /** Writes an earlier pack again. */
  async again(made: PackMade, form: PackForm): Promise<void> {
    if (this.making) return;
    await this.#write(async () => {
      const path = await this.host.choosePackPath(made.file.replace(/\.[a-z]+$/i, ''), form);
      return path === null ? null : this.host.writePackAgain(made.id, this.choices?.paper ?? 'a4', path);
    });
  }

  /** Opens the last file in the system's viewer. */
  async showFile(): Promise<void> {
    const file = this.file;
    if (file) await this.status.attempt(() => this.host.showPack(file.path));
  }

  /** Words in the preview for a person to check. */
  get cautions(): PackCaution[] {
    return this.shown?.cautions ?? [];
  }

  async #write(write: () => Promise<PackFile | null>): Promise<void> {
    this.making = true;
    await this.status.attempt(async () => {
      const file = await write();
      if (!file) return;
      this.file = file;
      this.status.said =
        file.pages === null ? 'The pack is made.' : `The pack is made: ${counted(file.pages, 'page')}.`;
      this.before = await this.host.packs();
    });
    this.making = false;
  }

  async #save(): Promise<void> {
    const { authority, choices } = this;
    const now = JSON.stringify(choices);
    if (authority === null || !choices || now === this.#saved) return;
    await this.host.choosePack(authority, choices);
    this.#saved = now;
  }

  async #preview(made: PackMade | null = null): Promise<void> {
    const { authority, choices } = this;
    if (authority === null || !choices) return;
    const asked = ++this.#asked;
    this.behind = true;
    try {
      const { host } = this;
      const preview = await (made ? host.previewMade(made.id, choices.paper) : host.previewPack(authority, choices));
      if (asked !== this.#asked || !preview) return;
      const before = this.shown;
      this.shown = { ...preview, of: made };
      if (before && before.sha256 !== preview.sha256) this.status.say(`Preview: ${counted(preview.pages, 'page')}.`);
    } finally {
      if (asked === this.#asked) this.behind = false;
    }
  }
}

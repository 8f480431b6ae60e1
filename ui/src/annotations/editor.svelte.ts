// What is being written, and saving and removing it.

import type { AnnotationKind, BridgeAnnotation, BridgeSubject, Host, Written } from '../api/host';
import type { OpenCase } from '../shared/case.svelte';
import type { Status } from '../shared/status.svelte';
import { blank } from './about';

/** What is being written: a new annotation, or another version of one. */
export interface Draft {
  id: number | null;
  written: Written;
}

export class AnnotationEditor {
  /** Null while the editor is closed. */
  draft = $state.raw<Draft | null>(null);

  constructor(
    private readonly host: Host,
    private readonly openCase: OpenCase,
    private readonly status: Status,
  ) {}

  /** Opens the editor on a new annotation. */
  write(kind: AnnotationKind, on: BridgeSubject): void {
    this.draft = { id: null, written: { what: blank(kind), text: '', visibility: 'members_only', on } };
  }

  /** Saves a version of an annotation; null where the host refused. */
  save(id: number | null, written: Written): Promise<BridgeAnnotation | null> {
    return this.status.ask(async () => {
      const now = await (id === null ? this.host.write(written) : this.host.rewrite(id, written));
      const { annotations } = this.openCase;
      this.openCase.annotations = annotations.some((one) => one.id === now.id)
        ? annotations.map((one) => (one.id === now.id ? now : one))
        : [...annotations, now];
      await this.openCase.look();
      return now;
    });
  }

  async remove(id: number): Promise<void> {
    await this.status.attempt(async () => {
      await this.host.remove(id);
      this.openCase.annotations = this.openCase.annotations.filter((one) => one.id !== id);
      await this.openCase.look();
      this.status.say('Deleted. Ctrl+Z brings it back.');
    });
  }
}

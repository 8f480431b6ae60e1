// Keeps once what stands thousands of times in a large case: the name of a paper, a level, an empty list.
//
// WebKit looks through every object that a page holds when it collects what is not used any more, and the page stands
// still meanwhile (docs/performance.md). Of a text that JSON has twice it makes two objects. Deliberately not here: what
// the parts of a case are, and where they come from.

/** Longest text that is looked for, a SHA-256: longer ones are sentences, of which hardly any stands twice. */
const LONGEST = 64;

export class Kept {
  readonly #texts = new Map<string, string>();
  readonly #lists = new Map<string, readonly string[]>();

  /** The same value, just parsed: what it has in common with those before is theirs from now on, and no list may change. */
  once<T>(value: T): T {
    return this.#once(value) as T;
  }

  #once(value: unknown): unknown {
    if (typeof value === 'string') return this.#text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.every((one) => typeof one === 'string') ? this.#list(value) : value.map((one) => this.#once(one));
    const fields = value as Record<string, unknown>;
    for (const name in fields) fields[name] = this.#once(fields[name]);
    return fields;
  }

  #text(text: string): string {
    if (text.length > LONGEST) return text;
    const kept = this.#texts.get(text);
    if (kept !== undefined) return kept;
    this.#texts.set(text, text);
    return text;
  }

  #list(list: string[]): readonly string[] {
    const name = JSON.stringify(list);
    const kept = this.#lists.get(name);
    if (kept) return kept;
    const fixed = Object.freeze(list.map((one) => this.#text(one)));
    this.#lists.set(name, fixed);
    return fixed;
  }
}

// Interns what repeats thousands of times in a large case (the name of a paper, a level, an empty list): each value is
// kept once and shared.
//
// The garbage collector of WebKit visits every object of a page, and the page stands still meanwhile
// (docs/performance.md); JSON makes a new object for each repetition of a text. Deliberately not here: what the parts of
// a case are, and where they come from.

/** Longest text that is interned, a SHA-256: longer ones are sentences, which hardly ever repeat. */
const LONGEST = 64;

export class Interner {
  readonly #texts = new Map<string, string>();
  readonly #lists = new Map<string, readonly string[]>();

  /** The same value, just parsed, with equal texts and lists of texts shared; lists of texts are frozen. */
  intern<T>(value: T): T {
    return this.#value(value) as T;
  }

  #value(value: unknown): unknown {
    if (typeof value === 'string') return this.#text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value))
      return value.every((one) => typeof one === 'string') ? this.#list(value) : value.map((one) => this.#value(one));
    const fields = value as Record<string, unknown>;
    for (const name in fields) fields[name] = this.#value(fields[name]);
    return fields;
  }

  #text(text: string): string {
    if (text.length > LONGEST) return text;
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, text);
    return text;
  }

  #list(list: string[]): readonly string[] {
    const key = JSON.stringify(list);
    const known = this.#lists.get(key);
    if (known) return known;
    const frozen = Object.freeze(list.map((one) => this.#text(one)));
    this.#lists.set(key, frozen);
    return frozen;
  }
}

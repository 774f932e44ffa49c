import type { MentionCodec } from '../mention-codec';

const MENTION = /<@([\w-]{1,128})>/gu;
const SPECIAL = /[\\^$.*+?()[\]{}|/-]/gu;
const IN_A_WORD = String.raw`[\p{L}\p{N}]`;

/**
 * Who is mentioned in what is being written, by the name that stands there. Two of the same name are told apart by a number
 * behind it. What only looks like a mention stays what it is.
 */
export class Mentions implements MentionCodec {
  readonly #ids = new Map<string, string>();
  readonly #nameOf: (id: string) => string | undefined;

  constructor(nameOf: (id: string) => string | undefined) {
    this.#nameOf = nameOf;
  }

  /** Gives what stands in the text for this person. */
  add(id: string, name: string): string {
    for (let number = 1; ; number++) {
      const label = number === 1 ? name : `${name} (${number})`;
      const known = this.#ids.get(label);
      if (known !== undefined && known !== id) continue;
      this.#ids.set(label, id);
      return `@${label}`;
    }
  }

  encode(text: string): string {
    if (this.#ids.size === 0) return text;
    const labels = [...this.#ids.keys()].sort((one, other) => other.length - one.length).map((label) => label.replace(SPECIAL, String.raw`\$&`));
    const written = new RegExp(`(?<!${IN_A_WORD})@(${labels.join('|')})(?!${IN_A_WORD})`, 'gu');
    return text.replace(written, (all, label: string) => (this.#ids.has(label) ? `<@${this.#ids.get(label)}>` : all));
  }

  /** Who is not known by name stays an id. */
  decode(body: string): string {
    return body.replace(MENTION, (all, id: string) => {
      const name = this.#nameOf(id);
      return name === undefined ? all : this.add(id, name);
    });
  }
}

/** What a message's text is made of. Templates draw it; there is no markup in between. */
export type Inline =
  | { type: 'text'; text: string }
  | { type: 'code'; text: string }
  | { type: 'bold' | 'italic' | 'strike'; inside: readonly Inline[] }
  /** `host`: where it leads, said where the text alone does not say it. */
  | { type: 'link'; href: string; text: string; host: string | null }
  | { type: 'mention'; userId: string };

export interface ListItem {
  level: number;
  /** Of a numbered one. */
  number: number | null;
  /** Of a task: whether it is done. */
  done: boolean | null;
  inside: readonly Inline[];
}

export type Block =
  | { type: 'paragraph'; inside: readonly Inline[] }
  | { type: 'code'; language: string; text: string }
  | { type: 'quote'; blocks: readonly Block[] }
  | { type: 'list'; items: readonly ListItem[] }
  | { type: 'table'; head: readonly (readonly Inline[])[]; rows: readonly (readonly (readonly Inline[])[])[] };

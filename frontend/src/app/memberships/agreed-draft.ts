export interface DraftSides {
  /** What both had when they last agreed. */
  base: string;
  mine: string;
  theirs: string;
  /** The reader is in the field: what stands there is not taken from under their hands. */
  writing: boolean;
}

export interface AgreedDraft {
  text: string;
  base: string;
  /** The server has to be told. */
  tell: boolean;
}

/**
 * What a draft is that was written on several devices. Whoever wrote last has the say, but nothing is lost that one of them
 * did not know of: what was changed on both stands one after the other.
 */
export function agreedDraft({ base, mine, theirs, writing }: DraftSides): AgreedDraft {
  if (theirs === mine || theirs === base) return { text: mine, base: theirs, tell: mine !== theirs };
  if (mine === base) return writing ? { text: mine, base, tell: false } : { text: theirs, base: theirs, tell: false };
  const text = writing ? mine : both(mine, theirs);
  return { text, base: theirs, tell: text !== theirs };
}

/** Where one of them has gone, it was sent or given up; the other is new. */
function both(mine: string, theirs: string): string {
  if (mine.includes(theirs)) return mine;
  return theirs.includes(mine) ? theirs : `${theirs}\n\n${mine}`;
}

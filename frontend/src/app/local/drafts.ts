import { forget, recall, remember, rememberedKeys } from './local-storage';

const DAY_MS = 86_400_000;
/** For everybody who uses this browser together. */
export const DRAFTS_KEPT = { days: 30, number: 100 } as const;

const PREFIX = 'draft.';
const FORM = /^(\d+)(?: (".*"))?\n([^]*)$/u;

/** `base`: what the server was known to have when they last agreed. */
export interface KeptDraft {
  text: string;
  base: string;
}

/** Unsent text per person and room, so that a reload loses nothing and nobody else finds it. */
export function draftOf(userId: string, roomId: string): string {
  return keptDraft(userId, roomId).text;
}

export function keptDraft(userId: string, roomId: string): KeptDraft {
  return read(keyOf(userId, roomId)) ?? { text: '', base: '' };
}

/** An empty one is kept until the server knows. */
export function keepDraft(text: string, userId: string, roomId: string): void {
  keepAgreed({ userId, roomId }, { text, base: keptDraft(userId, roomId).base });
}

export function keepAgreed({ userId, roomId }: { userId: string; roomId: string }, { text, base }: KeptDraft): void {
  const key = keyOf(userId, roomId);
  if (text === '' && base === '') return forget(key);
  const fresh = recall(key) === null;
  remember(key, `${Date.now()} ${JSON.stringify(base)}\n${text}`);
  if (fresh) sweepDrafts(Date.now());
}

/** The rooms of which the server has not been told. */
export function untoldDrafts(userId: string): string[] {
  const prefix = keyOf(userId, '');
  return rememberedKeys(prefix).flatMap((key) => {
    const kept = read(key);
    return kept === null || kept.text === kept.base ? [] : [key.slice(prefix.length)];
  });
}

export function countDrafts(userId: string): number {
  return rememberedKeys(keyOf(userId, '')).filter((key) => read(key)?.text).length;
}

export function forgetDrafts(userId: string): void {
  for (const key of rememberedKeys(keyOf(userId, ''))) forget(key);
}

/** Also lets go of what an earlier version kept without saying whose it was. */
export function sweepDrafts(now: number): void {
  const drafts = rememberedKeys(PREFIX).map((key) => ({ key, at: read(key)?.at ?? 0 }));
  const newest = drafts.sort((a, b) => b.at - a.at);
  newest.forEach(({ key, at }, index) => {
    if (index >= DRAFTS_KEPT.number || at <= now - DRAFTS_KEPT.days * DAY_MS) forget(key);
  });
}

function keyOf(userId: string, roomId: string): string {
  return `${PREFIX}${userId}.${roomId}`;
}

function read(key: string): (KeptDraft & { at: number }) | null {
  const [, at, base = '""', text] = FORM.exec(recall(key) ?? '') ?? [];
  return at === undefined || text === undefined ? null : { at: Number(at), base: JSON.parse(base) as string, text };
}

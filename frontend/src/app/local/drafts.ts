import { forget, recall, remember, rememberedKeys } from './local-storage';

const DAY_MS = 86_400_000;
/** For everybody who uses this browser together. */
export const DRAFTS_KEPT = { days: 30, number: 100 } as const;

const PREFIX = 'draft.';
const FORM = /^(\d+)\n([^]*)$/u;

/** Unsent text per person and room, so that a reload loses nothing and nobody else finds it. */
export function draftOf(userId: string, roomId: string): string {
  return read(keyOf(userId, roomId))?.text ?? '';
}

export function keepDraft(text: string, userId: string, roomId: string): void {
  const key = keyOf(userId, roomId);
  if (text === '') return forget(key);
  const fresh = recall(key) === null;
  remember(key, `${Date.now()}\n${text}`);
  if (fresh) sweepDrafts(Date.now());
}

export function countDrafts(userId: string): number {
  return rememberedKeys(keyOf(userId, '')).length;
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

function read(key: string): { at: number; text: string } | null {
  const [, at, text] = FORM.exec(recall(key) ?? '') ?? [];
  return at === undefined || text === undefined ? null : { at: Number(at), text };
}

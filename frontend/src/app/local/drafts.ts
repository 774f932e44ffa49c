import { forget, recall, remember } from './local-storage';

/** Unsent text per room, so that a reload loses nothing. */
export function draftOf(roomId: string): string {
  return recall(`draft.${roomId}`) ?? '';
}

export function keepDraft(roomId: string, text: string): void {
  if (text === '') forget(`draft.${roomId}`);
  else remember(`draft.${roomId}`, text);
}

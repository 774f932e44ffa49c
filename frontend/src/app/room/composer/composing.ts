import type { Author } from '@contract/room-events';

/** What the text in the composer is for, where it is not simply a new message. */
export interface Composing {
  type: 'reply' | 'edit';
  message: { id: string; author: Author; body: string };
}

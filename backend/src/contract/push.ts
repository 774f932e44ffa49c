import type { QuietHours } from './quiet-hours.ts';

/** What is told of a message in a notification. The push service between can read neither. */
export type PushDetail = 'text' | 'room';

/** `POST /api/push/devices`: a browser that wants to be told while no page of it is open, as its PushSubscription has it. */
export interface PushDevice {
  /** Of the browser's push service; https. */
  endpoint: string;
  /** Base64url: with them alone what is sent can be read. */
  keys: { p256dh: string; auth: string };
  detail: PushDetail;
  language: 'en' | 'pl';
  /** When not to disturb, by the clock of the time zone. */
  quiet?: QuietHours & { timeZone: string };
}

/** `GET /api/push/key`: what a browser subscribes with, base64url. */
export interface PushKey {
  key: string;
}

/** `POST /api/push/test`. */
export interface PushTest {
  endpoint: string;
}

/**
 * How a push service answered. `gone`: the browser has given the subscription up, and it is forgotten here; `refused`: it takes
 * nothing from this server; `unreachable`: no answer, or one that says "later".
 */
export type PushOutcome = 'delivered' | 'gone' | 'refused' | 'unreachable';

export interface PushTested {
  outcome: PushOutcome;
  /** HTTP, of the push service. */
  status?: number;
}

/** What a device is sent, as JSON. */
export type PushPayload =
  | { type: 'message'; roomId: string; path: string; title: string; body: string; ordinal: number }
  /** Read elsewhere: what is shown of the room up to there is over. */
  | { type: 'read'; roomId: string; ordinal: number }
  | { type: 'test'; title: string; body: string };

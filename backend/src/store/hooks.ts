import type { Hook } from '../contract/hooks.ts';

export interface HookWrites {
  /** With the author of what comes by it. False where the room has `LIMITS.hooksPerRoom` already. */
  createHook(hook: Omit<Hook, 'createdBy' | 'usedAt'> & { createdBy: string; secretHash: string }): boolean;
  endHook(id: string): void;
  hookUsed(id: string, at: number): void;
}

export interface HookReads {
  hook(id: string): Hook | null;
  hookBySecret(secretHash: string): Hook | null;
  /** Oldest first. */
  hooks(roomId: string): Hook[];
}

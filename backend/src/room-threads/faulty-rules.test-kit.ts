import { existsSync, writeFileSync } from 'node:fs';
import { RoomLogic } from '../rooms/rules/room-logic.ts';
import type { Decision, RoomCommand } from './room-rules.ts';
import { startRoomThread } from './start-room-thread.ts';

/** The rules of a room, with commands that harm the thread: a message whose body is "<fault> <marker file>" once, "<fault>" always. */
class FaultyRules extends RoomLogic {
  override decide(command: RoomCommand, now: number): Decision {
    if (command.kind === 'send') harm(command.body);
    return super.decide(command, now);
  }
}

const FAULTS: Record<string, () => void> = {
  throw: () => {
    throw new Error('a fault');
  },
  exit: () => process.exit(3),
  spin: () => {
    for (;;);
  },
};

function harm(body: string): void {
  const [fault = '', marker] = body.split(' ');
  const harmful = FAULTS[fault];
  if (harmful === undefined || (marker !== undefined && existsSync(marker))) return;
  if (marker !== undefined) writeFileSync(marker, '');
  harmful();
}

startRoomThread((snapshot) => new FaultyRules(snapshot));

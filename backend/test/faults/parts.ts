import type { Report } from './kit/report.ts';
import { startWithHistory } from './scenarios/big-store.ts';
import { askWithoutReading } from './scenarios/deaf-asker.ts';
import { watchTheDisk } from './scenarios/durability.ts';
import { flapPresence, floodEvents, floodRooms } from './scenarios/floods.ts';
import { fuzz } from './scenarios/fuzz.ts';
import { goHalfOpen } from './scenarios/half-open.ts';
import { killUnderLoad } from './scenarios/kill.ts';
import { loseAcks } from './scenarios/lost-acks.ts';
import { breakRoom, ROOM_FAULTS } from './scenarios/room-faults.ts';
import { fallSilent } from './scenarios/silent.ts';
import { stopUnderLoad } from './scenarios/stop.ts';
import { fillTheDisk, lockTheStore } from './scenarios/storage.ts';
import { storm } from './scenarios/storm.ts';
import { wakeAgain } from './scenarios/wakings.ts';

export interface RunOptions {
  /** Of kill -9, SIGTERM gets a fifth. */
  rounds: number;
  /** Of fuzzing. */
  minutes: number;
  clients: number;
  sockets: number;
  senders: number;
}

export const DEFAULTS: RunOptions = { rounds: 50, minutes: 5, clients: 10_000, sockets: 1_000, senders: 24 };

export type Scenario = (options: RunOptions, say: (words: string) => void) => Promise<Report | null>;

const SILENT_SHARE = 0.2;
const SECONDS = 60;

/** What `npm run faults` runs, in this order. null: it cannot be run on this machine. */
export const PARTS: Record<string, Scenario[]> = {
  kill: [({ rounds, senders }, say) => killUnderLoad({ rounds, senders, rooms: 6, onRound: (round) => say(`round ${round} of ${rounds}`) })],
  power: [() => watchTheDisk({ messages: 200 })],
  room: ROOM_FAULTS.map((fault) => () => breakRoom({ fault, senders: 12, watchMs: 10_000, repeat: fault === 'crash-on-start' ? 1 : 3 })),
  silent: [
    ({ senders, sockets }) => fallSilent({ senders, listeners: sockets - senders - 1, silent: 1, bufferBytes: 1_048_576, watchMs: 10_000 }),
    ({ senders, sockets }) => fallSilent({ senders, listeners: sockets * (1 - SILENT_SHARE) - senders, silent: sockets * SILENT_SHARE, bufferBytes: 1_048_576, watchMs: 10_000 }),
    () => askWithoutReading({ asks: 50, sockets: 40 }),
  ],
  storm: [({ clients }, say) => storm({ clients, rooms: 50, downMs: 30_000, onProgress: say })],
  network: [() => loseAcks({ rounds: 20, senders: 20, deafMs: 1_000 })],
  halfopen: [() => goHalfOpen()],
  storage: [() => fillTheDisk({ rounds: 5, senders: 20 }), () => lockTheStore({ rounds: 2, senders: 12 })],
  fuzz: [({ minutes }, say) => fuzz({ seconds: Math.round(minutes * SECONDS), attackers: 8, onSecond: (second) => { if (second % 30 === 0) say(`${second} s`); } })],
  flood: [() => floodEvents(), () => floodRooms({ rooms: 1_000, liveMax: 64 }), () => flapPresence({ sockets: 2_000, rounds: 5 })],
  stop: [({ rounds, senders }) => stopUnderLoad({ rounds: Math.ceil(rounds / 5), senders, rooms: 6 })],
  memory: [(_, say) => wakeAgain({ rooms: 500, rounds: 20, sockets: 2_000 }, say)],
  history: [() => startWithHistory({ messages: 1_000_000, rooms: 50 })],
};

import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { SocketFigures } from '../gateway/socket-figures.ts';
import { LogFigures } from './log-figures.ts';
import { RoomRuntime } from '../rooms/room-runtime.ts';
import { StoreStatus } from '../rooms/store-status.ts';

/** What Prometheus reads. Every figure is looked up when it is asked for; nothing is counted twice. */
@Injectable()
export class Metrics {
  readonly #registry = new Registry();

  constructor(engine: RoomRuntime, store: StoreStatus, { subscriptions, stalls }: SocketFigures, log: LogFigures) {
    collectDefaultMetrics({ register: this.#registry });
    this.#gauge('watek_sockets', 'Open sockets', () => subscriptions.count);
    this.#gauge('watek_live_rooms', 'Rooms that have a thread', () => engine.threads.stats().liveRooms);
    this.#gauge('watek_room_threads', 'Room threads, the warm spare included', () => engine.threads.stats().threads);
    this.#gauge('watek_commands_waiting', 'Commands not answered yet, over all rooms', () => engine.threads.stats().waiting);
    this.#gauge('watek_journal_queued_bytes', "Bytes in the journal's buffer", () => store.figures().queuedBytes);
    this.#gauge('watek_wal_bytes', 'Bytes of the write-ahead log beside the database', () => store.figures().walBytes);
    this.#counter('watek_slow_sockets_closed_total', 'Sockets closed because they did not read', () => stalls.closed);
    this.#counter('watek_commits_total', 'Transactions of the journal', () => store.figures().commits);
    this.#counter('watek_events_committed_total', 'Events stored', () => store.figures().events);
    this.#counter('watek_commit_failures_total', 'Transactions that failed', () => store.figures().failures);
    this.#counter('watek_log_lines_lost_total', 'Log lines that nobody took in time', () => log.lost);
  }

  read(): Promise<string> {
    return this.#registry.metrics();
  }

  #gauge(name: string, help: string, value: () => number): void {
    new Gauge({ name, help, registers: [this.#registry], collect() { this.set(value()); } });
  }

  #counter(name: string, help: string, total: () => number): void {
    new Counter({ name, help, registers: [this.#registry], collect() { this.reset(); this.inc(total()); } });
  }
}

import { readFileSync } from 'node:fs';

const SAMPLE_MS = 50;
const KIB_PER_MIB = 1_024;

/** Resident memory of a process in MiB; null where the system does not tell or the process is gone. */
export function residentMib(pid: number): number | null {
  try {
    const kib = /^VmRSS:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kib === undefined ? null : Math.round(Number(kib) / KIB_PER_MIB);
  } catch {
    return null;
  }
}

/** Watches the memory of a process that may be restarted under another id. */
export class MemoryWatch {
  readonly samples: number[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor(pid: () => number) {
    this.#timer = setInterval(() => {
      const mib = residentMib(pid());
      if (mib !== null) this.samples.push(mib);
    }, SAMPLE_MS).unref();
  }

  get peakMib(): number {
    return this.samples.reduce((peak, mib) => Math.max(peak, mib), 0);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

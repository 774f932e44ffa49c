import { readFileSync } from 'node:fs';

/** CLK_TCK of Linux on every platform that Node runs on. */
const US_PER_TICK = 10_000;
const USER_TICKS = 11;
const SYSTEM_TICKS = 12;

/** Microseconds of CPU of all threads of a process, by the operating system's accounting. */
export function cpuUs(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[USER_TICKS]) + Number(fields[SYSTEM_TICKS])) * US_PER_TICK;
}

/** Resident memory of a process in bytes. */
export function rssBytes(pid) {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
  return Number(kib) * 1_024;
}

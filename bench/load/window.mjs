import { cpuUs, rssBytes } from '../measure/process-usage.mjs';

/** What happened between the beginning and the end of a measurement, on both sides. */
export class Window {
  #meter;
  #pid;
  #start;

  constructor(meter, pid) {
    this.#meter = meter;
    this.#pid = pid;
    meter.reset();
    this.#start = { at: performance.now(), server: cpuUs(pid), load: process.cpuUsage() };
  }

  close() {
    const seconds = (performance.now() - this.#start.at) / 1_000;
    const serverUs = cpuUs(this.#pid) - this.#start.server;
    const load = process.cpuUsage(this.#start.load);
    const { deliveries, acks, refused, holes, lost, seen, acked } = this.#meter;
    return {
      seconds,
      deliveriesPerSecond: deliveries / seconds,
      messagesPerSecond: acks / seconds,
      cpuUsPerDelivery: deliveries > 0 ? serverUs / deliveries : null,
      cpuUsPerMessage: acks > 0 ? serverUs / acks : null,
      serverCpu: serverUs / seconds / 1e6,
      loadCpu: (load.user + load.system) / seconds / 1e6,
      rssBytes: rssBytes(this.#pid),
      seen: seen.summary(),
      acked: acked.summary(),
      refused,
      holes,
      lost,
    };
  }
}

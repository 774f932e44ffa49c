/** Ends a pause early, also one that begins only after it was rung: nothing that comes in between is slept through. */
export class Alarm {
  #isRung = false;
  #end: () => void = () => undefined;

  ring(): void {
    this.#isRung = true;
    this.#end();
  }

  /** Until it rings, at most so long. Keeps no process alive. */
  async pause(mostMs = Infinity): Promise<void> {
    if (!this.#isRung && mostMs > 0) await this.#wait(mostMs);
    this.#isRung = false;
  }

  #wait(mostMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = mostMs === Infinity ? undefined : setTimeout(resolve, mostMs).unref();
      this.#end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

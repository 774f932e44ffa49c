/** What was told so long ago is no echo any more: if it is there, somebody has written it again. */
const ECHO_MS = 10_000;
const MOST = 20;

/**
 * What this page has told of one draft comes back to it as well, later than the answer: an older text that arrives after a
 * newer one was taken is an echo, and nobody else's words.
 */
export class OwnEchoes {
  #told: { body: string; at: number }[] = [];

  told(body: string, at: number): void {
    this.#told = [...this.#told, { body, at }].slice(-MOST);
  }

  has(body: string, now: number): boolean {
    const isOld = this.#told.at(-1)?.body !== body;
    return isOld && this.#told.some((one) => one.body === body && now - one.at < ECHO_MS);
  }
}

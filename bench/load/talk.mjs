const RETRY_MS = 50;

/** Senders that keep a number of messages in flight each: an ack brings the next message. */
export class Talk {
  #going = true;

  constructor(senders, inFlight) {
    for (const client of senders) {
      client.onAck = (sender, failure) => this.#next(sender, failure);
      for (let message = 0; message < inFlight; message++) client.say();
      client.flush();
    }
  }

  stop() {
    this.#going = false;
  }

  #next(client, failure) {
    if (!this.#going) return;
    if (failure === null) client.say();
    else setTimeout(() => this.#again(client), failure.retryAfterMs ?? RETRY_MS);
  }

  #again(client) {
    if (!this.#going) return;
    client.say();
    client.flush();
  }
}

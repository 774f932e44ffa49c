import { Component, inject, linkedSignal } from '@angular/core';
import type { Connection } from './connection';
import { ConnectionWords } from './connection-words';

interface News {
  state: Connection['state'];
  words: string;
}

/** Reads out a change of the connection once, wherever it is shown. */
@Component({
  selector: 'wt-connection-announcer',
  template: `<p role="status" class="for-readers">{{ words() }}</p>`,
})
export class ConnectionAnnouncer {
  readonly #says = inject(ConnectionWords);
  /** Nothing before something was lost; and trying again is no news. */
  protected readonly words = linkedSignal<News, string>({
    source: () => ({ state: this.#says.connection().state, words: this.#says.words() }),
    computation: ({ state, words }, previous) => {
      const said = previous?.value ?? '';
      return state === 'offline' || state === 'closing' || (state === 'online' && said !== '') ? words : said;
    },
  });
}

import { Component, computed, inject, input } from '@angular/core';
import { countOf } from '../i18n/time';
import { ChatSocket } from './chat-socket';
import type { Connection } from './connection';
import { ConnectionWords } from './connection-words';

const DOTS: Record<Connection['state'], 'good' | 'bad' | 'busy'> = { online: 'good', offline: 'bad', closing: 'busy', connecting: 'busy', closed: 'busy' };

/** The one quiet line about the connection. What it says is read out elsewhere, once for the page. */
@Component({
  selector: 'wt-connection-status',
  templateUrl: './connection-status.html',
  styleUrl: './connection-status.css',
})
export class ConnectionStatus {
  readonly #socket = inject(ChatSocket);
  /** Events that are known to exist and have not come yet. */
  readonly behind = input(0);
  /** Says nothing while all is well. */
  readonly quiet = input(false);
  /** Where there is no room for more than the state. */
  readonly brief = input(false);

  protected readonly says = inject(ConnectionWords);
  protected readonly countOf = countOf;
  protected readonly state = computed(() => this.says.connection().state);
  protected readonly recovering = computed(() => this.state() === 'online' && this.behind() > 0);
  protected readonly silent = computed(() => this.state() === 'online' && this.quiet());
  protected readonly dot = computed(() => (this.recovering() ? 'busy' : DOTS[this.state()]));

  protected tryNow(): void {
    this.#socket.tryNow();
  }
}

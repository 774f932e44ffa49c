import { Component, computed, input, output } from '@angular/core';
import { Avatar } from '../../ui/avatar';
import { errorText } from '../../api/error-text';
import { Icon } from '../../ui/icon';
import { LinkedText } from '../../ui/linked-text';
import { countOf, fullTimeOf, secondsOf, timeOf } from '../../i18n/time';
import type { ShownMessage } from './rows';

@Component({
  selector: 'wt-message-row',
  imports: [Avatar, Icon, LinkedText],
  templateUrl: './message-row.html',
  styleUrl: './message-row.css',
  host: { '[class.grouped]': 'message().grouped', '[class.pending]': 'pending()' },
})
export class MessageRow {
  readonly message = input.required<ShownMessage>();
  /** The reader's newest. */
  readonly last = input(false);
  readonly retry = output<string>();
  readonly discard = output<string>();

  protected readonly countOf = countOf;
  protected readonly time = computed(() => timeOf(this.message().at));
  protected readonly fullTime = computed(() => fullTimeOf(this.message().at));
  protected readonly instant = computed(() => new Date(this.message().at).toISOString());
  protected readonly state = computed(() => this.message().pending?.state ?? 'stored');
  protected readonly pending = computed(() => this.state() !== 'stored');
  protected readonly reason = computed(() => {
    const reason = this.message().pending?.reason;
    return reason === undefined ? '' : errorText({ code: reason });
  });
  /** The server said how many are before it in the room's buffer, and for how long about. */
  protected readonly inBuffer = computed(() => {
    const { ahead, retryAfterMs } = this.message().pending?.wait ?? {};
    return ahead === undefined || retryAfterMs === undefined ? null : { ahead, seconds: secondsOf(retryAfterMs) };
  });
  protected readonly waitsForConnection = computed(() => {
    const reason = this.message().pending?.reason;
    return reason === 'OFFLINE' || reason === 'NO_ANSWER';
  });
}

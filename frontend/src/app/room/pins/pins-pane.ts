import { Component, computed, effect, inject, input, output, untracked } from '@angular/core';
import type { Message } from '@contract/room-events';
import { errorText } from '../../api/error-text';
import { fullTimeOf, timeOf } from '../../i18n/time';
import { Icon } from '../../ui/icon';
import type { RoomStore } from '../page/room-store';
import { SideMessages } from '../thread/side-messages';
import { isMessage } from '../timeline/timeline-entry';

/** What is worth finding again. */
@Component({
  selector: 'wt-pins-pane',
  imports: [Icon],
  providers: [SideMessages],
  templateUrl: './pins-pane.html',
  styleUrl: '../thread/side-pane.css',
  host: { '(keydown.escape)': 'closed.emit()' },
})
export class PinsPane {
  readonly room = input.required<RoomStore>();
  readonly closed = output();
  readonly jump = output<number>();

  readonly #side = inject(SideMessages);
  protected readonly errorText = errorText;
  protected readonly timeOf = timeOf;
  protected readonly fullTimeOf = fullTimeOf;
  protected readonly problem = this.#side.problem;
  protected readonly pins = computed(() => this.#side.messages()?.filter(({ pinned }) => pinned === true) ?? null);

  constructor() {
    effect(() => {
      const room = this.room().room();
      if (room !== null) untracked(() => this.#side.load(`/api/rooms/${encodeURIComponent(room.id)}/pins`));
    });
    effect(() => {
      const { log } = this.room();
      untracked(() => this.#side.follow(log.applied$, (event) => (event.type === 'message.pinned' ? messageIn(this.room(), event.id) : null)));
    });
  }

  protected unpin({ id }: Message): void {
    this.room().actions.change({ type: 'pin', id, on: false });
  }
}

/** The one that has just been pinned; where it is not on the page, the next visit shows it. */
function messageIn({ log }: RoomStore, id: string): Message | null {
  return log.window().entries.find((entry): entry is Message => isMessage(entry) && entry.id === id) ?? null;
}

import { Component, computed, inject, signal } from '@angular/core';
import type { MyRoom, NotifyLevel } from '@contract/room';
import { CommandError } from '../api/command-error';
import { errorText } from '../api/error-text';
import { Attention } from '../memberships/attention';
import { Memberships } from '../memberships/memberships';
import type { Loudness } from '../memberships/own-rooms';
import { isMuted } from '../memberships/what-counts';
import { Undo } from './undo';

const collator = new Intl.Collator(undefined, { numeric: true });

/** How loud each room is, on all devices; the bell of a room says the same. */
@Component({
  selector: 'wt-room-levels',
  templateUrl: './room-levels.html',
  styleUrls: ['./section.css', './room-levels.css'],
})
export class RoomLevels {
  readonly #mine = inject(Memberships);
  readonly #now = inject(Attention).now;
  readonly #undo = inject(Undo);
  protected readonly problem = signal({ roomId: '', words: '' });
  protected readonly rooms = computed(() => [...(this.#mine.rooms()?.values() ?? [])].sort((a, b) => collator.compare(a.room.name, b.room.name)));
  protected readonly levels: readonly { level: NotifyLevel; name: string }[] = [
    { level: 'all', name: $localize`:@@loudness.all:Everything` },
    { level: 'mentions', name: $localize`:@@loudness.mentions:Mentions` },
    { level: 'none', name: $localize`:@@loudness.none:Nothing` },
  ];

  protected muted(mine: MyRoom): boolean {
    return isMuted(mine, this.#now());
  }

  protected async choose(mine: MyRoom, select: HTMLSelectElement): Promise<void> {
    const { mutedUntil } = mine;
    await this.#set(mine, { level: select.value as NotifyLevel, ...(mutedUntil !== undefined && this.muted(mine) && { mutedUntil }) });
    select.value = this.#mine.of(mine.room.id)?.level ?? mine.level;
  }

  protected unmute(mine: MyRoom): Promise<void> {
    return this.#set(mine, { level: mine.level });
  }

  async #set(mine: MyRoom, loudness: Loudness): Promise<void> {
    if (!(await this.#tell(mine, loudness))) return;
    const before: Loudness = { level: mine.level, ...(mine.mutedUntil !== undefined && { mutedUntil: mine.mutedUntil }) };
    this.#undo.offer($localize`:@@loudness.changed:Notifications of ${mine.room.name}:room: were changed.`, () => this.#tell(mine, before));
  }

  async #tell({ room }: MyRoom, loudness: Loudness): Promise<boolean> {
    this.problem.set({ roomId: '', words: '' });
    try {
      await this.#mine.setNotify(room.id, loudness);
      return true;
    } catch (error) {
      this.problem.set({ roomId: room.id, words: errorText(CommandError.from(error)) });
      return false;
    }
  }
}

import { Component, ElementRef, afterNextRender, computed, inject, input, output, signal } from '@angular/core';
import type { MyRoom, NotifyLevel } from '@contract/room';
import { CommandError } from '../../api/command-error';
import { errorText } from '../../api/error-text';
import { formatLocale } from '../../i18n/language';
import { Attention } from '../../memberships/attention';
import { Memberships } from '../../memberships/memberships';
import type { Loudness } from '../../memberships/own-rooms';
import { FOR_EVER, isMuted } from '../../memberships/what-counts';
import { type MuteFor, muteUntil } from './mute-until';

const moment = new Intl.DateTimeFormat(formatLocale(), { weekday: 'long', hour: 'numeric', minute: '2-digit' });

@Component({
  selector: 'wt-loudness-menu',
  templateUrl: './loudness-menu.html',
  styleUrl: './loudness-menu.css',
  host: { '(keydown.escape)': 'escape($event)', '(focusout)': 'left($event)', '(document:pointerdown)': 'outside($event)' },
})
export class LoudnessMenu {
  readonly #mine = inject(Memberships);
  readonly #now = inject(Attention).now;
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly mine = input.required<MyRoom>();
  /** Where the focus goes back to. */
  readonly opener = input.required<HTMLElement>();
  readonly closed = output();

  protected readonly problem = signal('');
  protected readonly muted = computed(() => isMuted(this.mine(), this.#now()));
  protected readonly mutedWords = computed(() => {
    const { mutedUntil = 0 } = this.mine();
    return mutedUntil === FOR_EVER ? $localize`:@@loudness.mutedForEver:Muted until you end it.` : $localize`:@@loudness.mutedUntil:Muted until ${moment.format(mutedUntil)}:time:.`;
  });
  protected readonly levels: readonly { level: NotifyLevel; name: string; note: string }[] = [
    { level: 'all', name: $localize`:@@loudness.all:Everything`, note: $localize`:@@loudness.allNote:Every message counts and can ring.` },
    { level: 'mentions', name: $localize`:@@loudness.mentions:Mentions`, note: $localize`:@@loudness.mentionsNote:Only what names you, or everybody.` },
    { level: 'none', name: $localize`:@@loudness.none:Nothing`, note: $localize`:@@loudness.noneNote:Not even what names you.` },
  ];
  protected readonly times: readonly { time: MuteFor; name: string }[] = [
    { time: 'hour', name: $localize`:@@loudness.hour:1 hour` },
    { time: 'hours', name: $localize`:@@loudness.hours:8 hours` },
    { time: 'morning', name: $localize`:@@loudness.morning:Until tomorrow, 8:00` },
    { time: 'ever', name: $localize`:@@loudness.ever:For ever` },
  ];

  constructor() {
    afterNextRender(() => this.#host.querySelector<HTMLElement>('input:checked')?.focus());
  }

  protected choose(level: NotifyLevel): Promise<void> {
    const { mutedUntil } = this.mine();
    return this.#set({ level, ...(mutedUntil !== undefined && this.muted() && { mutedUntil }) });
  }

  protected mute(time: MuteFor): Promise<void> {
    return this.#set({ level: this.mine().level, mutedUntil: muteUntil(time, new Date()) });
  }

  protected unmute(): Promise<void> {
    return this.#set({ level: this.mine().level });
  }

  protected escape(event: Event): void {
    event.stopPropagation();
    this.opener().focus();
    this.closed.emit();
  }

  protected left({ relatedTarget }: FocusEvent): void {
    if (relatedTarget !== null && !this.#holds(relatedTarget)) this.closed.emit();
  }

  protected outside({ target }: Event): void {
    if (!this.#holds(target)) this.closed.emit();
  }

  async #set(loudness: Loudness): Promise<void> {
    this.problem.set('');
    await this.#mine.setNotify(this.mine().room.id, loudness).catch((error: unknown) => this.problem.set(errorText(CommandError.from(error))));
  }

  #holds(target: EventTarget | null): boolean {
    return target instanceof Node && (this.#host.contains(target) || this.opener().contains(target));
  }
}

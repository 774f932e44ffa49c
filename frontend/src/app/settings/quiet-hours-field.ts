import { Component, computed, inject, signal } from '@angular/core';
import type { QuietHours } from '@contract/quiet-hours';
import { formatLocale } from '../i18n/language';
import { NotificationPreferences } from '../local/notification-preferences';
import { minuteOf, timeTextOf } from '../local/quiet-hours';
import { Undo } from './undo';

/** A Sunday. */
const FIRST = Date.UTC(2023, 0, 1);
const DAY_MS = 86_400_000;
const MONDAY_FIRST = [1, 2, 3, 4, 5, 6, 0];

@Component({
  selector: 'wt-quiet-hours-field',
  templateUrl: './quiet-hours-field.html',
  styleUrls: ['./section.css', './quiet-hours-field.css'],
})
export class QuietHoursField {
  readonly #undo = inject(Undo);
  readonly #preference = inject(NotificationPreferences).quietHours;
  protected readonly hours = this.#preference.value;
  protected readonly from = computed(() => timeTextOf(this.hours().from));
  protected readonly to = computed(() => timeTextOf(this.hours().to));
  protected readonly overMidnight = computed(() => this.hours().to <= this.hours().from);
  protected readonly timeProblem = signal('');
  protected readonly dayProblem = computed(() => (this.hours().on && this.hours().days.length === 0 ? $localize`:@@quiet.noDay:Without a day it is never quiet.` : ''));
  protected readonly days = MONDAY_FIRST.map((day) => ({ day, short: nameOf(day, 'short'), long: nameOf(day, 'long') }));

  protected turn(on: boolean): void {
    this.#change({ on }, on ? $localize`:@@quiet.on:Do not disturb is on.` : $localize`:@@quiet.off:Do not disturb is off.`);
  }

  protected time(end: 'from' | 'to', text: string): void {
    const minute = minuteOf(text);
    this.timeProblem.set(minute === null ? $localize`:@@quiet.noTime:Give both times, such as 22:00 and 7:00.` : '');
    if (minute !== null) this.#change({ [end]: minute }, $localize`:@@quiet.timesChanged:Quiet from ${end === 'from' ? text : this.from()}:from: to ${end === 'to' ? text : this.to()}:to:.`);
  }

  protected day(day: number, chosen: boolean): void {
    const days = chosen ? [...this.hours().days, day] : this.hours().days.filter((other) => other !== day);
    this.#change({ days }, $localize`:@@quiet.daysChanged:The days were changed.`);
  }

  #change(change: Partial<QuietHours>, words: string): void {
    this.#undo.choose(this.#preference, { ...this.hours(), ...change }, words);
  }
}

function nameOf(day: number, weekday: 'short' | 'long'): string {
  return new Intl.DateTimeFormat(formatLocale(), { weekday, timeZone: 'UTC' }).format(FIRST + day * DAY_MS);
}

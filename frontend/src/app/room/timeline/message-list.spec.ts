import { type WritableSignal, inputBinding, outputBinding, signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { PageFocus } from '../../ui/page-focus';
import type { OutboxItem } from '../outbox/outbox-items';
import { ALA, logOf, messageAt, messagesOf, openedAfresh } from '../room.test-kit';
import { type Conversation, type ConversationAction, EMPTY_CONVERSATION, reduce } from './conversation';
import type { Destination } from './destination';
import type { Direction, Failures } from './history';
import type { ListWish } from './list-wish';
import type { SeenRange } from './seen-ranges';
import { MessageList } from './message-list';

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await pause(10);
}

const OPENED = reduce(EMPTY_CONVERSATION, { type: 'opened', answer: openedAfresh({ log: logOf(3) }) });

describe('MessageList', () => {
  let log: WritableSignal<Conversation>;
  let outbox: WritableSignal<readonly OutboxItem[]>;
  let failed: WritableSignal<Failures>;
  let newAfter: WritableSignal<number | null>;
  let destination: WritableSignal<Destination | null>;
  let loading: WritableSignal<Direction | null>;
  let focused: WritableSignal<boolean>;
  let told: string[];
  let fixture: ComponentFixture<MessageList>;

  async function dispatch(...actions: ConversationAction[]): Promise<void> {
    log.update((now) => actions.reduce(reduce, now));
    await fixture.whenStable();
  }

  async function render(): Promise<HTMLElement> {
    TestBed.configureTestingModule({ providers: [{ provide: PageFocus, useValue: { focused } }] });
    fixture = TestBed.createComponent(MessageList, {
      bindings: [
        inputBinding('self', () => ALA),
        inputBinding('log', log),
        inputBinding('outbox', outbox),
        inputBinding('newAfter', newAfter),
        inputBinding('loading', loading),
        inputBinding('failed', failed),
        inputBinding('hasOlder', () => false),
        inputBinding('destination', destination),
        inputBinding('below', () => 2),
        outputBinding<boolean>('follow', (following) => {
          log.update((now) => reduce(now, { type: 'following', following }));
        }),
        outputBinding<Direction>('wanted', (direction) => told.push(`wants ${direction}`)),
        outputBinding<Direction>('loadAgain', (direction) => told.push(`again ${direction}`)),
        outputBinding<SeenRange>('seen', ({ first, last }) => told.push(`seen ${first} to ${last}`)),
        outputBinding<ListWish>('wish', (wish) => told.push(`wish ${wish}`)),
      ],
    });
    await fixture.whenStable();
    return fixture.nativeElement as HTMLElement;
  }

  const rows = (): Element[] => [...(fixture.nativeElement as HTMLElement).querySelectorAll('wt-message-row')];
  const bodies = (): string[] => rows().map((row) => row.querySelector('.body')?.textContent?.trim() ?? '');
  const text = (): string => (fixture.nativeElement as HTMLElement).textContent ?? '';

  beforeEach(() => {
    log = signal(OPENED);
    outbox = signal([]);
    failed = signal({});
    newAfter = signal(null);
    destination = signal({ to: 'end' });
    loading = signal(null);
    focused = signal(true);
    told = [];
  });

  it('shows what has been said, then what waits to be sent', async () => {
    outbox.set([{ clientId: 'mine', body: 'on its way', at: 9_000_000, state: 'sending' }]);
    await render();

    expect(bodies()).toEqual(['message 1', 'message 2', 'message 3', 'on its way']);
  });

  it('keeps the row of a message that becomes a stored one, and all the others', async () => {
    outbox.set([{ clientId: 'mine', body: 'on its way', at: 9_000_000, state: 'sending' }]);
    await render();
    const before = rows();

    outbox.set([]);
    await dispatch({ type: 'events', epoch: 'e1', events: [messageAt(4, { author: ALA, clientId: 'mine', body: 'on its way' })] });

    expect(rows()).toEqual(before);
  });

  it('does not show what waits where its place is not on the page', async () => {
    outbox.set([{ clientId: 'mine', body: 'on its way', at: 9_000_000, state: 'sending' }]);
    log.update((now) => ({ ...now, lastOrdinal: 500, window: { ...now.window, latest: false } }));
    await render();

    expect(bodies()).not.toContain('on its way');
    expect(text()).toContain('Newer messages');
  });

  it('says what is on the screen, and again when somebody looks', async () => {
    focused.set(false);
    await render();
    await until(() => told.includes('seen 3 to 3'));
    told.length = 0;

    focused.set(true);

    await until(() => told.includes('seen 3 to 3'));
  });

  it('does not say what is on the screen on the way to somewhere else', async () => {
    loading.set('around');
    destination.set({ to: 'message', ordinal: 99 });
    await render();
    await pause(150);

    expect(told.filter((what) => what.startsWith('seen'))).toEqual([]);
  });

  it('counts what comes below while the reader is further up', async () => {
    await render();
    await dispatch({ type: 'following', following: false });

    expect((fixture.nativeElement as HTMLElement).querySelector('.latest')?.textContent).toContain('2 new messages');
  });

  it('goes to the end instead of to a message that there is not', async () => {
    destination.set({ to: 'message', ordinal: 99 });
    await render();

    await until(() => told.includes('seen 3 to 3'));

    expect(rows().some(({ className }) => className.includes('marked'))).toBe(false);
  });

  it('goes to a message as soon as it is there, marks it, and does not follow', async () => {
    loading.set('around');
    destination.set({ to: 'message', ordinal: 4 });
    await render();
    await dispatch({ type: 'following', following: false });
    expect(document.activeElement?.closest('wt-message-row')).toBeNull();

    await dispatch({ type: 'events', epoch: 'e1', events: [messageAt(4)] });

    expect(rows().at(-1)?.className).toContain('marked');
  });

  it('does not take the end of what this browser has kept for the end, where it was led to a message', async () => {
    const copy = { epoch: 'e1', last: 3, lastOrdinal: 3, messages: messagesOf(logOf(3)) };
    log.set(reduce(EMPTY_CONVERSATION, { type: 'recalled', copy }));
    destination.set({ to: 'message', ordinal: 1 });
    await render();
    expect(log().window.following).toBe(false);

    log.set(OPENED);
    destination.set({ to: 'message', ordinal: 1 });
    await fixture.whenStable();
    expect(log().window.following).toBe(true);
  });

  it('hears from keys where the reader wants to go, and what they have read', async () => {
    newAfter.set(2);
    const element = await render();
    const press = (key: string): unknown => element.querySelector('.scroller')?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

    for (const key of ['Home', 'End', 'Escape']) press(key);
    newAfter.set(null);
    await fixture.whenStable();
    press('Escape');

    expect(told.filter((what) => what.startsWith('wish'))).toEqual(['wish beginning', 'wish latest', 'wish read']);
  });

  it('tells what has failed on the way to a place, and goes there when told to', async () => {
    failed.set({ around: 'OFFLINE' });
    const element = await render();

    element.querySelector<HTMLButtonElement>('.lost button')?.click();

    expect(element.querySelector('.lost')?.textContent).toContain('There is no connection');
    expect(told.at(-1)).toBe('again around');
  });

  it('tells at the end what has failed there, and asks again when told to', async () => {
    log.update((now) => ({ ...now, window: { ...now.window, latest: false } }));
    failed.set({ newer: 'OFFLINE' });
    const element = await render();
    const again = element.querySelector<HTMLButtonElement>('.after button');

    again?.click();

    expect(element.querySelector('.after')?.textContent).toContain('There is no connection');
    expect(told.at(-1)).toBe('again newer');
  });

  it('draws the line of what is new before the first message of somebody else', async () => {
    newAfter.set(2);
    const element = await render();

    const kinds = [...element.querySelectorAll('.line.new, wt-message-row')].map(({ className }) => className.includes('new'));
    expect(kinds).toEqual([false, false, true, false]);
  });
});

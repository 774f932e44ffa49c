import { jest } from '@jest/globals';
import { type WritableSignal, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { MyRoom } from '@contract/room';
import type { RoomEvent } from '@contract/room-events';
import { ApiClient } from '../../api/api-client';
import { Memberships } from '../../memberships/memberships';
import { PageFocus } from '../../ui/page-focus';
import { ALA, OLA, logOf, messageAt, messagesOf, openedAfresh, roomOf } from '../room.test-kit';
import { ConversationStore } from '../timeline/conversation-store';
import { History } from '../timeline/history';
import { ListNavigation } from '../timeline/list-navigation';
import { NewLine } from './new-line';
import { ReadMarker } from './read-marker';
import { Reading } from './reading';
import { RoomContext } from './room-context';

describe('Reading', () => {
  let mine: WritableSignal<MyRoom>;
  let focused: WritableSignal<boolean>;
  let asked: string[];
  let reading: Reading;
  let log: ConversationStore;
  let line: NewLine;

  const place = () => TestBed.inject(ListNavigation).destination();
  const position = () => mine().readOrdinal;

  function seen(_roomId: string, ordinal: number): void {
    mine.update((now) => ({ ...now, readOrdinal: ordinal, unread: ordinal >= log.state().lastOrdinal ? 0 : now.unread }));
  }

  function unreadAfter(_roomId: string, ordinal: number): void {
    mine.update((now) => ({ ...now, readOrdinal: ordinal, unread: log.state().lastOrdinal - ordinal }));
  }

  /** The newest fifty of so many messages are on the page, and the reader has read up to some number. */
  function comes({ length, read }: { length: number; read: number }): void {
    mine.set({ room: roomOf({ lastOrdinal: length }), role: 'member', readOrdinal: read, unread: length - read, mentions: 0, level: 'all' });
    log.dispatch({ type: 'opened', answer: { ...openedAfresh({ log: logOf(length) }), messages: messagesOf(logOf(length)).slice(-50) } });
    reading.knows(roomOf());
    reading.visit();
    TestBed.tick();
  }

  function says(event: RoomEvent): void {
    log.dispatch({ type: 'events', epoch: 'e1', events: [event] });
    reading.said(messagesOf([event]));
    mine.update((now) => ({ ...now, unread: now.unread + 1 }));
    TestBed.tick();
  }

  beforeEach(() => {
    asked = [];
    mine = signal({ room: roomOf(), role: 'member', readOrdinal: 0, unread: 0, mentions: 0, level: 'all' });
    focused = signal(true);
    const get = (path: string): Promise<never> => {
      asked.push(path);
      return new Promise(() => undefined);
    };
    TestBed.configureTestingModule({
      providers: [
        ConversationStore,
        History,
        ListNavigation,
        NewLine,
        Reading,
        { provide: ApiClient, useValue: { get } },
        { provide: Memberships, useValue: { of: () => mine() } },
        { provide: PageFocus, useValue: { focused } },
        { provide: ReadMarker, useValue: { seen, unreadAfter } },
        { provide: RoomContext, useValue: { idOrSlug: 'kitchen', user: ALA } },
      ],
    });
    reading = TestBed.inject(Reading);
    log = TestBed.inject(ConversationStore);
    line = TestBed.inject(NewLine);
  });

  it('begins at the end where nothing is unread', () => {
    comes({ length: 200, read: 200 });

    expect([place(), line.after(), asked]).toEqual([{ to: 'end' }, null, []]);
  });

  it('leads to a message again where the end of the log has taken its place on the page', () => {
    comes({ length: 200, read: 200 });
    TestBed.inject(ListNavigation).toMessage(170);
    const before = place();

    log.dispatch({ type: 'opened', answer: { ...openedAfresh({ log: logOf(260) }), messages: messagesOf(logOf(260)).slice(-50) } });
    reading.opened(true);

    expect([place(), place() === before, log.window().following]).toEqual([{ to: 'message', ordinal: 170 }, false, false]);
    expect(asked).toEqual(['/api/rooms/r1/messages?limit=100&around=170']);
  });

  it('leaves at the end whoever has gone there since', () => {
    comes({ length: 200, read: 200 });
    const navigation = TestBed.inject(ListNavigation);
    navigation.toMessage(170);
    navigation.follow(true);

    log.dispatch({ type: 'opened', answer: { ...openedAfresh({ log: logOf(260) }), messages: messagesOf(logOf(260)).slice(-50) } });
    reading.opened(true);

    expect([log.window().following, asked]).toEqual([true, []]);
  });

  it('begins at the line, and asks for the page around it where that is not there', () => {
    comes({ length: 200, read: 80 });

    expect([place(), line.after(), log.window().following]).toEqual([{ to: 'unread' }, 80, false]);
    expect(asked).toEqual(['/api/rooms/r1/messages?limit=100&around=81']);
  });

  it('asks for nothing where the line is on the page', () => {
    comes({ length: 200, read: 190 });

    expect([place(), asked]).toEqual([{ to: 'unread' }, []]);
  });

  it('reads what follows on what was read, and not what was jumped to', () => {
    comes({ length: 200, read: 190 });
    reading.sees({ first: 185, last: 193 });
    expect(position()).toBe(193);

    TestBed.inject(ListNavigation).toEnd();
    reading.sees({ first: 197, last: 200 });
    expect(position()).toBe(193);

    reading.toNew();
    reading.sees({ first: 188, last: 194 });
    reading.sees({ first: 192, last: 196 });
    expect(position()).toBe(200);
  });

  it('reads nothing while nobody looks, nor what passed meanwhile', () => {
    comes({ length: 200, read: 190 });
    focused.set(false);
    reading.sees({ first: 185, last: 200 });
    expect(position()).toBe(190);

    focused.set(true);
    reading.sees({ first: 195, last: 200 });

    expect(position()).toBe(190);
  });

  it('tells of the bar only when the screen has turned out not to show all', () => {
    comes({ length: 200, read: 197 });
    expect(reading.above()).toBeNull();
    reading.sees({ first: 180, last: 200 });
    expect(reading.above()).toBeNull();

    comes({ length: 200, read: 150 });
    reading.sees({ first: 145, last: 160 });
    expect(reading.above()).toEqual({ count: 50, since: messageAt(151).at });
  });

  it('draws no line over what is read along, and one over what comes while nobody looks', () => {
    comes({ length: 200, read: 200 });
    says(messageAt(201));
    expect(line.after()).toBeNull();
    reading.sees({ first: 190, last: 201 });

    focused.set(false);
    says(messageAt(202));
    says(messageAt(203));
    expect(line.after()).toBe(201);
  });

  it('keeps the line where it is while what is below it has not been read', () => {
    comes({ length: 200, read: 190 });
    says(messageAt(201));

    expect(line.after()).toBe(190);
  });

  it('takes the line away a while after an answer', () => {
    jest.useFakeTimers();
    comes({ length: 200, read: 198 });
    says(messageAt(201, { author: ALA }));
    expect(line.after()).toBe(198);

    jest.advanceTimersByTime(3_000);

    expect(line.after()).toBeNull();
    jest.useRealTimers();
  });

  it('leaves unread what was marked so, here or elsewhere, until the next visit', () => {
    comes({ length: 200, read: 200 });
    reading.sees({ first: 180, last: 200 });
    reading.markUnread(196);
    TestBed.tick();
    reading.sees({ first: 180, last: 200 });
    expect([position(), line.after()]).toEqual([195, 195]);

    reading.leave();
    reading.visit();
    reading.sees({ first: 180, last: 200 });
    expect(position()).toBe(200);
  });

  it('reads all when told to', () => {
    comes({ length: 200, read: 80 });

    reading.markRead();

    expect([position(), line.after(), reading.above()]).toEqual([200, null, null]);
  });

  it('comes back to where the reader stood', () => {
    comes({ length: 200, read: 190 });
    TestBed.inject(ListNavigation).stands({ key: 'e170', offset: -4 });
    reading.leave();
    says(messageAt(201, { author: OLA }));

    reading.visit();

    expect(place()).toEqual({ to: 'place', key: 'e170', offset: -4 });
  });
});

import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Message } from '@contract/room-events';
import { Outbox } from '../outbox/outbox';
import type { OutboxItem } from '../outbox/outbox-items';
import { ALA, messageAt, messagesOf } from '../room.test-kit';
import { ConversationStore } from '../timeline/conversation-store';
import { RoomActions } from './room-actions';
import { RoomContext } from './room-context';

describe('what the reader does with messages', () => {
  const [older, mine] = messagesOf([messageAt(1), messageAt(2, { author: ALA, body: 'first text' })]) as [Message, Message];
  const items = signal<OutboxItem[]>([]);
  const added: unknown[] = [];
  let takes = true;
  let actions: RoomActions;

  beforeEach(() => {
    items.set([]);
    added.length = 0;
    takes = true;
    const outbox = { items, add: (item: unknown) => takes && added.push(item) > 0 };
    const log = { window: () => ({ entries: [older, mine] }) };
    TestBed.configureTestingModule({
      providers: [
        RoomActions,
        { provide: Outbox, useValue: outbox },
        { provide: ConversationStore, useValue: log },
        { provide: RoomContext, useValue: { idOrSlug: 'r1', user: ALA } },
      ],
    });
    actions = TestBed.inject(RoomActions);
  });

  const waiting = (change: OutboxItem['change'], body = ''): OutboxItem => ({ clientId: 'c', body, at: 1, state: 'waiting', ...(change !== undefined && { change }) });

  it('changes the last own message from the text that waits for it, not from the stored one', () => {
    items.set([waiting({ type: 'edit', id: mine.id }, 'second text')]);

    actions.editLast();

    expect(actions.composing()?.message.body).toBe('second text');
  });

  it('does not change one that waits to be deleted', () => {
    items.set([waiting({ type: 'delete', id: mine.id })]);

    actions.editLast();

    expect(actions.composing()).toBeNull();
  });

  it('sends no edit that changes nothing', () => {
    actions.editLast();

    expect(actions.say('first text')).toBe(true);

    expect(added).toEqual([]);
    expect(actions.composing()).toBeNull();
  });

  it('says that a change was not taken, until one is', () => {
    takes = false;
    actions.change({ type: 'pin', id: mine.id, on: true });
    expect(actions.refused()).toBe(true);

    takes = true;
    actions.change({ type: 'pin', id: mine.id, on: true });

    expect(actions.refused()).toBe(false);
  });
});

import { jest } from '@jest/globals';
import { TestBed } from '@angular/core/testing';
import type { Facts } from '@contract/facts';
import type { RoomMember } from '@contract/room';
import { Subject } from 'rxjs';
import { ApiClient } from '../../api/api-client';
import { ChatSocket } from '../../connection/chat-socket';
import { ALA, OLA } from '../room.test-kit';
import { MembersStore } from './members-store';

describe('MembersStore', () => {
  let facts: Subject<Facts['presence:changed']>;
  let renamed: Subject<Facts['person:changed']>;
  let asked: string[];
  let members: RoomMember[];
  let store: MembersStore;

  const here = (): string[] => store.members().listed.filter(({ online }) => online).map(({ name }) => name);

  beforeEach(() => {
    jest.useFakeTimers();
    facts = new Subject();
    renamed = new Subject();
    asked = [];
    members = [{ ...ALA, role: 'owner', online: true }];
    const get = (path: string): Promise<unknown> => (asked.push(path), Promise.resolve({ members, memberCount: members.length }));
    TestBed.configureTestingModule({
      providers: [MembersStore, { provide: ChatSocket, useValue: { fact: (name: string) => (name === 'presence:changed' ? facts : renamed) } }, { provide: ApiClient, useValue: { get } }],
    });
    store = TestBed.inject(MembersStore);
    store.opened({ members, memberCount: 1, online: 1 });
    store.follow('r1');
  });

  afterEach(() => jest.useRealTimers());

  it('calls people as they are called now', () => {
    renamed.next({ roomId: 'r2', person: { ...ALA, name: 'Nobody' } });
    renamed.next({ roomId: 'r1', person: { ...OLA, name: 'Not here' } });
    renamed.next({ roomId: 'r1', person: { ...ALA, name: 'Alicja' } });

    expect(here()).toEqual(['Alicja']);
  });

  it('follows the facts of its room without asking', async () => {
    facts.next({ roomId: 'r1', online: 2, joined: [OLA], left: [] });
    facts.next({ roomId: 'r2', online: 9, joined: [], left: [ALA] });
    await jest.advanceTimersByTimeAsync(60_000);

    expect(here()).toEqual(['Ala', 'Ola']);
    expect(asked).toEqual([]);
  });

  it('does not ask where the other names of a crowd follow', async () => {
    facts.next({ roomId: 'r1', online: 3, joined: [OLA], left: [] });
    facts.next({ roomId: 'r1', online: 3, joined: [{ id: 'u-z', name: 'Zosia' }], left: [] });
    await jest.advanceTimersByTimeAsync(60_000);

    expect(asked).toEqual([]);
  });

  it('asks who is here until the names come to the number', async () => {
    facts.next({ roomId: 'r1', online: 2, joined: [], left: [] });
    await jest.advanceTimersByTimeAsync(8_000);
    expect(asked).toEqual(['/api/rooms/r1/members']);

    members = [...members, { ...OLA, role: 'member', online: true }];
    await jest.advanceTimersByTimeAsync(60_000);

    expect(here()).toEqual(['Ala', 'Ola']);
    expect(asked.length).toBeGreaterThan(1);
    const enough = asked.length;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(enough);
  });
});

import { Subject } from 'rxjs';
import { SessionCookie, TOLD_KEPT } from '../api/session-cookie.ts';
import { SharedBlockPool } from '../concurrency/index.ts';
import type { RoomEvent } from '../contract/room-events.ts';
import { DEFAULT_POLICY } from '../contract/room.ts';
import { MOST_WAITING_HASHES, Passwords } from '../identity/passwords.ts';
import { SESSIONS_KEPT, SessionCache } from '../identity/session-cache.ts';
import { BUCKETS_KEPT, TokenBuckets } from '../identity/token-buckets.ts';
import { ROOMS_NOTED, RoomsToRead } from '../live/consumers/rooms-to-read.ts';
import { DirectoryFeed, MOST_WAITING } from '../live/directory-feed.ts';
import { HEADS_KEPT, HeadFeed } from '../live/head-feed.ts';
import { MemberPages, PAGES_KEPT } from '../live/member-pages.ts';
import { CHANGES_KEPT, PersonFeed } from '../live/person-feed.ts';
import { PushTroubles, TROUBLES_KEPT } from '../live/push/push-troubles.ts';
import { ToldDevices, TOLD_KEPT as TOLD_PEOPLE_KEPT } from '../live/push/told-devices.ts';
import { CommandQueue } from '../room-threads/command-queue.ts';
import { LateCommands } from '../room-threads/late-commands.ts';
import { BYTES_REMEMBERED, CatchUp } from '../rooms/catch-up.ts';
import { KnownMembers, MEMBERS_KNOWN } from '../rooms/known-members.ts';
import { KEPT_BYTES, RecentEvents } from '../rooms/recent-events.ts';
import { JoinRate, JOINERS_KEPT } from '../rooms/rules/join-rate.ts';
import { KEPT, RecentCommands } from '../rooms/rules/recent-commands.ts';
import { REACTIONS_KEPT, RecentReactions } from '../rooms/rules/recent-reactions.ts';
import { DELETIONS_KEPT, RoomState, SPEAKERS_KEPT } from '../rooms/rules/room-state.ts';
import { MOST_PREPARING, SenderOrder } from '../rooms/sender-order.ts';
import { Outbox } from '../store/sqlite/journal/outbox.ts';
import { messages, posted, session } from '../store/sqlite/store.test-kit.ts';
import { collectionsInSource } from './collections.test-kit.ts';

interface Fullness {
  held: number;
  most: number;
}

/** Collections with a bound of their own: put more in than they may hold, and see what they hold. */
const BOUNDED: Record<string, () => Fullness[] | Promise<Fullness[]>> = {
  'api/session-cookie.ts##toldLately': () => {
    const cookie = new SessionCookie();
    const response = { cookie: () => undefined } as never;
    times(TOLD_KEPT + 10, (n) => cookie.set({ request: { headers: {} } as never, response, token: 't', session: session({ tokenHash: `h${n}` }) }));
    return [{ held: cookie.size, most: TOLD_KEPT }];
  },
  'concurrency/shared-block-pool.ts##kept': () => {
    const pool = new SharedBlockPool({ blockBytes: 64, mostBlocks: 3 });
    times(5, () => times(9, () => pool.tryTake()).filter((block) => block !== null).forEach((block) => pool.giveBack(block)));
    return [{ held: pool.made, most: 3 }];
  },
  'identity/passwords.ts##waiting': async () => {
    const passwords = new Passwords({ memoryKib: 8, passes: 1, lanes: 1 });
    const all = times(MOST_WAITING_HASHES + 10, () => passwords.hash('p').catch(() => ''));
    const held = passwords.waiting;
    await Promise.all(all);
    return [{ held, most: MOST_WAITING_HASHES }];
  },
  'identity/session-cache.ts##live': async () => {
    const cache = new SessionCache();
    times(SESSIONS_KEPT + 10, (n) => cache.keep(session({ tokenHash: `h${n}`, user: { id: `u${n}`, name: 'A' } })));
    for (const n of times(SESSIONS_KEPT + 10, (at) => at)) await cache.find(`absent ${n}`, () => Promise.resolve(null));
    return Object.values(cache.size).map((held) => ({ held, most: SESSIONS_KEPT }));
  },
  'identity/token-buckets.ts##buckets': () => {
    const buckets = new TokenBuckets({ perSecond: 1, burst: 1 });
    times(BUCKETS_KEPT + 10, (n) => buckets.take(`a${n}`, 0));
    return [{ held: buckets.size, most: BUCKETS_KEPT }];
  },
  'live/consumers/rooms-to-read.ts##later': () => {
    const rooms = new RoomsToRead(1_000);
    times(ROOMS_NOTED + 10, (n) => rooms.note(`r${n}`));
    return [{ held: rooms.size, most: ROOMS_NOTED }];
  },
  'live/push/push-troubles.ts##troubles': () => {
    const troubles = new PushTroubles();
    times(TROUBLES_KEPT + 10, (n) => troubles.add(`https://push.example/${n}`, n));
    return [{ held: troubles.size, most: TROUBLES_KEPT }];
  },
  'live/push/told-devices.ts##told': () => {
    const told = new ToldDevices();
    times(TOLD_PEOPLE_KEPT + 10, (n) => told.note({ roomId: 'r', userId: `u${n}`, endpoint: 'e' }, { ordinal: n, at: n }));
    return [{ held: told.size, most: TOLD_PEOPLE_KEPT }];
  },
  'live/consumers/rooms-to-read.ts##noted': () => {
    const rooms = new RoomsToRead();
    times(ROOMS_NOTED + 10, (n) => rooms.note(`r${n}`));
    return [{ held: rooms.size, most: ROOMS_NOTED }];
  },
  'live/consumers/rooms-to-read.ts##failed': () => {
    const rooms = new RoomsToRead();
    times(ROOMS_NOTED + 10, (n) => rooms.failed(`r${n}`, n, 0));
    return [{ held: rooms.size, most: ROOMS_NOTED }];
  },
  'live/directory-feed.ts##changes': () => {
    const { publications, runtime, made } = publisher();
    const told = { told$: new Subject() };
    const feed = new DirectoryFeed(runtime, { made } as never, {} as never, { watchers: 1 } as never, {} as never, told as never);
    feed.onModuleInit();
    times(MOST_WAITING + 10, (n) => publications.next({ roomId: `r${n}`, notable: [] }));
    feed.onApplicationShutdown();
    return [{ held: feed.size, most: MOST_WAITING }];
  },
  'live/head-feed.ts##heads': () => {
    const { publications, runtime } = publisher();
    const feed = new HeadFeed(runtime, {} as never, {} as never);
    feed.onModuleInit();
    times(HEADS_KEPT + 10, (n) => publications.next({ roomId: `r${n}`, epoch: 'e', last: 1 }));
    feed.onApplicationShutdown();
    return [{ held: feed.size, most: HEADS_KEPT }];
  },
  'live/member-pages.ts##pages': () => {
    const pages = new MemberPages({ read: () => Promise.resolve({ members: [], count: 0 }) } as never);
    times(PAGES_KEPT + 10, (n) => void pages.read({ id: `r${n}`, membersSeq: 1 }));
    return [{ held: pages.size, most: PAGES_KEPT }];
  },
  'live/person-feed.ts##changed': () => {
    const feed = new PersonFeed(0);
    times(CHANGES_KEPT + 10, (n) => feed.change([`r${n}`]));
    return [{ held: feed.size, most: CHANGES_KEPT }];
  },
  'room-threads/command-queue.ts##unsettled': () => {
    const queue = new CommandQueue(2_048, () => ({ code: 'BUSY', message: 'full' }));
    const command = { kind: 'join', principal: { userId: 'u', name: 'A', kind: 'guest', roles: [], sessionId: 's' }, clientId: 'c' } as never;
    times(100, () => void queue.put(command, 'refuse'));
    return [{ held: queue.size, most: 60 }];
  },
  'room-threads/late-commands.ts##waiting': () => {
    const late = new LateCommands({ most: 5, waitMs: 1_000 }, () => undefined);
    times(20, (n) => late.tryAdd(n));
    const held = late.size;
    late.takeAll();
    return [{ held, most: 5 }];
  },
  'rooms/catch-up.ts##recent': () => {
    const catchUp = new CatchUp({} as never);
    const frame = new Uint8Array(new SharedArrayBuffer(KEPT_BYTES / 2)) as never;
    times((BYTES_REMEMBERED / KEPT_BYTES) * 2 + 20, (n) => catchUp.remember({ roomId: `r${n}`, epoch: 'e', first: 1, last: 1, frame, notable: [] }));
    return [{ held: catchUp.bytes, most: BYTES_REMEMBERED }];
  },
  'rooms/known-members.ts##rooms': () => {
    const known = new KnownMembers();
    times(MEMBERS_KNOWN + 10, (n) => known.add(`r${n % 1_000}`, `u${n}`));
    return [{ held: known.size, most: MEMBERS_KNOWN }];
  },
  'rooms/recent-events.ts##packets': () => {
    const recent = new RecentEvents();
    const frame = new Uint8Array(KEPT_BYTES / 4) as never;
    times(20, (n) => recent.add({ roomId: 'r', epoch: 'e', first: n + 1, last: n + 1, frame, notable: [] }));
    return [{ held: recent.bytes, most: KEPT_BYTES }];
  },
  'rooms/rules/join-rate.ts##joins': () => {
    const rate = new JoinRate();
    times(JOINERS_KEPT + 10, (n) => rate.note(`u${n}`, 0));
    return [{ held: rate.size, most: JOINERS_KEPT }];
  },
  'rooms/rules/recent-commands.ts##byKey': () => {
    const recent = new RecentCommands([]);
    messages(1, KEPT.commands + 10).forEach((message) => recent.note(message));
    return [{ held: recent.list().length, most: KEPT.commands }];
  },
  'rooms/rules/recent-reactions.ts##byMessage': () => {
    const recent = new RecentReactions(0);
    times(REACTIONS_KEPT + 10, (n) => recent.note('r1', reacted(n + 2)));
    return [{ held: recent.size, most: REACTIONS_KEPT }];
  },
  'rooms/rules/room-state.ts##deletions': () => {
    const room = roomState();
    times(DELETIONS_KEPT + 10, (n) => room.apply({ type: 'message.deleted', seq: n + 1, at: 1, author: { id: 'u', name: 'A' }, id: `r1-${n + 1}` }));
    return [{ held: room.remembered.deletions, most: DELETIONS_KEPT }];
  },
  'rooms/rules/room-state.ts##lastSaid': () => {
    const room = roomState();
    times(SPEAKERS_KEPT + 10, (n) => room.apply(posted(n + 1, { author: { id: `u${n}`, name: 'A' } })));
    return [{ held: room.remembered.speakers, most: SPEAKERS_KEPT }];
  },
  'rooms/sender-order.ts##last': async () => {
    const order = new SenderOrder();
    const never = new Promise<never>(() => undefined);
    const refused = times(MOST_PREPARING + 10, (n) => order.next(`u${n}`, () => never, () => never)).slice(MOST_PREPARING);
    const codes = await Promise.all(refused.map((answer) => answer.catch(({ code }: { code: string }) => code)));
    return [{ held: order.size, most: MOST_PREPARING }, { held: codes.filter((code) => code === 'BUSY').length, most: 10 }];
  },
  'store/sqlite/journal/outbox.ts##waiting': () => {
    let refused = 0;
    const outbox = new Outbox({ tryPut: () => 'contended' } as never, 50);
    times(60, () => outbox.put(new Uint8Array(1), () => refused++));
    outbox.stop();
    return [{ held: 60 - (refused - 50), most: 50 }];
  },
};

/** The others hold no more than something else that is bounded, or nothing that comes from outside. */
const AS_MANY_AS = {
  'sockets, each in at most LIMITS.roomsPerSocket rooms (SocketLimits)': [
    'gateway/session-sockets.ts##socketsOf',
    'gateway/socket-limits.ts##open',
    'identity/open-sessions.ts##sessions',
    'live/presence-feed.ts##throttles',
    'live/presence.ts##changed',
    'live/presence.ts##rooms',
    'live/subscriptions.ts##active',
    'live/subscriptions.ts##all',
    'live/subscriptions.ts##pending',
    'live/subscriptions.ts##people',
    'live/subscriptions.ts##watchers',
    'live/typing.ts##changed',
    'live/typing.ts##rooms',
  ],
  'people with sockets, each in at most LIMITS.roomsPerPerson rooms': [
    'live/dirty-rooms.ts##rooms',
    'live/feed-directs.ts##rooms',
    'live/feed-members.ts##peopleIn',
    'live/feed-members.ts##roomsOf',
    'live/person-feeds.ts##feeds',
    'live/person-feeds.ts#people',
  ],
  'live rooms (ROOM_LIVE_MAX), each with one packet in the fan-out, and what is told of all': ['gateway/fan-out.ts##waiting', 'room-threads/live-rooms.ts##rooms'],
  'live rooms of a thread, and stays that it has not ended': [
    'room-threads/room-stays.ts##leaving',
    'room-threads/room-stays.ts##present',
    'room-threads/room-thread-loop.ts##rooms',
    'room-threads/room-thread.ts#rooms',
  ],
  'threads (ROOM_THREADS), and those that end': [
    'concurrency/shared-block-pool.ts##waiting',
    'room-threads/thread-pool.ts##busy',
    'room-threads/thread-pool.ts##closing',
    'store/sqlite/journal/journal.ts##unregistering',
    'store/sqlite/journal/reply-buffers.ts##replies',
  ],
  'a room’s buffer (ROOM_BUFFER_BYTES), a round’s commands, or UNPUBLISHED_BYTES': [
    'room-threads/command-queue.ts##outside',
    'room-threads/hosted-room.ts##firstResults',
    'room-threads/hosted-room.ts##held',
    'room-threads/hosted-room.ts##notable',
    'room-threads/hosted-room.ts##unpublished',
  ],
  'what the rules refuse beyond: LIMITS.pinsPerRoom': ['rooms/rules/room-state.ts##pins'],
  'the changes kept, see there': ['rooms/rules/recent-reactions.ts##order'],
  'reads and writes under way (READS_UNDER_WAY, the journal’s outbox)': ['identity/session-cache.ts##reading', 'store/sqlite/pending-answers.ts##pending'],
  'the sessions kept, see there': ['identity/session-cache.ts##absent', 'identity/session-cache.ts##hashesOf'],
  'one transaction': ['store/sqlite/journal/group-commit.ts##before', 'store/sqlite/journal/group-commit.ts##troubles', 'store/sqlite/projections/read-positions.projection.ts##own'],
  'a window of time in which few may happen': ['room-threads/restart-budget.ts##restartedAt', 'store/sqlite/readers/reader.ts##deaths'],
  'rooms that there are, for the time of one read': ['store/sqlite/search/readable-rooms.ts##rooms'],
  'requests under way: each person’s are counted while they last': ['rooms/search.service.ts##underWay'],
  'the people of one room, which its thread serves alone': ['rooms/rules/room-state.ts##members', 'rooms/rules/room-state.ts##sanctions'],
  'the program: filled at its start': [
    'concurrency/bounded-buffer.ts##conditions',
    'identity/origins.ts##allowed',
    'live/consumers/log-consumers.ts##runners',
    'store/sqlite/files/lineage.ts##marks',
    'store/sqlite/projections/projections.ts##all',
    'store/sqlite/projections/projections.ts##byType',
  ],
};

function reacted(seq: number) {
  return { type: 'reaction.added', id: 'r1-1', emoji: '👍', seq, at: 1, author: { id: `u${seq}`, name: 'A' } } as const;
}

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function publisher() {
  const publications = new Subject<object>();
  const made = new Subject();
  return { publications, made, runtime: { publications, gaps: new Subject() } as never };
}

function roomState(): { apply(event: RoomEvent): void; remembered: RoomState['remembered'] } {
  const place = { epoch: 'e', head: 0, lastOrdinal: 0, lastAt: 0, archived: false };
  const policy = { ...DEFAULT_POLICY, slowModeSeconds: 60 };
  return new RoomState({ roomId: 'r1', kind: 'room', name: 'R', topic: '', visibility: 'public', policy, ...place, members: [], roles: {}, sanctions: [], pins: [], recent: [] });
}

describe('everything that can grow', () => {
  it('has its bound named here', () => {
    expect([...Object.keys(BOUNDED), ...Object.values(AS_MANY_AS).flat()].sort()).toEqual(collectionsInSource());
  });

  it.each(Object.entries(BOUNDED))('%s holds no more than it may', async (_, overfill) => {
    for (const { held, most } of await overfill()) {
      expect(held).toBeGreaterThan(0);
      expect(held).toBeLessThanOrEqual(most);
    }
  });
});

import type { RoomEntry } from '../memberships/room-entries';
import { roomOf } from '../room/room.test-kit';
import { rankRooms, type Ranking } from './rank-rooms';

const entry = (name: string, more: Partial<RoomEntry> = {}): RoomEntry => ({ room: roomOf({ id: name, slug: name, name }), member: true, unread: 0, mentions: 0, quiet: false, drafted: false, ...more });

describe('the rooms one may mean', () => {
  const names = (ranking: Partial<Ranking> & Pick<Ranking, 'entries'>) => rankRooms({ find: '', visited: [], current: undefined, ...ranking }).map(({ room }) => room.name);

  it('begin with where one was lately, without where one is', () => {
    expect(names({ entries: ['a', 'b', 'c', 'd'].map((name) => entry(name)), visited: ['c', 'd', 'b'], current: 'c' })).toEqual(['d', 'b', 'a']);
  });

  it('go on with what is unread, then with what begins like what is looked for, then by name as people count', () => {
    const entries = [entry('10 incidents'), entry('2 incidents'), entry('Incidents'), entry('old incidents', { unread: 2 }), entry('Kitchen')];

    expect(names({ entries, find: 'inc' })).toEqual(['old incidents', 'Incidents', '2 incidents', '10 incidents']);
  });

  it('end with rooms of others, however well they fit', () => {
    expect(names({ entries: [entry('abc', { member: false, unread: 1 }), entry('xabc')], find: 'abc' })).toEqual(['xabc', 'abc']);
  });

  it('are found without diacritics', () => {
    expect(names({ entries: [entry('Żółć'), entry('Zebra')], find: 'zol' })).toEqual(['Żółć']);
  });
});

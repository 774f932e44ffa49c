import type { RoomEvent } from '@contract/room-events';
import { ALA, OLA, messageAt } from '../room.test-kit';
import { isNothing, summaryOf } from './room-summary';

const EWA = { id: 'u-ewa', name: 'Ewa' };
const event = (seq: number, more: object): RoomEvent => ({ seq, at: seq, author: OLA, ...more }) as RoomEvent;

describe('summaryOf', () => {
  it('counts what others have said, without what is gone again', () => {
    const events = [messageAt(1), messageAt(2, { author: EWA }), messageAt(3), messageAt(4, { author: ALA }), event(5, { type: 'message.deleted', id: 'm3' })];

    expect(summaryOf(events, ALA.id)).toMatchObject({ said: { count: 2, names: ['Ola', 'Ewa'] }, deleted: 0 });
  });

  it('names the edits of what was there before, each message once and as it is now', () => {
    const events = [
      event(1, { type: 'message.edited', id: 'old', body: 'first' }),
      messageAt(2),
      event(3, { type: 'message.edited', id: 'm2', body: 'of a new one' }),
      event(4, { type: 'message.edited', id: 'old', body: 'second' }),
      event(5, { type: 'message.edited', id: 'mine', body: 'my own', author: ALA }),
    ];

    expect(summaryOf(events, ALA.id).edited).toEqual([{ id: 'old', by: 'Ola', body: 'second' }]);
  });

  it('counts what is gone from before, and leaves its edits out', () => {
    const events = [event(1, { type: 'message.edited', id: 'old', body: '' }), event(2, { type: 'message.deleted', id: 'old' })];

    expect(summaryOf(events, ALA.id)).toMatchObject({ deleted: 1, edited: [] });
  });

  it('names what is pinned still, with its text where that is known', () => {
    const events = [
      messageAt(1),
      event(2, { type: 'message.pinned', id: 'm1' }),
      event(3, { type: 'message.pinned', id: 'old' }),
      event(4, { type: 'message.unpinned', id: 'old' }),
      event(5, { type: 'message.pinned', id: 'other' }),
    ];

    expect(summaryOf(events, ALA.id).pinned).toEqual([
      { id: 'm1', by: 'Ola', body: 'message 1' },
      { id: 'other', by: 'Ola', body: '' },
    ]);
  });

  it('tells comings and goings from what happened to the room', () => {
    const events = [event(1, { type: 'member.joined', author: EWA }), event(2, { type: 'room.updated', changes: { name: 'Attic' } }), event(3, { type: 'member.joined', author: ALA })];
    const summary = summaryOf(events, ALA.id);

    expect([summary.comings.map(({ seq }) => seq), summary.notices.map(({ seq }) => seq)]).toEqual([[1], [2]]);
  });

  it('is nothing where only the reader has done something', () => {
    expect(isNothing(summaryOf([messageAt(1, { author: ALA })], ALA.id))).toBe(true);
    expect(isNothing(summaryOf([messageAt(1)], ALA.id))).toBe(false);
  });
});

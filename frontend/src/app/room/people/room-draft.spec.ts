import { roomOf } from '../room.test-kit';
import { changesIn, draftOf } from './room-draft';

describe('what is changed of a room', () => {
  const room = roomOf();

  it('is nothing where the form says what was', () => {
    expect(changesIn(draftOf(room), room)).toEqual({});
    expect(changesIn({ ...draftOf(room), name: ` ${room.name} ` }, room)).toEqual({});
  });

  it.each([
    [{ name: 'Bar' }, { name: 'Bar' }],
    [{ topic: '' }, { topic: '' }],
    [{ visibility: 'private' }, { visibility: 'private' }],
    [{ posting: 'moderators' }, { policy: { ...room.policy, posting: 'moderators' } }],
    [{ slowModeSeconds: 30 }, { policy: { ...room.policy, slowModeSeconds: 30 } }],
    [{ archived: true }, { archived: true }],
  ] as const)('is %j alone', (draft, changes) => {
    expect(changesIn({ ...draftOf(room), ...draft }, room)).toEqual(changes);
  });

  it('opens an archived room again', () => {
    const archived = roomOf({ archivedAt: 5 });

    expect(changesIn({ ...draftOf(archived), archived: false }, archived)).toEqual({ archived: false });
  });
});

import { joining } from './pool.test-kit.ts';
import { LiveRooms } from './live-rooms.ts';
import { RoomHandle } from './room-handle.ts';

const handle = (roomId = 'r') => new RoomHandle(roomId, { capacityBytes: 65_536, budget: { restarts: 1, withinMs: 1, shutMs: 1 } });

describe('LiveRooms', () => {
  it('keeps the newer handle of a room when an older one is removed', () => {
    const rooms = new LiveRooms(10);
    const [older, newer] = [handle(), handle()];
    rooms.add(older);
    rooms.remove(older);
    rooms.add(newer);

    rooms.remove(older);

    expect(rooms.get('r')).toBe(newer);
  });

  it('has place for so many and no more', () => {
    const rooms = new LiveRooms(2);
    const places = ['a', 'b'].map((id) => {
      const { hasPlace } = rooms;
      rooms.add(handle(id));
      return hasPlace;
    });

    expect([...places, rooms.hasPlace]).toEqual([true, true, false]);
  });

  it('counts no room for silent whose commands are under way', () => {
    const rooms = new LiveRooms(1);
    const room = handle();
    rooms.add(room);

    void room.put(joining());

    expect(rooms.longestSilent()).toBeUndefined();
  });
});

describe('the opening of a room', () => {
  it('comes to nothing when it was opened again, or released', () => {
    const room = handle();

    const first = room.beginOpening();
    const second = room.beginOpening();
    const wanted = [room.isOpening(first), room.isOpening(second)];
    room.release();

    expect([...wanted, room.isOpening(second)]).toEqual([false, true, false]);
  });
});

import { flapPresence, floodRooms } from './scenarios/floods.ts';

describe('a flood', () => {
  it('of rooms meets a quota per person, and a limit on those that live', async () => {
    expect(await floodRooms({ rooms: 100, liveMax: 16 })).toMatchObject({ held: true });
  }, 60_000);

  it('of comings and goings is told in few words, and leaves nothing behind', async () => {
    expect(await flapPresence({ sockets: 200, rounds: 4 })).toMatchObject({ held: true });
  }, 60_000);
});

import { storm } from './scenarios/storm.ts';

describe('a crowd that comes back at once to a server that was killed', () => {
  it('gets in and has what it missed, without a hole', async () => {
    expect(await storm({ clients: 500, rooms: 10, downMs: 100 })).toMatchObject({ held: true });
  }, 90_000);
});

import { askWithoutReading } from './scenarios/deaf-asker.ts';

describe('sockets that ask and do not read the answers', () => {
  it('do not fill the memory with what waits for them', async () => {
    expect(await askWithoutReading({ asks: 50, sockets: 10 })).toMatchObject({ held: true });
  }, 60_000);
});

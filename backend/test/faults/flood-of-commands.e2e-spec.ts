import { floodEvents } from './scenarios/floods.ts';

describe('a socket that floods the server with commands', () => {
  it('is refused, then disconnected, while the others chat on', async () => {
    expect(await floodEvents()).toMatchObject({ held: true });
  }, 60_000);
});

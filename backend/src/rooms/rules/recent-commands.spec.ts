import type { MessagePosted } from '../../contract/room-events.ts';
import { firstResultOf, type FirstResult } from '../../store/first-result.ts';
import { KEPT, RecentCommands } from './recent-commands.ts';

const ANN = { id: 'ann', name: 'Ann' };
const posted = (seq: number, body = 'b'): MessagePosted => ({ type: 'message.posted', seq, at: seq, author: ANN, id: `r-${seq}`, ordinal: seq, clientId: `c${seq}`, body });

describe('RecentCommands', () => {
  it('know what a command led to, be it noted here or remembered from the store', () => {
    const recent = new RecentCommands([firstResultOf(posted(1)) as FirstResult]);
    recent.note(posted(2));

    expect([recent.find('ann', 'c1'), recent.find('ann', 'c2'), recent.find('bob', 'c1')]).toEqual([firstResultOf(posted(1)), firstResultOf(posted(2)), undefined]);
    expect(recent.list()).toEqual([firstResultOf(posted(1)), firstResultOf(posted(2))]);
  });

  it('are no more than so many', () => {
    const recent = new RecentCommands([]);
    for (let seq = 1; seq <= KEPT.commands + 10; seq++) recent.note(posted(seq));

    expect([recent.list().length, recent.find('ann', 'c10'), recent.find('ann', 'c11')?.seq]).toEqual([KEPT.commands, undefined, 11]);
  });

  it('hold no more than so much text', () => {
    const recent = new RecentCommands([]);
    const body = 'x'.repeat(4_000);
    for (let seq = 1; seq <= 500; seq++) recent.note(posted(seq, body));

    expect(recent.list().length * body.length).toBeLessThanOrEqual(KEPT.characters);
    expect(recent.find('ann', 'c500')?.seq).toBe(500);
  });

  it('keep no word of what was deleted', () => {
    const recent = new RecentCommands([]);
    recent.note(posted(1, 'a secret'));
    recent.forgetContent(1);

    expect(recent.find('ann', 'c1')).toEqual({ ...firstResultOf(posted(1)), content: null });
  });
});

import { readFileSync } from 'node:fs';
import { may, outranks, PERMISSIONS, type Action, type Standing } from './permissions.ts';

const DOCS = new URL('../../../docs/api.md', import.meta.url);
const STANDINGS: Standing[] = ['owner', 'moderator', 'member', 'visitor', 'banned'];
const ACTIONS = Object.keys(PERMISSIONS) as Action[];

describe('who may do what', () => {
  it('stands in the docs as it is', () => {
    const rows = Object.entries(PERMISSIONS).map(([action, rule]) => `| \`${action}\` | ${rule.public.join(', ')} | ${rule.private.join(', ')} | ${rule.direct.join(', ')} |`);

    expect(readFileSync(DOCS, 'utf8').split('\n')).toEqual(expect.arrayContaining(rows));
  });

  it('gives a visitor nothing of a private room, and the banned nothing at all', () => {
    for (const action of ACTIONS) {
      expect(may(['guest'], action, { kind: 'room', visibility: 'private', standing: 'visitor' })).toBe(false);
      expect(may(['guest'], action, { kind: 'room', visibility: 'private', standing: 'banned' })).toBe(false);
      expect(may(['guest'], action, { kind: 'room', visibility: 'public', standing: 'banned' })).toBe(false);
    }
  });

  it('gives nobody less than somebody of a lower rank', () => {
    for (const action of ACTIONS) {
      for (const visibility of ['public', 'private'] as const) {
        const allowed = STANDINGS.map((standing) => may(['member'], action, { kind: 'room', visibility, standing }));
        expect(allowed).toEqual(allowed.toSorted((one, other) => Number(other) - Number(one)));
      }
    }
  });

  it.each(['public', 'private'] as const)('lets nobody do in a %s room what they may not see', (visibility) => {
    const allowed = ACTIONS.flatMap((action) => STANDINGS.filter((standing) => may(['guest'], action, { kind: 'room', visibility, standing })));

    expect(allowed.filter((standing) => !may(['guest'], 'room.see', { kind: 'room', visibility, standing }))).toEqual([]);
  });

  it('gives an administrator an owner’s say in public rooms, and none in private ones of others', () => {
    expect(may(['admin'], 'member.role', { kind: 'room', visibility: 'public', standing: 'visitor' })).toBe(true);
    expect(may(['admin'], 'room.see', { kind: 'room', visibility: 'private', standing: 'visitor' })).toBe(false);
  });

  it('lets people moderate only those below them', () => {
    expect(STANDINGS.map((mine) => STANDINGS.filter((theirs) => outranks(mine, theirs)))).toEqual([
      ['moderator', 'member', 'visitor', 'banned'],
      ['member', 'visitor', 'banned'],
      ['visitor', 'banned'],
      [],
      [],
    ]);
  });
});

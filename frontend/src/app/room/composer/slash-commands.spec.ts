import { inlineOf } from '../text/inline';
import { isSlashCommand, withoutEscape } from './slash';
import { SLASH_COMMANDS, commandIn } from './slash-commands';

describe('a line that begins with a slash', () => {
  it.each([
    ['/me dances', { type: 'send', body: '_dances_' }],
    ['/ME dances', { type: 'send', body: '_dances_' }],
    ['/me', { type: 'incomplete', name: 'me' }],
    ['/topic Soup,\nand more', { type: 'wish', wish: { type: 'topic', topic: 'Soup,\nand more' } }],
    ['/topic', { type: 'wish', wish: { type: 'topic', topic: '' } }],
    ['/leave', { type: 'wish', wish: { type: 'leave' } }],
    ['/invite', { type: 'wish', wish: { type: 'invite' } }],
    ['/help', { type: 'help' }],
    ['/frobnicate now', { type: 'unknown', name: 'frobnicate' }],
  ])('%j is %j', (line, result) => {
    expect(commandIn(line)).toEqual(result);
  });

  it('has both arms when it is drawn', () => {
    const result = commandIn('/shrug well');

    expect(result.type === 'send' && inlineOf(result.body)).toEqual([{ type: 'text', text: 'well ¯\\_(ツ)_/¯' }]);
  });

  it('is a command only where one slash stands before a word', () => {
    expect(['/me x', '/x'].map(isSlashCommand)).toEqual([true, true]);
    expect(['//me x', '/ x', '/', 'x /me', '', '/\n'].map(isSlashCommand)).toEqual([false, false, false, false, false, false]);
    expect(['//me x', '// x', '/me'].map(withoutEscape)).toEqual(['/me x', '// x', '/me']);
  });

  it('has every command once', () => {
    const names = SLASH_COMMANDS.map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
  });
});

import fc from 'fast-check';
import { hookText } from './hook-text.ts';

describe('what programs post to a hook', () => {
  it.each([
    ['our own shape, as it is written', { body: ' <!here> **now** &amp; ', clientId: 'c1' }, { body: ' <!here> **now** &amp; ', clientId: 'c1' }],
    ['Slack’s', { text: 'Build <https://ci.example/7|#7> failed, see <https://ci.example>' }, { body: 'Build [#7](https://ci.example/7) failed, see https://ci.example' }],
    ['Slack’s calls, which call nobody', { text: '<!here> <!channel> <@U123> <@U123|ann> <!subteam^S1|ops>' }, { body: '@here @channel @U123 @ann @ops' }],
    ['Slack’s escapes', { text: 'a &lt; b &amp;&amp; c &gt; d' }, { body: 'a < b && c > d' }],
    ['Slack’s attachments', { text: 'Alarm', attachments: [{ title: 'Disk', title_link: 'https://m.example/1', text: '91 %' }, { fallback: 'nothing else' }] }, { body: 'Alarm\n[Disk](https://m.example/1)\n91 %\nnothing else' }],
    ['Discord’s', { content: 'hello', username: 'x' }, { body: 'hello' }],
  ])('is understood in %s', (_, posted, said) => {
    expect(hookText(posted)).toEqual(said);
  });

  it.each([null, undefined, 7, 'text', [], {}, { text: '' }, { text: '  ' }, { text: 7 }, { attachments: [] }, { attachments: 'x' }])('is nothing where nothing is said: %j', (posted) => {
    expect(hookText(posted)).toBeNull();
  });

  it('calls nobody, whatever stands in it', () => {
    const piece = fc.constantFrom('<@', '<!', '>', 'here', 'room', 'u-ann', '|', '&lt;', '@', ' ', 'https://x.example');

    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const said = hookText({ text: pieces.join('') });
        return said === null || !/<@(?:here|room)>/u.test(said.body) || pieces.includes('&lt;');
      }),
    );
  });
});

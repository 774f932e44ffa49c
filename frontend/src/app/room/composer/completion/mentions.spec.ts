import fc from 'fast-check';
import { Mentions } from './mentions';

const NAMES: Record<string, string> = { u1: 'Jan', u2: 'Jan', u3: 'Jan Kowalski', u4: 'Ann (2)', u5: 'Żółta.*', u6: 'room', u7: 'Janka' };
const mentions = () => new Mentions((id) => NAMES[id]);

describe('mentions in what is being written', () => {
  it('stand as names, and are sent as ids', () => {
    const written = mentions();
    const text = `${written.add('u1', 'Jan')}, come with ${written.add('u3', 'Jan Kowalski')}.`;

    expect(text).toBe('@Jan, come with @Jan Kowalski.');
    expect(written.encode(text)).toBe('<@u1>, come with <@u3>.');
  });

  it('tell two of the same name apart', () => {
    const written = mentions();
    const text = `${written.add('u1', 'Jan')} and ${written.add('u2', 'Jan')} and ${written.add('u1', 'Jan')}`;

    expect(text).toBe('@Jan and @Jan (2) and @Jan');
    expect(written.encode(text)).toBe('<@u1> and <@u2> and <@u1>');
  });

  it('are not what only looks like one', () => {
    const written = mentions();
    written.add('u1', 'Jan');

    expect(written.encode('@Janka mail@Jan @Jane x@Jan')).toBe('@Janka mail@Jan @Jane x@Jan');
    expect(mentions().encode('@Jan')).toBe('@Jan');
  });

  it('leave who is not known by name an id', () => {
    expect(mentions().decode('<@stranger> and <@u1>')).toBe('<@stranger> and @Jan');
  });

  it('come back as they were, whoever is mentioned in whatever text', () => {
    const piece = fc.oneof(fc.constantFrom(...Object.keys(NAMES)).map((id) => `<@${id}>`), fc.constantFrom(' ', '\n', ', ', ' (', ') ', '. ', ' word '));
    const body = fc.array(piece).map((pieces) => pieces.join(' '));

    fc.assert(
      fc.property(body, (given) => {
        const written = mentions();
        expect(written.encode(written.decode(given))).toBe(given);
      }),
    );
  });
});

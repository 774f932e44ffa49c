import { checkHistory, type Finding } from './kit/check-history.ts';
import type { History, Sent, StoredEvent, View } from './kit/history.ts';

const ROOM = 'room';
const ANN = 'ann';

/** Ann sent m1, m2, m3 one after the other; Ben was shown all of it. */
function goodHistory(): History & { log: StoredEvent[]; view: View } {
  const log = [stored(1, null), stored(2, 'm1'), stored(3, 'm2'), stored(4, 'm3')];
  const sent = ['m1', 'm2', 'm3'].map((label, index): Sent => {
    const { seq, id, ordinal } = log[index + 1] as StoredEvent;
    const ack = { seq, id: id as string, ordinal: ordinal as number, at: 1 };
    return { label, roomId: ROOM, authorId: ANN, sentAt: index * 10, attempts: 1, unanswered: 0, nacks: [], ackedAt: index * 10 + 5, ack, refused: null };
  });
  const view: View = { client: 'Ben', roomId: ROOM, run: log.slice(1).map(({ seq, label }) => ({ seq, label })), apart: [] };
  return { log, view, sent, stored: new Map([[ROOM, log]]), views: [view] };
}

function stored(seq: number, clientId: string | null): StoredEvent {
  const message = clientId !== null;
  return { seq, clientId, label: `${ANN}/${clientId ?? 'member.joined'}`, id: message ? `id-${clientId}` : null, ordinal: message ? seq - 1 : null };
}

function found(history: History): Finding[] {
  const { findings, held } = checkHistory(history);
  const kinds = (Object.keys(findings) as Finding[]).filter((kind) => findings[kind].length > 0);
  expect(held).toBe(kinds.length === 0);
  return kinds;
}

describe('the history checker', () => {
  it('finds nothing where all is well, and counts', () => {
    const history = goodHistory();
    (history.sent[1] as Sent).unanswered = 2;

    expect(found(history)).toEqual([]);
    expect(checkHistory(history)).toMatchObject({ sent: 3, acked: 3, stored: 3, unknownResolved: 1, refused: 0 });
  });

  it('finds a message that was acked and is not stored', () => {
    const history = goodHistory();
    history.log.pop();
    history.view.run.pop();

    expect(found(history)).toEqual(['lost']);
  });

  it('lets a message be absent whose sender was refused', () => {
    const history = goodHistory();
    history.log.pop();
    history.view.run.pop();
    Object.assign(history.sent[2] as Sent, { ack: null, ackedAt: null, refused: 'TOO_LARGE' });

    expect(found(history)).toEqual([]);
  });

  it('finds a message that is stored twice', () => {
    const history = goodHistory();
    history.log.push({ ...stored(5, 'm3') });
    history.view.run.push({ seq: 5, label: `${ANN}/m3` });

    expect(found(history)).toContain('doubled');
  });

  it.each([
    ['is missing', (log: StoredEvent[]) => log.map((event) => (event.seq > 2 ? { ...event, seq: event.seq + 1 } : event))],
    ['is used twice', (log: StoredEvent[]) => log.map((event) => (event.seq > 2 ? { ...event, seq: event.seq - 1 } : event))],
  ])('finds a number that %s', (_, harm) => {
    const history = goodHistory();
    history.stored.set(ROOM, harm(history.log));

    expect(found(history)).toContain('holes');
  });

  it('finds an ordinal that is missing', () => {
    const history = goodHistory();
    (history.log[3] as StoredEvent).ordinal = 7;

    expect(found(history)).toContain('holes');
  });

  it('finds two messages of one sender stored the wrong way round', () => {
    const history = goodHistory();
    const [joined, m1, m2, m3] = history.log as [StoredEvent, StoredEvent, StoredEvent, StoredEvent];
    history.stored.set(ROOM, [joined, { ...m2, seq: 2, ordinal: 1 }, { ...m1, seq: 3, ordinal: 2 }, m3]);

    expect(found(history)).toContain('reordered');
  });

  it('finds a message stored before one that was acked before it was sent', () => {
    const history = goodHistory();
    Object.assign(history.sent[0] as Sent, { sentAt: 100, ackedAt: 105 });

    expect(found(history)).toEqual(['reordered']);
  });

  it('allows either order of two messages that were under way together', () => {
    const history = goodHistory();
    Object.assign(history.sent[0] as Sent, { sentAt: 8, ackedAt: 30 });

    expect(found(history)).toEqual([]);
  });

  it('finds a message that was shown and is not stored', () => {
    const history = goodHistory();
    history.view.apart.push({ seq: 5, label: `${ANN}/ghost` });

    expect(found(history)).toEqual(['phantoms']);
  });

  it('finds a message that was shown in another place than it is stored', () => {
    const history = goodHistory();
    const [m1, m2, m3] = history.view.run.map(({ label }) => label);
    history.view.run = [m2, m1, m3].map((label, index) => ({ seq: index + 2, label: label as string }));

    expect(found(history)).toEqual(['phantoms']);
  });

  it.each([
    ['has a hole', (view: View) => view.run.splice(1, 1)],
    ['ends before the head', (view: View) => view.run.pop()],
    ['repeats a number', (view: View) => view.run.splice(1, 0, view.run[0] as View['run'][number])],
  ])('finds a view that %s', (_, harm) => {
    const history = goodHistory();
    harm(history.view);

    expect(found(history)).toEqual(['torn']);
  });

  it('finds an ack that names another place than the store', () => {
    const history = goodHistory();
    Object.assign((history.sent[1] as Sent).ack as object, { seq: 9 });

    expect(found(history)).toEqual(['contradicted']);
  });

  it('finds a message whose sender never learned of its end', () => {
    const history = goodHistory();
    Object.assign(history.sent[2] as Sent, { ack: null, ackedAt: null, unanswered: 3 });

    expect(found(history)).toEqual(['unsettled']);
  });
});

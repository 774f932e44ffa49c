import type { History, Sent, Shown, StoredEvent, View } from './history.ts';

/**
 * lost: acked and not stored (I1). doubled: stored more than once (I2). holes: a number missing or used twice (I3).
 * reordered: stored against the order of one sender, or before something that was acked before it was sent (I3).
 * torn: a client's view is not one contiguous run up to the head (I4). phantoms: shown and not stored so (I5).
 * contradicted: the ack names another place than the store (I1). unsettled: never answered and never refused (I6).
 */
export type Finding = 'lost' | 'doubled' | 'holes' | 'reordered' | 'torn' | 'phantoms' | 'contradicted' | 'unsettled';

export interface Verdict {
  sent: number;
  acked: number;
  refused: number;
  stored: number;
  /** Messages with an attempt that was not answered, whose sender learned by retrying. */
  unknownResolved: number;
  findings: Record<Finding, string[]>;
  /** Nothing was found. */
  held: boolean;
}

/** What a run has found that held. */
export const NO_FINDINGS: Verdict['findings'] = { lost: [], doubled: [], holes: [], reordered: [], torn: [], phantoms: [], contradicted: [], unsettled: [] };

const CHECKS: Record<Finding, (history: History) => string[]> = { lost, doubled, holes, reordered, torn, phantoms, contradicted, unsettled };

export function checkHistory(history: History): Verdict {
  const findings = Object.fromEntries(Object.entries(CHECKS).map(([kind, check]) => [kind, check(history)])) as Verdict['findings'];
  const settled = history.sent.filter(({ ack }) => ack !== null);
  return {
    sent: history.sent.length,
    acked: settled.length,
    refused: history.sent.filter(({ refused }) => refused !== null).length,
    stored: [...history.stored.values()].flat().filter(({ clientId }) => clientId !== null).length,
    unknownResolved: settled.filter(({ unanswered }) => unanswered > 0).length,
    findings,
    held: Object.values(findings).every((found) => found.length === 0),
  };
}

function lost({ sent, stored }: History): string[] {
  const labels = new Map([...stored].map(([roomId, events]) => [roomId, new Set(events.map(({ label }) => label))]));
  return sent.filter((message) => message.ack !== null && labels.get(message.roomId)?.has(keyOf(message)) !== true).map(({ label }) => label);
}

function doubled({ stored }: History): string[] {
  return [...stored.values()].flatMap((events) => {
    const seen = new Set<string>();
    return events.filter(({ clientId, label }) => clientId !== null && seen.size === seen.add(label).size).map(({ label }) => label);
  });
}

function holes({ stored }: History): string[] {
  return [...stored].flatMap(([roomId, events]) => {
    const messages = events.filter(({ ordinal }) => ordinal !== null);
    const numbers = events.filter(({ seq }, index) => seq !== index + 1).map(({ seq }) => `${roomId} seq ${seq}`);
    return [...numbers.slice(0, 1), ...messages.filter(({ ordinal }, index) => ordinal !== index + 1).map(({ ordinal }) => `${roomId} ordinal ${ordinal}`).slice(0, 1)];
  });
}

function reordered(history: History): string[] {
  return [...history.stored].flatMap(([roomId, events]) => {
    const places = new Map(events.map(({ label, seq }) => [label, seq]));
    return overtaken(history.sent.filter((message) => message.roomId === roomId), places);
  });
}

/** Messages stored before one that was acked before they were sent. One sender's are among them: it waits for each ack. */
function overtaken(sent: Sent[], places: Map<string, number>): string[] {
  const acked = sent.filter(({ ackedAt }) => ackedAt !== null).sort((a, b) => Number(a.ackedAt) - Number(b.ackedAt));
  let next = 0;
  let highest = 0;
  return [...sent].sort((a, b) => a.sentAt - b.sentAt).filter((message) => {
    for (; next < acked.length && Number(acked[next]?.ackedAt) < message.sentAt; next++) highest = Math.max(highest, places.get(keyOf(acked[next] as Sent)) ?? 0);
    return (places.get(keyOf(message)) ?? Infinity) < highest;
  }).map(({ label }) => label);
}

function torn({ stored, views }: History): string[] {
  return views.filter(({ roomId, run }) => {
    const head = stored.get(roomId)?.at(-1)?.seq ?? 0;
    const from = run[0]?.seq ?? head + 1;
    return run.some(({ seq }, index) => seq !== from + index) || from + run.length !== head + 1;
  }).map(describe);
}

function phantoms({ stored, views }: History): string[] {
  return views.flatMap((view) => {
    const events = stored.get(view.roomId) ?? [];
    return [...view.run, ...view.apart].filter((shown) => !isStored(events, shown)).map(({ seq, label }) => `${describe(view)}: ${seq} ${label}`);
  });
}

function contradicted({ sent, stored }: History): string[] {
  const byLabel = new Map([...stored.values()].flat().map((event) => [event.label, event]));
  return sent.filter((message) => {
    const event = byLabel.get(keyOf(message));
    return message.ack !== null && event !== undefined && (['seq', 'id', 'ordinal'] as const).some((field) => message.ack?.[field] !== event[field]);
  }).map(({ label }) => label);
}

function unsettled({ sent }: History): string[] {
  return sent.filter(({ ack, refused }) => ack === null && refused === null).map(({ label }) => label);
}

function isStored(events: StoredEvent[], { seq, label }: Shown): boolean {
  return events[seq - 1]?.label === label || events.some((event) => event.seq === seq && event.label === label);
}

const keyOf = ({ authorId, label }: Sent): string => `${authorId}/${label}`;
const describe = ({ client, roomId }: View): string => `${client} in ${roomId}`;

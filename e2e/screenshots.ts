import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { NO_RATES, ServerProcess } from '../backend/test/kit/server-process.ts';
import { hueOf } from '../frontend/src/app/ui/colour.ts';
import { ChatClient } from './kit/guests.ts';

/** Takes the pictures of the README again: `node scripts/take-screenshots.mjs [folder]`. */
const FOLDER = resolve(process.argv[2] ?? join(import.meta.dirname, '../docs/images'));
const SIZE = { width: 1400, height: 860 };
const ROOMS: readonly [name: string, topic: string][] = [
  ['Kitchen', 'Who cooks what, and what is missing in the fridge'],
  ['Garden', 'Beds, bees and the broken hose'],
  ['Film club', 'Thursdays at eight'],
  ['Trip to the lakes', 'Two cars, five people, one tent'],
  ['Workshop', 'Ask before you borrow the drill'],
];
const PEOPLE = ['Marek', 'Ola', 'Tomek', 'Zosia'] as const;
const TALK: readonly [name: (typeof PEOPLE)[number] | 'Ala', text: string][] = [
  ['Ola', 'Sour rye soup tomorrow? I have the starter, it has been waiting since Tuesday.'],
  ['Marek', 'Yes! I take the eggs and the white sausage.'],
  ['Marek', 'Ala, can you get horseradish on the way?'],
  ['Ala', 'Sure. The market is open until five.'],
  ['Zosia', 'I wrote down how my grandmother makes it, with the quantities for eight:\nhttps://example.org/kitchen/rye-soup'],
  ['Tomek', 'Eight? I counted five of us.'],
  ['Zosia', 'You have never seen Marek eat soup.'],
  ['Marek', 'That is fair.'],
  ['Ola', 'Then I start the broth at noon. Who brings bread?'],
  ['Tomek', 'Me. Two loaves, from the bakery behind the station.'],
];
const REACTIONS = new Map<string, [name: (typeof PEOPLE)[number], emoji: string][]>([
  [TALK[0]?.[1] ?? '', [['Marek', '😋'], ['Tomek', '😋'], ['Zosia', '😋']]],
  [TALK[6]?.[1] ?? '', [['Ola', '😂'], ['Tomek', '😂']]],
]);
/** Apart from the rooms. */
const ALONE: readonly [name: (typeof PEOPLE)[number], text: string][] = [['Zosia', 'Psst: it is Marek’s birthday on Friday.']];
const READ_LATER: readonly [name: (typeof PEOPLE)[number], room: string, text: string][] = [
  ['Zosia', 'Garden', 'The roses need water.'],
  ['Tomek', 'Garden', 'On my way.'],
  ['Ola', 'Film club', 'Shall we vote until Wednesday?'],
];

const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
mkdirSync(FOLDER, { recursive: true });
while (!(await taken()));
await browser.close();

/** False, and no picture, where two rooms happen to have one colour: a new server gives out other ids. */
async function taken(): Promise<boolean> {
  const server = await ServerProcess.start(NO_RATES);
  try {
    const clients = await people(server.url);
    const roomIds = await rooms(clients);
    if (new Set([...roomIds.values()].map(hueOf)).size < ROOMS.length) return false;
    const page = await visitor(server.url);
    for (const [name] of ROOMS.slice(0, 3).reverse()) await enter(page, name);
    await talk(page, { clients, roomIds });
    await page.getByRole('button', { name: 'No', exact: true }).click();
    await leaveUnread(page, { clients, roomIds });
    for (const theme of ['light', 'dark'] as const) await take(page, theme);
    await page.context().close();
    for (const client of clients.values()) client.close();
    return true;
  } finally {
    await server.remove();
  }
}

async function people(url: string): Promise<Map<string, ChatClient>> {
  const clients = new Map<string, ChatClient>();
  const hues = new Set<number>();
  for (const name of PEOPLE) {
    let client = await ChatClient.enter(url, name);
    for (; hues.has(hueOf(client.session.user.id)); client = await ChatClient.enter(url, name)) client.close();
    hues.add(hueOf(client.session.user.id));
    clients.set(name, client);
  }
  return clients;
}

async function rooms(clients: Map<string, ChatClient>): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const [name, topic] of ROOMS) {
    const made = await clients.get('Marek')?.do('room:create', { name, topic, visibility: 'public', clientId: newId() });
    ids.set(name, made?.room.id ?? '');
    for (const client of clients.values()) await client.enters(ids.get(name) ?? '');
  }
  return ids;
}

async function visitor(url: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, viewport: SIZE, locale: 'en-GB', reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto('/');
  await page.getByRole('textbox').fill('Ala');
  await page.getByRole('textbox').press('Enter');
  await page.getByRole('navigation').getByRole('link', { name: 'Kitchen' }).waitFor();
  return page;
}

async function enter(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name }).click();
  await page.getByRole('button', { name: 'Join room' }).click();
  await page.getByRole('textbox', { name: `Message ${name}` }).waitFor();
}

interface Scene {
  clients: Map<string, ChatClient>;
  roomIds: Map<string, string>;
}

async function talk(page: Page, scene: Scene): Promise<void> {
  const roomId = scene.roomIds.get('Kitchen') ?? '';
  for (const [name, text] of TALK) {
    if (name === 'Ala') await write(page, text);
    else await react(scene, { roomId, text, id: await say(scene, { name, roomId, text }) });
    await page.getByRole('log').getByText(text).waitFor();
  }
  await scene.clients.get('Ola')?.do('typing:set', { roomId, typing: true });
  await page.getByText('is writing').waitFor();
}

async function say({ clients }: Scene, { name, roomId, text }: { name: string; roomId: string; text: string }): Promise<string> {
  const said = await clients.get(name)?.say(roomId, newId(), text);
  return said?.id ?? '';
}

async function react({ clients }: Scene, { roomId, text, id }: { roomId: string; text: string; id: string }): Promise<void> {
  for (const [name, emoji] of REACTIONS.get(text) ?? []) await clients.get(name)?.do('reaction:set', { roomId, clientId: newId(), id, emoji, on: true });
}

async function leaveUnread(page: Page, scene: Scene): Promise<void> {
  for (const [name, text] of ALONE) {
    await say(scene, { name, text, roomId: await alone(page, scene, name) });
    await page.getByRole('navigation').getByRole('link', { name }).waitFor();
  }
  for (const [name, room, text] of READ_LATER) await say(scene, { name, text, roomId: scene.roomIds.get(room) ?? '' });
  await page.getByText('2 unread messages').waitFor({ state: 'attached' });
}

/** The conversation of somebody with the visitor. */
async function alone(page: Page, { clients }: Scene, name: string): Promise<string> {
  const client = clients.get(name);
  const answer = await client?.get(`${new URL(page.url()).origin}/api/people?query=ala`);
  const [visitor] = (await answer?.json()) as { id: string }[];
  const opened = await client?.do('direct:open', { userIds: [visitor?.id ?? ''] });
  return opened?.room.id ?? '';
}

function newId(): string {
  return crypto.randomUUID();
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message Kitchen' }).fill(text);
  await page.keyboard.press('Enter');
}

async function take(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.screenshot({ path: join(FOLDER, theme === 'light' ? 'room.png' : 'room-dark.png') });
}

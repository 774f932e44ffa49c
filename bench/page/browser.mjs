import { chromium } from '@playwright/test';
import { chromiumEnvironment } from '../../scripts/find-chromium.mjs';
import { tokenOf } from '../servers/people.mjs';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--enable-precise-memory-info'];
/** 1.6 Mbit/s each way, 150 ms there and back. */
export const FAST_3G = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 200_000 };
const SIZE = { width: 1280, height: 800 };

export async function launch() {
  const environment = await chromiumEnvironment();
  if (environment === undefined) throw new Error('No Chromium found: install one, or name it in the variable CHROMIUM.');
  return chromium.launch({ executablePath: environment.CHROMIUM, args: FLAGS });
}

/** A browser of the seeded person's own, signed in, with nothing in its cache. */
export async function visitor(browser, { url, user = 0, slowdown = 1 }) {
  const context = await browser.newContext({ baseURL: url, viewport: SIZE, locale: 'en-GB' });
  await context.addCookies([{ name: 'watek_session', value: tokenOf(user), url, httpOnly: true, sameSite: 'Lax' }]);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return { context, page, devtools };
}

/** Bytes over the wire, compressed as they came, by kind of file. */
export async function countTransfers(devtools) {
  const kinds = new Map();
  const sizes = { script: 0, all: 0 };
  await devtools.send('Network.enable');
  devtools.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    sizes.all += encodedDataLength;
    if (kinds.get(requestId) === 'Script') sizes.script += encodedDataLength;
  });
  return sizes;
}

/** After a collection: megabytes of the page's heap, nodes and listeners. */
export async function footprint(devtools) {
  await devtools.send('HeapProfiler.enable');
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('Performance.enable');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const value = (name) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return { heapMb: value('JSHeapUsedSize') / 2 ** 20, nodes: value('Nodes'), listeners: value('JSEventListeners') };
}

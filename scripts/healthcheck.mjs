// Alive, not ready: whoever starts an unhealthy server anew would do so in a circle while the disk is full.
const PATIENCE_MS = 4000;
const EVERYWHERE = { '': '127.0.0.1', '0.0.0.0': '127.0.0.1', '::': '::1' };

const port = process.env.PORT?.trim() || '3000';
const listening = (process.env.HOST ?? '').trim().replace(/^\[(.*)\]$/u, '$1');
const host = EVERYWHERE[listening] ?? listening;

setTimeout(() => process.exit(1), PATIENCE_MS);
const response = await fetch(`http://${host.includes(':') ? `[${host}]` : host}:${port}/api/health/live`).catch(() => undefined);
process.exit(response?.ok ? 0 : 1);

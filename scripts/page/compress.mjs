import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { ROOT } from './parts.mjs';

const PAGE = join(ROOT, 'dist/frontend/browser');
const TEXT = /\.(?:js|css|json|svg|html|txt|webmanifest)$/u;
/** Less than this fits into one packet as it is. */
const LEAST_BYTES = 1_024;

const ENCODINGS = [
  { suffix: '.br', compress: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }) },
  { suffix: '.gz', compress: (bytes) => promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }) },
];

const files = readdirSync(PAGE, { recursive: true }).filter((name) => TEXT.test(name));
await Promise.all(files.map((name) => compressFile(join(PAGE, name))));

async function compressFile(path) {
  const bytes = await readFile(path);
  if (bytes.length < LEAST_BYTES) return;
  await Promise.all(ENCODINGS.map(async ({ suffix, compress }) => {
    const compressed = await compress(bytes);
    if (compressed.length < bytes.length) await writeFile(path + suffix, compressed);
  }));
}

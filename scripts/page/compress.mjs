import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TEXT = /\.(?:js|css|json|svg|html|txt|webmanifest)$/u;
/** Less than this fits into one packet as it is. */
const LEAST_BYTES = 1_024;

const brotli = (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
const gzipped = (bytes) => promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION });
const ENCODINGS = [{ suffix: '.br', compress: brotli }, { suffix: '.gz', compress: gzipped }];

/** Puts a compressed file beside each one that gets smaller by it. */
export async function compress(folder) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => TEXT.test(name));
  await Promise.all(names.map((name) => compressFile(join(folder, name))));
}

async function compressFile(path) {
  const bytes = await readFile(path);
  if (bytes.length < LEAST_BYTES) return;
  await Promise.all(ENCODINGS.map(({ suffix, compress }) => writeSmaller(path + suffix, { bytes, compress })));
}

async function writeSmaller(path, { bytes, compress }) {
  const compressed = await compress(bytes);
  if (compressed.length < bytes.length) await writeFile(path, compressed);
}

import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './parts.mjs';

const PACKAGE = join(ROOT, 'node_modules/@sparticuz/chromium');
const PACKS = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'];

/**
 * The Chromium that npm brought along (Linux on x64), with the libraries and fonts a bare machine lacks.
 * Unpacked once, beside its final place and then renamed, so that an interrupted run leaves no half of it.
 */
export async function unpackedChromium() {
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(PACKAGE)) return undefined;
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  const home = join(ROOT, 'node_modules/.cache', `chromium-${version}`);
  if (!existsSync(home)) await unpack(home);
  return {
    CHROMIUM: join(home, 'chromium'),
    LD_LIBRARY_PATH: [join(home, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
    FONTCONFIG_FILE: join(home, 'fonts.conf'),
  };
}

async function unpack(home) {
  console.log('Unpacking the bundled Chromium ...');
  const unfinished = `${home}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  await inflateInto(unfinished);
  writeFileSync(join(unfinished, 'fonts.conf'), fontsConfig(home));
  moveUnlessThere(unfinished, home);
}

/** The package unpacks into the temporary folder of the process and nowhere else. */
async function inflateInto(folder) {
  const temporary = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  const { inflate } = await import('@sparticuz/chromium');
  await Promise.all(PACKS.map((pack) => inflate(join(PACKAGE, 'bin', pack))));
  if (temporary === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = temporary;
}

function fontsConfig(home) {
  return `<?xml version="1.0"?>
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(home, 'fonts/fonts')}</dir>
  <cachedir>${join(home, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}

function moveUnlessThere(from, to) {
  if (existsSync(to)) rmSync(from, { recursive: true });
  else renameSync(from, to);
}

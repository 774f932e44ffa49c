import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { unpackedChromium } from './unpack-chromium.mjs';

/** Without a window is the quickest of all. */
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable', 'microsoft-edge'];
const FOLDERS = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome', '/opt/microsoft/msedge'];
const WINDOWS_ROOTS = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
const APPS = {
  darwin: ['Chromium', 'Google Chrome', 'Microsoft Edge'].map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`),
  win32: WINDOWS_ROOTS.filter(Boolean).flatMap((root) => [
    join(root, 'Google/Chrome/Application/chrome.exe'),
    join(root, 'Microsoft/Edge/Application/msedge.exe'),
  ]),
};

/** The environment that names a Chromium for the browser tests, or undefined where none can be had. */
export async function chromiumEnvironment() {
  const { CHROMIUM } = process.env;
  if (CHROMIUM) return isExecutable(CHROMIUM) ? { CHROMIUM } : undefined;

  const installed = findInstalled();
  if (installed) return { CHROMIUM: installed };
  return (await unpackedChromium()) ?? installWithApt();
}

function findInstalled() {
  const folders = new Set([...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...FOLDERS]);
  const candidates = NAMES.flatMap((name) => [...folders].map((folder) => join(folder, name)));
  return [...candidates, ...(APPS[process.platform] ?? [])].find(isExecutable);
}

function installWithApt() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  console.log('No Chromium found: installing it with apt-get ...');
  const apt = (...options) => spawnSync('apt-get', ['-q', ...options], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  apt('update');
  apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core');
  const installed = findInstalled();
  return installed ? { CHROMIUM: installed } : undefined;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

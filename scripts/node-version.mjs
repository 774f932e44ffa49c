const OLDEST = [24, 15];

/** Ends the process with one clear line when the running Node is too old for the server. */
export function requireNode(version = process.versions.node) {
  if (isNewEnough(version)) return;
  console.error(
    `Wątek needs Node ${OLDEST.join('.')} or newer, and this is Node ${version}.\n` +
      'On Linux and on Macs with Apple silicon `npm ci && npm start` brings the right one along;\n' +
      'elsewhere install Node 26 from https://nodejs.org and run the same again.',
  );
  process.exit(1);
}

export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

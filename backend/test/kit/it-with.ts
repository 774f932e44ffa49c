import { spawnSync } from 'node:child_process';

/**
 * `it` for a test that needs a tool of the system. Where the machine has not got it, or may not use it, the test is skipped
 * and counted so; under CI a missing tool fails the test, so that nothing stays unchecked there.
 */
export function itWith(tool: string, isUsable: () => boolean): jest.It {
  const isDemanded = process.env['CI'] !== undefined && isMissing(tool);
  return isDemanded || isUsable() ? it : it.skip;
}

function isMissing(tool: string): boolean {
  return spawnSync(tool, ['--version'], { stdio: 'ignore' }).error !== undefined;
}

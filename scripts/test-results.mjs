import { readFileSync } from 'node:fs';

/** A suite that did not even load counts as one failed test. */
export function readJestResult(file) {
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numRuntimeErrorTestSuites = 0 } = readReport(file);
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites, skipped: numPendingTests };
}

/** What passed at its second try passed; the list says that it is flaky. */
export function readPlaywrightResult(file) {
  const { stats = {}, errors = [] } = readReport(file);
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = stats;
  return { passed: expected + flaky, failed: unexpected + errors.length, skipped };
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

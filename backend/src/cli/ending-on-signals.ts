const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Tidies up where somebody ends the process in the middle. Call what it returns when there is nothing to tidy up any more. */
export function endingOnSignals(tidyUp: () => void): () => void {
  const listeners = Object.entries(SIGNALS).map(([signal, exitCode]) => {
    const listener = () => {
      tidyUp();
      process.exit(exitCode);
    };
    process.once(signal, listener);
    return { signal, listener };
  });
  return () => listeners.forEach(({ signal, listener }) => process.off(signal, listener));
}

/**
 * Runs in the page, before its own scripts. Waits are measured from the time of the event, so what stood in the queue
 * before it counts; a frame is done when a task after it runs.
 */
export function installProbes() {
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))));
  const probes = { longTasks: [], keys: [], switches: [], blankFrames: 0, frames: 0, jumps: 0 };
  globalThis.probes = probes;

  new PerformanceObserver((list) => probes.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask', buffered: true });

  addEventListener('keydown', ({ timeStamp }) => void painted().then((at) => probes.keys.push(at - timeStamp)), { capture: true });

  /** From a click on the room's link until its last row is painted. */
  globalThis.switchTo = async (slug, lastText) => {
    const link = document.querySelector(`nav a[href$="/rooms/${slug}"]`);
    const began = performance.now();
    link.click();
    for (;;) {
      const at = await painted();
      const rows = document.querySelectorAll('[role=log] article .body');
      if (rows.length > 0 && [...rows].slice(-3).some((row) => row.textContent.includes(lastText))) return at - began;
      if (at - began > 20_000) throw new Error(`${slug} did not come`);
    }
  };

  const rowsIn = (list) => [...list.querySelectorAll('article')];
  const box = (element) => element.getBoundingClientRect();

  /** Looks at every frame: none without a row in it, and the row under the eye moves only as far as was scrolled. */
  globalThis.watchScrolling = () => {
    const list = document.querySelector('[role=log]');
    let eye = null;
    const look = () => {
      const view = box(list);
      const visible = rowsIn(list).filter((row) => box(row).bottom > view.top && box(row).top < view.bottom);
      probes.frames += 1;
      if (visible.length === 0) probes.blankFrames += 1;
      const scrolled = eye === null ? 0 : list.scrollTop - eye.scrollTop;
      const grown = eye === null ? 0 : list.scrollHeight - eye.scrollHeight;
      if (eye?.row.isConnected && grown !== 0 && Math.abs(box(eye.row).top - eye.top + scrolled) > 2 && Math.abs(box(eye.row).top - eye.top) > 700) probes.jumps += 1;
      const row = visible[Math.floor(visible.length / 2)];
      eye = row === undefined ? null : { row, top: box(row).top, scrollTop: list.scrollTop, scrollHeight: list.scrollHeight };
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  };
}

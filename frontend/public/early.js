// Before the first paint, so that a chosen look never flashes; a file of its own because inline scripts are forbidden.
try {
  for (const key of ['theme', 'density', 'text']) document.documentElement.dataset[key] = localStorage.getItem(`watek.${key}`) ?? '';
} catch {
  // Storage is closed to this page: it looks as the system wants.
}

// What a room needs is asked for at once, not when the page has found out that it is one.
if (location.pathname.startsWith('/rooms/')) {
  for (const href of document.currentScript.dataset.roomModules?.split(' ') ?? []) {
    document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }));
  }
}

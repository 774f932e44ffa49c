// Before the first paint, so that a chosen theme never flashes; a file of its own because inline scripts are forbidden.
try {
  const theme = localStorage.getItem('watek.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is closed to this page: the system's theme it is.
}

// What a room needs is asked for at once, not when the page has found out that it is one.
if (location.pathname.startsWith('/rooms/')) {
  for (const href of document.currentScript.dataset.roomModules?.split(' ') ?? []) {
    document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }));
  }
}

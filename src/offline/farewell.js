/* Sent by the development server in the place of the service worker: removes what a built site left behind on this address. */
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => {
  const leave = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith('kx:')).map((name) => caches.delete(name)));
    await self.registration.unregister();
    const tabs = await self.clients.matchAll({ type: 'window' });
    await Promise.all(tabs.map((tab) => tab.navigate(tab.url)));
  };
  event.waitUntil(leave());
});

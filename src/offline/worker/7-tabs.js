/* What pages ask for. */
/** Asks one tab whether its reader has agreed to the new version. */
function hasAgreed(client) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data === true);
    setTimeout(() => resolve(false), ANSWER_TIMEOUT);
    client.postMessage({ type: 'kx-agreed?' }, [port2]);
  });
}

/** Takes over if every open tab agrees; tells the one that asked how many do not. */
async function takeOver(port) {
  const tabs = (await self.clients.matchAll({ type: 'window', includeUncontrolled: true })).filter((tab) => pathOf(new URL(tab.url)) !== null);
  const answers = await Promise.all(tabs.map(hasAgreed));
  const against = answers.filter((agreed) => !agreed).length;
  port?.postMessage({ against });
  if (against === 0) await self.skipWaiting();
}

self.addEventListener('message', (event) => {
  const { type } = event.data ?? {};
  if (type === 'kx-take-over') event.waitUntil(takeOver(event.ports[0]));
  else if (type === 'kx-visit') event.waitUntil(visited(event.data.path));
  else if (type === 'kx-whole') event.waitUntil(answerWhole(event.data, event.ports[0]));
});

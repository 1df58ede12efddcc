import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const pieces = 10;
const pauseMs = 60;

/**
 * A server before the site that sends every page in pieces with a pause between them, as a slow line does: the browser paints
 * a page of which the end is still missing. Everything else it passes on as it is.
 */
export async function serveInPieces(siteUrl: string): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const send = async () => {
      const answer = await fetch(new URL(request.url ?? '/', siteUrl), { redirect: 'manual' });
      const headers = Object.fromEntries(['content-type', 'content-security-policy', 'location'].flatMap((name) => (answer.headers.has(name) ? [[name, answer.headers.get(name)!]] : [])));
      response.writeHead(answer.status, headers);
      const body = Buffer.from(await answer.arrayBuffer());
      const size = answer.headers.get('content-type')?.startsWith('text/html') ? Math.ceil(body.length / pieces) : body.length;
      for (let from = 0; from < body.length; from += size) {
        response.write(body.subarray(from, from + size));
        if (size < body.length) await pause(pauseMs);
      }
      response.end();
    };
    send().catch(() => response.destroy());
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${new URL(siteUrl).pathname}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

// `npm run serve`: the built site on this machine, compressed as a host would send it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildDir, shown } from './lib/paths';
import { startServer } from './serve/server';

async function main(): Promise<void> {
  const dir = buildDir;
  if (!existsSync(join(dir, 'index.html'))) throw new Error(`There is no built site in ${shown(dir)}/. Make it first: npm run build:site`);
  const port = Number(process.env.PORT ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT=${process.env.PORT} is no port number. Use one from 1024 to 65535.`);
  try {
    const { url } = await startServer({ dir, port, base: process.env.BASE_URL });
    console.log(`한국어   ${url}\nEnglish  ${url}en/\n\nCtrl+C stops the server.`);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE') throw new Error(`Port ${port} is taken by another program. Choose another one: PORT=${port + 10} npm run serve`);
    if (code === 'EACCES') throw new Error(`This user may not open port ${port}. Choose one above 1023: PORT=3000 npm run serve`);
    throw error;
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

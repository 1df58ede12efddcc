#!/usr/bin/env node
/** `npm run why-pending -- dump.json [[namespace/]pod] [options]`, and the `bin` of packages/why-pending (`npm run build:why-pending`). */
import { main } from './why-pending/main';

// A reader that has seen enough, such as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

main(process.argv.slice(2), (line) => console.log(line)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

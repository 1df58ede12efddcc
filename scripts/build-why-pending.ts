/** `npm run build:why-pending`: packages/why-pending as it would be published, one file of plain JavaScript for Node. */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { root, shown } from './lib/paths';

const outfile = join(root, 'packages/why-pending/dist/why-pending.mjs');
buildSync({
  entryPoints: [join(root, 'scripts/why-pending.ts')],
  outfile,
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  legalComments: 'none',
  logLevel: 'warning',
});
chmodSync(outfile, 0o755);
console.log(`Made ${shown(outfile)}. Try: node ${shown(outfile)} --help`);

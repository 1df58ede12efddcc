import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What a page needs to work without network; pictures for link previews, texts for machines, source maps and Mermaid (a diagram on demand) are not among it. */
const wanted = /\.(html|js|mjs|css|json|svg|png|jpg|webp|avif|ico|woff2|wasm|webmanifest)$/;
const unwanted = /(^|\/)og\/|(^|\/)img\/icons\/|(^|\/)assets\/js\/mermaid\/|^sw\.js$/;

export interface Precache {
  /** The site's base path, with a slash at both ends. */
  base: string;
  /** Changes when any file does, or the worker itself. */
  version: string;
  /** Path below the base → hash of the content. */
  files: Record<string, string>;
}

export interface PrecacheReport extends Precache {
  count: number;
  /** All files as they are kept, and as they are sent by a host that compresses; in bytes. */
  bytes: number;
  gzipBytes: number;
}

/** As the worker computes it: the first 12 bytes of SHA-256, in hex. */
const hashOf = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex').slice(0, 24);

/** Files below `dir` as paths with forward slashes, in an order that does not depend on the machine. */
function listFiles(dir: string, prefix = ''): string[] {
  return readdirSync(join(dir, prefix), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${prefix}${entry.name}`;
      if (entry.isDirectory()) return listFiles(dir, `${path}/`);
      return entry.isFile() && wanted.test(path) && !unwanted.test(path) ? [path] : [];
    })
    .sort();
}

/**
 * Writes `sw.js` into a finished site: the worker with the list of all the files of this version, both languages.
 * Synchronous, so that it can run when everything else of a build is written. Throws where `dir` holds no site.
 * @param dir the built site  @param base its base path, with a slash at both ends
 */
export function writeServiceWorker(dir: string, base: string): PrecacheReport {
  if (!existsSync(join(dir, 'index.html'))) throw new Error(`${dir} holds no built site`);
  const worker = readFileSync(join(__dirname, 'worker.js'), 'utf8');
  const files: Record<string, string> = {};
  let bytes = 0;
  let gzipBytes = 0;
  for (const path of listFiles(dir)) {
    const content = readFileSync(join(dir, path));
    files[path] = hashOf(content);
    bytes += content.length;
    gzipBytes += gzipSync(content).length;
  }
  const site: Precache = { base, version: hashOf(worker + JSON.stringify(files)), files };
  writeFileSync(join(dir, 'sw.js'), `const SITE = ${JSON.stringify(site)};\n${worker}`);
  return { ...site, count: Object.keys(files).length, bytes, gzipBytes };
}

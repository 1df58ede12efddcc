import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { buildDir, filesBelow, root } from '../lib/paths';
import { normalizeBase } from '../serve/server';

export interface Measurement {
  name: string;
  value: number;
  unit: string;
}

export interface CompressedSize {
  gzip: number;
  brotli: number;
}

const kilobytes = (bytes: number): number => Math.round(bytes / 10) / 100;

const measure = (bytes: Buffer | Uint8Array): CompressedSize => ({ gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length });

/** The scripts that a page's HTML itself asks for, before anything is touched: `<script src>` and preloaded scripts, as paths. */
export function initialScripts(html: string): string[] {
  const addresses: string[] = [];
  for (const [tag] of html.matchAll(/<(?:script|link)\b[^>]*>/gi)) {
    const attribute = (name: string) => new RegExp(`\\b${name}=(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag)?.slice(1).find((value) => value !== undefined);
    if (/^<script/i.test(tag)) addresses.push(attribute('src') ?? '');
    else if (attribute('rel') === 'modulepreload' || (attribute('rel') === 'preload' && attribute('as') === 'script')) addresses.push(attribute('href') ?? '');
  }
  return [...new Set(addresses.filter(Boolean))];
}

const measured = new Map<string, CompressedSize>();

/** Compressed size of one file of the built site, named by its path below the site's base. */
export function compressedSize(path: string, dir = buildDir): CompressedSize {
  const file = join(dir, path);
  let size = measured.get(file);
  if (!size) measured.set(file, (size = measure(readFileSync(file))));
  return size;
}

/** Compressed size of the scripts that each built page's HTML names (its own chunks follow from them); the key is the page's path below the site. */
export function pageSizes(dir = buildDir, base = normalizeBase(process.env.BASE_URL)): Map<string, CompressedSize> {
  const pathOf = (script: string) => decodeURI(new URL(script, `https://site${base}`).pathname.slice(base.length));
  return new Map(
    filesBelow(dir, (name) => name.endsWith('.html')).map((file): [string, CompressedSize] => {
      const sizes = initialScripts(readFileSync(file, 'utf8')).map((script) => compressedSize(pathOf(script), dir));
      const total = (key: keyof CompressedSize) => sizes.reduce((sum, size) => sum + size[key], 0);
      return [relative(dir, file).split(sep).join('/'), { gzip: total('gzip'), brotli: total('brotli') }];
    }),
  );
}

/** Minified size of each room of the core with all that it needs, as a widget would load it alone. */
async function roomSizes(): Promise<Measurement[]> {
  const { build } = await import('esbuild');
  const folder = join(root, 'src/simulation');
  const rooms = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'index.ts')));
  return Promise.all(
    rooms.map(async ({ name }): Promise<Measurement> => {
      const { outputFiles } = await build({ entryPoints: [join(folder, name, 'index.ts')], bundle: true, minify: true, write: false, format: 'esm', platform: 'browser', target: 'es2022', logLevel: 'silent' });
      return { name: `core ${name}, minified, gzip`, value: kilobytes(measure(outputFiles[0]!.contents).gzip), unit: 'kB' };
    }),
  );
}

const SERVER = "export { ALL_COLUMNS } from './generated/schema/all'; export { createObject } from './request/create';";

/** What a page pays for the API, by the kinds its registry names: reading, defaults, validation. */
const REGISTRIES: Readonly<Record<string, string>> = {
  'api for Pod only': "export { podKind } from './kinds/core.Pod';",
  'api for all kinds without CEL': `export { KINDS_WITHOUT_EXPRESSIONS } from './kinds/without-expressions'; export { customKinds } from './custom/custom-kinds'; ${SERVER}`,
  'api for all kinds, policies and definitions with CEL': `export { ALL_KINDS } from './kinds/all'; export { customKinds } from './custom/custom-kinds'; export { ruleObjectErrors } from './custom/rules/check-object'; ${SERVER}`,
};

export async function registrySizes(): Promise<Measurement[]> {
  const { build } = await import('esbuild');
  const resolveDir = join(root, 'src/simulation/api');
  const reading = "export { readManifests } from './manifest/read-manifests'; export { createRegistry } from './registry';";
  return Promise.all(
    Object.entries(REGISTRIES).map(async ([name, kinds]): Promise<Measurement> => {
      const { outputFiles } = await build({ stdin: { contents: reading + kinds, resolveDir, loader: 'ts' }, bundle: true, minify: true, write: false, format: 'esm', platform: 'browser', target: 'es2022', logLevel: 'silent' });
      return { name: `core ${name}, minified, gzip`, value: kilobytes(measure(outputFiles[0]!.contents).gzip), unit: 'kB' };
    }),
  );
}

/** Sizes of the core's rooms and of what the built pages load at once. Rejects where there is no built site. */
export async function benchSize(): Promise<Measurement[]> {
  const pages = pageSizes();
  if (pages.size === 0) throw new Error('There is no built site to measure. Make it first: npm run build:site');
  return [
    ...(await roomSizes()),
    ...(await registrySizes()),
    ...[...pages].flatMap(([path, { gzip, brotli }]) => [
      { name: `page ${path}, scripts of its HTML, gzip`, value: kilobytes(gzip), unit: 'kB' },
      { name: `page ${path}, scripts of its HTML, brotli`, value: kilobytes(brotli), unit: 'kB' },
    ]),
  ];
}

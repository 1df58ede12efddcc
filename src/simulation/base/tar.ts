/**
 * Archives in the ustar format (POSIX.1-1988; GNU tar manual, "Basic Tar Format") as texts: headers of 512 bytes, contents filled up to 512, two empty blocks at the end. Contents are characters here,
 * and count by the bytes of their UTF-8.
 */
export interface TarEntry {
  /** Without a slash in front; a directory ends with one. */
  readonly name: string;
  readonly text: string;
  /** µs since 1970. */
  readonly at: number;
}

const BLOCK = 512;
/** Not as a constant: the minifier joins it with the digits that follow, and octal escapes are no JavaScript in a template. */
const NUL = new TextDecoder().decode(new Uint8Array(1));
const EMPTY = NUL.repeat(BLOCK);
const encoder = new TextEncoder();
const bytesOf = (text: string): number => encoder.encode(text).length;

const octal = (value: number, length: number): string => `${Math.max(0, Math.floor(value)).toString(8).padStart(length - 1, '0')}${NUL}`;
const field = (text: string, length: number): string => text + NUL.repeat(Math.max(0, length - bytesOf(text)));
const filled = (text: string): string => text + NUL.repeat((BLOCK - (bytesOf(text) % BLOCK)) % BLOCK);

/** A long name is cut at a slash: 100 bytes of it stand in front, 155 more in the field that the format added for it. */
function split(name: string): readonly [string, string] {
  if (bytesOf(name) <= 100) return [name, ''];
  const cut = [...name.matchAll(/\//g)].map(({ index }) => index).find((index) => bytesOf(name.slice(index + 1)) <= 100 && index + 1 < name.length) ?? name.length;
  return [name.slice(cut + 1), name.slice(0, cut)];
}

function header({ name, text, at }: TarEntry): string {
  const [short, prefix] = split(name);
  const directory = name.endsWith('/');
  const before = field(short, 100) + octal(directory ? 0o755 : 0o644, 8) + octal(0, 8) + octal(0, 8) + octal(directory ? 0 : bytesOf(text), 12) + octal(at / 1_000_000, 12);
  const after = `${directory ? '5' : '0'}${field('', 100)}ustar${NUL}00${field('root', 32)}${field('root', 32)}${octal(0, 8)}${octal(0, 8)}${field(prefix, 155)}`;
  const sum = encoder.encode(`${before}        ${after}`).reduce((total, byte) => total + byte, 0);
  return filled(`${before}${sum.toString(8).padStart(6, '0')}${NUL} ${after}`);
}

export const packTar = (entries: readonly TarEntry[]): string => entries.map((entry) => header(entry) + (entry.name.endsWith('/') ? '' : filled(entry.text))).join('') + EMPTY + EMPTY;

const cString = (bytes: Uint8Array): string => new TextDecoder().decode(bytes.subarray(0, bytes.includes(0) ? bytes.indexOf(0) : undefined));
const number = (bytes: Uint8Array): number => Number.parseInt(cString(bytes).trim() || '0', 8);

/** What an archive holds; undefined: it is none. */
export function readTar(archive: string): readonly TarEntry[] | undefined {
  const bytes = encoder.encode(archive);
  const entries: TarEntry[] = [];
  let at = 0;
  while (at + BLOCK <= bytes.length && bytes[at] !== 0) {
    const block = bytes.subarray(at, at + BLOCK);
    const size = number(block.subarray(124, 136));
    if (cString(block.subarray(257, 263)) !== 'ustar' || Number.isNaN(size) || at + BLOCK + size > bytes.length) return undefined;
    const prefix = cString(block.subarray(345, 500));
    const name = cString(block.subarray(0, 100));
    entries.push({ name: prefix === '' ? name : `${prefix}/${name}`, text: new TextDecoder().decode(bytes.subarray(at + BLOCK, at + BLOCK + size)), at: number(block.subarray(136, 148)) * 1_000_000 });
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return at === 0 && bytes.length > 0 && bytes[0] !== 0 ? undefined : entries;
}

import { GoError } from '../../base/go/values';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** By character code; -1 for what is none of its characters. */
const VALUES: readonly number[] = Array.from({ length: 128 }, (_, code) => ALPHABET.indexOf(String.fromCharCode(code)));

const PLAIN = /^[A-Za-z0-9+/]*={0,2}$/;

const isBreak = (char: string | undefined): boolean => char === '\n' || char === '\r';

/** The byte of the text at which base64.StdEncoding gives up, or -1 (encoding/base64 decodeQuantum): four characters at a time, line ends do not count. */
function corruptAt(text: string): number {
  const source = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte));
  const pastBreaks = (from: number): number => {
    let at = from;
    while (isBreak(source[at])) at += 1;
    return at;
  };
  let at = 0;
  let filled = 0;
  while (at < source.length) {
    const char = source[at]!;
    at += 1;
    if (ALPHABET.includes(char)) {
      filled = (filled + 1) % 4;
      continue;
    }
    if (isBreak(char)) continue;
    if (char !== '=' || filled < 2) return at - 1;
    if (filled === 2) {
      at = pastBreaks(at);
      if (at === source.length) return source.length;
      if (source[at] !== '=') return at - 1;
      at += 1;
    }
    at = pastBreaks(at);
    return at < source.length ? at : -1;
  }
  return filled === 0 ? -1 : source.length - filled;
}

/** base64decode (cli-runtime pkg/printers), of UTF-8 text. Throws a GoError with upstream's message. */
export function decodeBase64(text: string): string {
  // Whole groups of its characters alone are in order; only of others it has to be found out where they are not.
  const corrupt = text.length % 4 === 0 && PLAIN.test(text) ? -1 : corruptAt(text);
  if (corrupt >= 0) throw new GoError(`base64 decode failed: illegal base64 data at input byte ${corrupt}`);
  return new TextDecoder().decode(base64Bytes(text));
}

/** The bytes of a text in base64, whatever stands between its characters. */
export function base64Bytes(text: string): Uint8Array {
  let [bits, count] = [0, 0];
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const value = VALUES[text.charCodeAt(at)] ?? -1;
    if (value < 0) continue;
    bits = ((bits << 6) | value) & 0xffffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push((bits >> count) & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}

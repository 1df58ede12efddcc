import { GoError } from '../../base/go/values';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The byte of the text at which base64.StdEncoding gives up, or -1; line ends do not count. */
function corruptAt(text: string): number {
  const places = Array.from(text, (char, at) => ({ char, at })).filter(({ char }) => char !== '\n' && char !== '\r');
  const padding = places.findIndex(({ char }) => char === '=');
  const wrong = places.findIndex(({ char }, index) => (padding >= 0 && index >= padding ? char !== '=' : !ALPHABET.includes(char)));
  if (wrong >= 0 && (padding < 0 || wrong < padding)) return places[wrong]!.at;
  const body = padding < 0 ? places.length : padding;
  const wanted = [0, -1, 2, 1][body % 4]!;
  const given = padding < 0 ? 0 : places.length - padding;
  if (given === wanted && wrong < 0) return -1;
  if (given < wanted || wanted < 0) return padding < 0 ? text.length : body % 4 < 2 ? places[padding]!.at : text.length;
  return places[body + Math.max(0, wanted)]?.at ?? text.length;
}

/** base64decode (cli-runtime pkg/printers), of UTF-8 text. Throws a GoError with upstream's message. */
export function decodeBase64(text: string): string {
  const corrupt = corruptAt(text);
  if (corrupt >= 0) throw new GoError(`base64 decode failed: illegal base64 data at input byte ${corrupt}`);
  let [bits, count] = [0, 0];
  const bytes: number[] = [];
  for (const char of text) {
    const value = ALPHABET.indexOf(char);
    if (value < 0) continue;
    bits = ((bits << 6) | value) & 0xffffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push((bits >> count) & 0xff);
    }
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

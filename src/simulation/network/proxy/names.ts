import { sha256 } from '../../base/sha';

const ENCODER = new TextEncoder();
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The first characters (up to 16) of the base32 form of a SHA-256 sum, as kube-proxy shortens names (portProtoHash, hashAndTruncate). */
export function shortHash(text: string, length: number): string {
  const hex = sha256(ENCODER.encode(text));
  let [out, bits, held] = ['', 0, 0];
  for (let at = 0; out.length < length; at += 2) {
    held = (held << 8) | Number.parseInt(hex.slice(at, at + 2), 16);
    bits += 8;
    while (bits >= 5 && out.length < length) {
      bits -= 5;
      out += ALPHABET[(held >>> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return out;
}

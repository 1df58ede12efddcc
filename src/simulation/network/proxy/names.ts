import { sha256Words } from '../../base/sha';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const ENCODER = new TextEncoder();
const buffer = new Uint8Array(1024);

/** The first characters (up to 16) of the base32 form of a SHA-256 sum, as kube-proxy shortens names (portProtoHash, hashAndTruncate). */
export function shortHash(text: string, length: number): string {
  // Names of Kubernetes objects fit into the buffer many times over.
  const words = sha256Words(text.length * 3 > buffer.length ? ENCODER.encode(text) : buffer.subarray(0, ENCODER.encodeInto(text, buffer).written));
  let out = '';
  for (let i = 0; i < length; i += 1) {
    const at = i * 5;
    const [word, bit] = [at >>> 5, at & 31];
    const high = words[word]! << bit;
    const five = bit > 27 ? (high | (words[word + 1]! >>> (32 - bit))) >>> 27 : high >>> 27;
    out += ALPHABET[five];
  }
  return out;
}

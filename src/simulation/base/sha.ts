/** SHA-1, SHA-256 and SHA-512 (FIPS 180-4) of bytes, as hex, without a platform's crypto. */

const hexOf = (words: Iterable<bigint | number>, length: number): string => Array.from(words, (word) => word.toString(16).padStart(length, '0')).join('');

/** The message with its bit, zeros and length, in blocks of 64 or 128 bytes. */
function padded(bytes: Uint8Array, block: number): DataView {
  const lengthBytes = block / 8;
  const size = Math.ceil((bytes.length + 1 + lengthBytes) / block) * block;
  const message = new Uint8Array(size);
  message.set(bytes);
  message[bytes.length] = 0x80;
  const view = new DataView(message.buffer);
  view.setBigUint64(size - 8, BigInt(bytes.length) * 8n);
  return view;
}

const isPrime = (value: number): boolean => {
  for (let divisor = 2; divisor * divisor <= value; divisor += 1) if (value % divisor === 0) return false;
  return true;
};

function primes(count: number): number[] {
  const found: number[] = [];
  for (let value = 2; found.length < count; value += 1) if (isPrime(value)) found.push(value);
  return found;
}

/** The first 64 bits of the fraction of a prime's square or cube root, by Newton's method on whole numbers. */
function rootFraction(prime: number, degree: 2n | 3n): bigint {
  const target = BigInt(prime) << (64n * degree);
  let [low, high] = [0n, BigInt(prime) << 64n];
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** degree <= target) low = middle;
    else high = middle - 1n;
  }
  return BigInt.asUintN(64, low);
}

interface Constants {
  readonly k64: readonly bigint[];
  readonly h64: readonly bigint[];
  readonly k32: Uint32Array;
  readonly h32: Uint32Array;
}
let made: Constants | undefined;

function constants(): Constants {
  if (made !== undefined) return made;
  const k64 = primes(80).map((prime) => rootFraction(prime, 3n));
  const h64 = primes(8).map((prime) => rootFraction(prime, 2n));
  const high = (words: readonly bigint[]): Uint32Array => Uint32Array.from(words, (word) => Number(word >> 32n));
  made = { k64, h64, k32: high(k64.slice(0, 64)), h32: high(h64) };
  return made;
}

/** One message schedule for all calls: one sum is made at a time. */
const schedule = new Int32Array(64);

function compress(state: Int32Array, k: Uint32Array, bytes: Uint8Array, offset: number): void {
  const w = schedule;
  for (let i = 0, at = offset; i < 16; i += 1, at += 4) w[i] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  for (let i = 16; i < 64; i += 1) {
    const a = w[i - 15]!;
    const b = w[i - 2]!;
    const small = ((a >>> 7) | (a << 25)) ^ ((a >>> 18) | (a << 14)) ^ (a >>> 3);
    const great = ((b >>> 17) | (b << 15)) ^ ((b >>> 19) | (b << 13)) ^ (b >>> 10);
    w[i] = (w[i - 16]! + small + w[i - 7]! + great) | 0;
  }
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let i = 0; i < 64; i += 1) {
    const sumE = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const first = (h + sumE + ((e & f) ^ (~e & g)) + k[i]! + w[i]!) | 0;
    const sumA = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const second = (sumA + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
  state[5]! += f;
  state[6]! += g;
  state[7]! += h;
}

const lastBlock = new Uint8Array(64);

/** The eight words of a sum. Written out for speed: kube-proxy's rules for 100,000 endpoints have as many names that are sums. */
export function sha256Words(bytes: Uint8Array): Int32Array {
  const { k32: k, h32 } = constants();
  const state = new Int32Array(h32);
  const whole = bytes.length - (bytes.length % 64);
  for (let offset = 0; offset < whole; offset += 64) compress(state, k, bytes, offset);
  // The rest with its bit, zeros and length: one block, or two.
  const rest = bytes.length - whole;
  const last = rest < 56 ? lastBlock.fill(0) : new Uint8Array(128);
  for (let i = 0; i < rest; i += 1) last[i] = bytes[whole + i]!;
  last[rest] = 0x80;
  for (let at = last.length - 1, bits = bytes.length * 8; bits > 0; at -= 1, bits = Math.floor(bits / 256)) last[at] = bits % 256;
  for (let offset = 0; offset < last.length; offset += 64) compress(state, k, last, offset);
  return state;
}

export const sha256 = (bytes: Uint8Array): string => hexOf(Uint32Array.from(sha256Words(bytes)), 8);

export function sha512(bytes: Uint8Array): string {
  const { k64: k, h64 } = constants();
  const state = [...h64];
  const view = padded(bytes, 128);
  const u64 = (word: bigint): bigint => BigInt.asUintN(64, word);
  const turn = (word: bigint, by: bigint): bigint => (word >> by) | u64(word << (64n - by));
  for (let offset = 0; offset < view.byteLength; offset += 128) {
    const w = Array.from({ length: 16 }, (_, i) => view.getBigUint64(offset + i * 8));
    for (let i = 16; i < 80; i += 1) {
      const [a, b] = [w[i - 15]!, w[i - 2]!];
      w[i] = u64(w[i - 16]! + (turn(a, 1n) ^ turn(a, 8n) ^ (a >> 7n)) + w[i - 7]! + (turn(b, 19n) ^ turn(b, 61n) ^ (b >> 6n)));
    }
    let [a, b, c, d, e, f, g, h] = state as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
    for (let i = 0; i < 80; i += 1) {
      const first = u64(h + (turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n)) + ((e & f) ^ (u64(~e) & g)) + k[i]! + w[i]!);
      const second = u64((turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c)));
      [h, g, f, e, d, c, b, a] = [g, f, e, u64(d + first), c, b, a, u64(first + second)];
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] = u64(state[i]! + word); });
  }
  return hexOf(state, 16);
}

const SHA1_ROUNDS: readonly (readonly [constant: number, mix: (b: number, c: number, d: number) => number])[] = [
  [0x5a827999, (b, c, d) => (b & c) | (~b & d)],
  [0x6ed9eba1, (b, c, d) => b ^ c ^ d],
  [0x8f1bbcdc, (b, c, d) => (b & c) | (b & d) | (c & d)],
  [0xca62c1d6, (b, c, d) => b ^ c ^ d],
];

export function sha1(bytes: Uint8Array): string {
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
  const view = padded(bytes, 64);
  const w = new Uint32Array(80);
  const turn = (word: number, by: number): number => (word << by) | (word >>> (32 - by));
  for (let offset = 0; offset < view.byteLength; offset += 64) {
    for (let i = 0; i < 16; i += 1) w[i] = view.getUint32(offset + i * 4);
    for (let i = 16; i < 80; i += 1) w[i] = turn(w[i - 3]! ^ w[i - 8]! ^ w[i - 14]! ^ w[i - 16]!, 1);
    let [a, b, c, d, e] = state as unknown as [number, number, number, number, number];
    for (let i = 0; i < 80; i += 1) {
      const [constant, mix] = SHA1_ROUNDS[Math.floor(i / 20)]!;
      [e, d, c, b, a] = [d, c, turn(b, 30) >>> 0, a, (turn(a, 5) + mix(b, c, d) + e + constant + w[i]!) >>> 0];
    }
    [a, b, c, d, e].forEach((word, i) => { state[i] = state[i]! + word; });
  }
  return hexOf(state, 8);
}

const encoder = new TextEncoder();

/**
 * FNV-1a, 32 bits, over the UTF-8 bytes of a text or over bytes (Go hash/fnv New32a, which Kubernetes uses for template hashes
 * and names). Also turns any text into a seed.
 */
export function fnv32a(input: string | Uint8Array): number {
  const bytes = typeof input === 'string' ? encoder.encode(input) : input;
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** FNV-1, 32 bits (Go hash/fnv New32, which names of ControllerRevisions use). */
export function fnv32(input: string): number {
  let hash = 0x811c9dc5;
  for (const byte of encoder.encode(input)) hash = Math.imul(hash, 0x01000193) ^ byte;
  return hash >>> 0;
}

/** FNV-1a, 128 bits, in hexadecimal (Go hash/fnv New128a, by which the parts of an Endpoints object are ordered). */
export function fnv128a(input: string): string {
  let hash = 0x6c62272e07bb014262b821756295c58dn;
  for (const byte of encoder.encode(input)) hash = BigInt.asUintN(128, (hash ^ BigInt(byte)) * 0x0000000001000000000000000000013bn);
  return hash.toString(16).padStart(32, '0');
}

/** Turns a JSON value into a short URL-safe text (deflate, base64url) and back. */

const MAX_UNPACKED_BYTES = 16_000_000;

type Through = ReadableWritablePair<Uint8Array<ArrayBuffer>, BufferSource>;

async function pipe(bytes: Uint8Array<ArrayBuffer>, through: Through): Promise<Uint8Array> {
  const source = new ReadableStream<BufferSource>({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
  const reader = source.pipeThrough(through).getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    // A crafted link could unfold to gigabytes.
    if (size > MAX_UNPACKED_BYTES) {
      await reader.cancel();
      throw new RangeError('shared state is too large');
    }
    chunks.push(value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** JSON value → URL-safe text. */
export async function pack(value: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const packed = await pipe(bytes, new CompressionStream('deflate-raw') as Through);
  let binary = '';
  for (const byte of packed) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The reverse of `pack`; `undefined` for anything that is not such a text. Never throws. */
export async function unpack(text: string): Promise<unknown> {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    const plain = await pipe(bytes, new DecompressionStream('deflate-raw') as Through);
    return JSON.parse(new TextDecoder().decode(plain)) as unknown;
  } catch {
    return undefined;
  }
}

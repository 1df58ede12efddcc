import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** A picture as rows of red, green, blue; one byte each. */
export interface Pixels {
  width: number;
  height: number;
  rgb: Uint8Array;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function paeth(a: number, b: number, c: number): number {
  const p = a + b - c;
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/** Reads a PNG of 8 bits a channel, RGB or RGBA, not interlaced (what browsers write). Throws on any other. PNG specification, 9.2 and 10. */
export function decodePng(bytes: Buffer): Pixels {
  if (!bytes.subarray(0, 8).equals(signature)) throw new Error('not a PNG');
  let [width, height, channels] = [0, 0, 0];
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') {
      [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
      channels = body[9] === 2 ? 3 : body[9] === 6 ? 4 : 0;
      if (body[8] !== 8 || channels === 0 || body[12] !== 0) throw new Error('only 8-bit RGB and RGBA pictures without interlacing can be read');
    } else if (type === 'IDAT') data.push(body);
    at += 12 + length;
  }
  const raw = inflateSync(Buffer.concat(data));
  const stride = width * channels;
  const rows = new Uint8Array(height * stride);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)]!;
    for (let x = 0; x < stride; x += 1) {
      const left = x >= channels ? rows[y * stride + x - channels]! : 0;
      const up = y > 0 ? rows[(y - 1) * stride + x]! : 0;
      const corner = y > 0 && x >= channels ? rows[(y - 1) * stride + x - channels]! : 0;
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      if (predicted === undefined) throw new Error(`unknown filter ${filter}`);
      rows[y * stride + x] = raw[y * (stride + 1) + 1 + x]! + predicted;
    }
  }
  if (channels === 3) return { width, height, rgb: rows };
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i += 1) rgb.set(rows.subarray(i * 4, i * 4 + 3), i * 3);
  return { width, height, rgb };
}

/** The `most` commonest colours, as 0xRRGGBB. Drawings have few colours and their shades, so the commonest serve them well. */
function commonest({ rgb }: Pixels, most: number): number[] {
  const counts = new Map<number, number>();
  for (let i = 0; i < rgb.length; i += 3) {
    const colour = (rgb[i]! << 16) | (rgb[i + 1]! << 8) | rgb[i + 2]!;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most).map(([colour]) => colour);
}

const distance = (a: number, b: number): number => ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2;

/** The text that a PNG carries under a keyword (tEXt, PNG specification 11.3.3.2); null where it carries none. */
export function textIn(bytes: Buffer, keyword: string): string | null {
  for (let at = 8; at + 8 <= bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const body = bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at));
    if (bytes.toString('latin1', at + 4, at + 8) === 'tEXt' && body.toString('latin1').startsWith(`${keyword}\0`)) return body.toString('latin1', keyword.length + 1);
  }
  return null;
}

/** Writes a picture with a palette of at most `colours` (up to 256); every other colour becomes the nearest of them. `texts` are kept as tEXt chunks. */
export function encodeIndexedPng(pixels: Pixels, texts: Readonly<Record<string, string>> = {}, colours = 64): Buffer {
  const palette = commonest(pixels, Math.min(colours, 256));
  const indexOf = new Map(palette.map((colour, i) => [colour, i]));
  const nearest = (colour: number): number => {
    const known = indexOf.get(colour);
    if (known !== undefined) return known;
    const best = palette.reduce((found, candidate, i) => (distance(candidate, colour) < distance(palette[found]!, colour) ? i : found), 0);
    indexOf.set(colour, best);
    return best;
  };
  const { width, height, rgb } = pixels;
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const i = (y * width + x) * 3;
      rows[y * (width + 1) + 1 + x] = nearest((rgb[i]! << 16) | (rgb[i + 1]! << 8) | rgb[i + 2]!);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colourTable = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const comments = Object.entries(texts).map(([keyword, text]) => chunk('tEXt', Buffer.from(`${keyword}\0${text}`, 'latin1')));
  return Buffer.concat([signature, chunk('IHDR', header), ...comments, chunk('PLTE', colourTable), chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

import { deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { decodePng, encodeIndexedPng, textIn, type Pixels } from './png';

const picture = (width: number, height: number, colour: (x: number, y: number) => number[]): Pixels => ({
  width,
  height,
  rgb: Uint8Array.from(Array.from({ length: width * height }, (_, i) => colour(i % width, Math.floor(i / width))).flat()),
});

/** Reads back what the encoder wrote: palette and indices, without filters. */
function readIndexed(bytes: Buffer): { depth: number; type: number; colours: number } {
  const at = bytes.indexOf('PLTE');
  return { depth: bytes[24]!, type: bytes[25]!, colours: bytes.readUInt32BE(at - 4) / 3 };
}

it('writes a palette of the colours that are there', () => {
  const bytes = encodeIndexedPng(picture(8, 4, (x) => (x < 4 ? [255, 0, 0] : [0, 0, 255])));
  expect(readIndexed(bytes)).toEqual({ depth: 8, type: 3, colours: 2 });
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([8, 4]);
});

it('keeps no more colours than asked, the commonest', () => {
  const bytes = encodeIndexedPng(picture(16, 16, (x, y) => (y > 1 ? [9, 9, 9] : [x * 10, y, 0])), {}, 4);
  expect(readIndexed(bytes).colours).toBe(4);
  const at = bytes.indexOf('PLTE') + 4;
  expect([...bytes.subarray(at, at + 3)]).toEqual([9, 9, 9]);
});

it('carries text', () => {
  const bytes = encodeIndexedPng(picture(2, 2, () => [1, 2, 3]), { Comment: 'abc' });
  expect([textIn(bytes, 'Comment'), textIn(bytes, 'Title')]).toEqual(['abc', null]);
});

it('undoes each of the five filters', () => {
  // Two RGB pixels a row; the values after each filter were worked out by hand from the specification.
  const rows = Buffer.from([
    ...[0, 10, 20, 30, 40, 50, 60],
    ...[1, 1, 2, 3, 4, 5, 6],
    ...[2, 1, 1, 1, 1, 1, 1],
    ...[3, 1, 1, 1, 1, 1, 1],
    ...[4, 1, 1, 1, 1, 1, 1],
  ]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(2, 0);
  header.writeUInt32BE(5, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const part = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
  };
  const { rgb } = decodePng(Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), part('IHDR', header), part('IDAT', deflateSync(rows)), part('IEND', Buffer.alloc(0))]));
  expect([...rgb]).toEqual([
    ...[10, 20, 30, 40, 50, 60],
    ...[1, 2, 3, 5, 7, 9],
    ...[2, 3, 4, 6, 8, 10],
    // average: (0 + 2 >> 1) + 1, then (2 + 6 >> 1) + 1 …
    ...[2, 2, 3, 5, 6, 7],
    // Paeth: left 0, up 2, corner 0 → up; then left 3, up 5, corner 2 → p = 6, nearest is up
    ...[3, 3, 4, 6, 7, 8],
  ]);
});

it('refuses what it cannot read', () => expect(() => decodePng(Buffer.from('<svg/>'))).toThrow('not a PNG'));

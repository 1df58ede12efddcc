import { describe, expect, it } from 'vitest';
import { drawLine, placeAfter } from './draw';
import { widthOf } from './width';

describe('where a text falls', () => {
  it('counts Hangul as two columns and colours as none', () => {
    expect(placeAfter('\x1b[1;32mab\x1b[0m한글', 80)).toEqual({ row: 0, column: 6 });
    expect([...'a한😀\u0301'].map(widthOf)).toEqual([1, 2, 2, 0]);
  });

  it('wraps, also before a wide character that has no room', () => {
    expect(placeAfter('abcde', 5)).toEqual({ row: 1, column: 0 });
    expect(placeAfter('abcd한', 5)).toEqual({ row: 1, column: 2 });
    expect(placeAfter('a\nb', 5)).toEqual({ row: 1, column: 1 });
  });

  it('is drawn over what was there', () => {
    expect(drawLine(1, '$ ', 'abc', 1, 80)).toEqual({ text: '\r\x1b[1A\x1b[J$ abc\r\x1b[3C', row: 0 });
    expect(drawLine(0, '$ ', 'abcdef', 0, 4).row).toBe(0);
  });
});

const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

/** Go's order of strings: by the bytes of UTF-8, which is the order of code points. */
export function compareBytes(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  for (let at = 0; at < most; at += 1) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (x === y) continue;
    // Of two halves of a pair with the same first half only the second differs; a pair stands behind all single ones.
    return isHigh(x) !== isHigh(y) ? (isHigh(x) ? 1 : -1) : x - y;
  }
  return a.length - b.length;
}

/** Go's order of strings: by the bytes of UTF-8, which is the order of code points. */
export function compareBytes(a: string, b: string): number {
  const [x, y] = [Array.from(a), Array.from(b)];
  for (let i = 0; i < x.length && i < y.length; i += 1) if (x[i] !== y[i]) return (x[i]!.codePointAt(0) ?? 0) - (y[i]!.codePointAt(0) ?? 0);
  return x.length - y.length;
}

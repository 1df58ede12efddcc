const LETTER = /^\p{L}$/u;
const DIGIT = /^\p{Nd}$/u;

const isDigit = (char: string | undefined): boolean => char !== undefined && DIGIT.test(char);

function numberAt(chars: readonly string[], from: number, start: number): { readonly value: number; readonly end: number } {
  let [value, end] = [start, from];
  for (; isDigit(chars[end]); end += 1) value = value * 10 + ((chars[end]!.codePointAt(0) ?? 48) - 48);
  return { value, end };
}

/** go-yaml's order of keys (sorter.go keyList.Less): letters after the rest, numbers by their value. */
export function compareKeys(left: string, right: string): number {
  const [a, b] = [Array.from(left), Array.from(right)];
  for (let i = 0; i < a.length && i < b.length; i += 1) {
    const [x, y] = [a[i]!, b[i]!];
    if (x === y) continue;
    const byCode = (x.codePointAt(0) ?? 0) - (y.codePointAt(0) ?? 0);
    const [xLetter, yLetter] = [LETTER.test(x), LETTER.test(y)];
    if (xLetter && yLetter) return byCode;
    if (xLetter || yLetter) return yLetter ? -1 : 1;
    let start = 0;
    if (x === '0' || y === '0') {
      for (let j = i - 1; j >= 0 && isDigit(a[j]); j -= 1) if (a[j] !== '0') start = 1;
    }
    const [m, n] = [numberAt(a, i, start), numberAt(b, i, start)];
    if (m.value !== n.value) return m.value - n.value;
    return m.end === n.end ? byCode : m.end - n.end;
  }
  return a.length - b.length;
}

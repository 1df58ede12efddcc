const isLetter = (char: string): boolean => /\p{L}/u.test(char);
const isDigit = (char: string | undefined): boolean => char !== undefined && /\p{Nd}/u.test(char);

/** The number that begins at `at`, and where it ends. `zeros`: a number goes on here, so a zero counts as a digit of it. */
function numberAt(chars: readonly string[], at: number, start: bigint): { readonly value: bigint; readonly end: number } {
  let value = start;
  let end = at;
  for (; isDigit(chars[end]); end += 1) value = BigInt.asIntN(64, value * 10n + BigInt((chars[end]?.codePointAt(0) ?? 48) - 48));
  return { value, end };
}

const code = (char: string): number => char.codePointAt(0) ?? 0;

/** The order of keys in YAML (go-yaml v2 sorter.go): letters after all else, numbers by their value. */
export function compareKeys(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (let i = 0; i < left.length && i < right.length; i += 1) {
    const [one = '', other = ''] = [left[i], right[i]];
    if (one === other) continue;
    const letters = [isLetter(one), isLetter(other)];
    if (letters[0] && letters[1]) return code(one) - code(other);
    if (letters[0] || letters[1]) return letters[1] ? -1 : 1;
    let start = 0n;
    if (one === '0' || other === '0') {
      for (let j = i - 1; j >= 0 && isDigit(left[j]); j -= 1) {
        if (left[j] !== '0') {
          start = 1n;
          break;
        }
      }
    }
    const [x, y] = [numberAt(left, i, start), numberAt(right, i, start)];
    if (x.value !== y.value) return x.value < y.value ? -1 : 1;
    return x.end !== y.end ? x.end - y.end : code(one) - code(other);
  }
  return left.length - right.length;
}

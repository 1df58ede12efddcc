/** Line differences as github.com/pmezard/go-difflib finds and prints them, a port of Python's difflib. */

interface Match {
  readonly a: number;
  readonly b: number;
  readonly size: number;
}

interface OpCode {
  readonly equal: boolean;
  readonly a1: number;
  readonly a2: number;
  readonly b1: number;
  readonly b2: number;
}

/** Where each line of `b` stands. In a text of 200 lines or more, lines that make up more than 1% of it begin no match (autojunk). */
function indexLines(b: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  b.forEach((line, at) => {
    const places = index.get(line);
    if (places === undefined) index.set(line, [at]);
    else places.push(at);
  });
  const most = Math.trunc(b.length / 100) + 1;
  if (b.length >= 200) for (const [line, places] of index) if (places.length > most) index.delete(line);
  return index;
}

/** The longest run of equal lines in a window; of several the first in `a`, then in `b`. */
function longestMatch(a: readonly string[], b: readonly string[], index: ReadonlyMap<string, readonly number[]>, [aLow, aHigh, bLow, bHigh]: readonly [number, number, number, number]): Match {
  let best: Match = { a: aLow, b: bLow, size: 0 };
  let lengths = new Map<number, number>();
  for (let i = aLow; i < aHigh; i += 1) {
    const next = new Map<number, number>();
    for (const j of index.get(a[i]!) ?? []) {
      if (j < bLow) continue;
      if (j >= bHigh) break;
      const size = (lengths.get(j - 1) ?? 0) + 1;
      next.set(j, size);
      if (size > best.size) best = { a: i - size + 1, b: j - size + 1, size };
    }
    lengths = next;
  }
  let { a: at, b: bt, size } = best;
  while (at > aLow && bt > bLow && a[at - 1] === b[bt - 1]) [at, bt, size] = [at - 1, bt - 1, size + 1];
  while (at + size < aHigh && bt + size < bHigh && a[at + size] === b[bt + size]) size += 1;
  return { a: at, b: bt, size };
}

function opCodes(a: readonly string[], b: readonly string[]): readonly OpCode[] {
  const index = indexLines(b);
  const matches: Match[] = [];
  const search = (aLow: number, aHigh: number, bLow: number, bHigh: number): void => {
    const match = longestMatch(a, b, index, [aLow, aHigh, bLow, bHigh]);
    if (match.size === 0) return;
    if (aLow < match.a && bLow < match.b) search(aLow, match.a, bLow, match.b);
    matches.push(match);
    if (match.a + match.size < aHigh && match.b + match.size < bHigh) search(match.a + match.size, aHigh, match.b + match.size, bHigh);
  };
  search(0, a.length, 0, b.length);
  const codes: OpCode[] = [];
  let [i, j] = [0, 0];
  const equal = (match: Match): void => {
    const last = codes.at(-1);
    const joined = last?.equal === true && last.a2 === match.a && last.b2 === match.b;
    if (joined) codes.pop();
    codes.push({ equal: true, a1: joined ? last.a1 : match.a, a2: match.a + match.size, b1: joined ? last.b1 : match.b, b2: match.b + match.size });
  };
  for (const match of [...matches, { a: a.length, b: b.length, size: 0 }]) {
    if (i < match.a || j < match.b) codes.push({ equal: false, a1: i, a2: match.a, b1: j, b2: match.b });
    [i, j] = [match.a + match.size, match.b + match.size];
    if (match.size > 0) equal(match);
  }
  return codes;
}

/** Groups of changes with up to `context` equal lines around them. */
function grouped(codes: readonly OpCode[], context: number): readonly (readonly OpCode[])[] {
  const trimmed = codes.map((code, at): OpCode => {
    if (!code.equal) return code;
    const head = at === 0 ? Math.max(code.a1, code.a2 - context) - code.a1 : 0;
    const tail = at === codes.length - 1 ? code.a2 - Math.min(code.a2, code.a1 + context) : 0;
    return { ...code, a1: code.a1 + head, b1: code.b1 + head, a2: code.a2 - tail, b2: code.b2 - tail };
  });
  const groups: OpCode[][] = [];
  let group: OpCode[] = [];
  for (const code of trimmed) {
    if (code.equal && code.a2 - code.a1 > 2 * context) {
      group.push({ ...code, a2: Math.min(code.a2, code.a1 + context), b2: Math.min(code.b2, code.b1 + context) });
      groups.push(group);
      group = [{ ...code, a1: Math.max(code.a1, code.a2 - context), b1: Math.max(code.b1, code.b2 - context) }];
    } else group.push(code);
  }
  if (group.length > 0 && !(group.length === 1 && group[0]?.equal === true)) groups.push(group);
  return groups;
}

function range(start: number, stop: number): string {
  const length = stop - start;
  if (length === 1) return String(start + 1);
  return `${length === 0 ? start : start + 1},${length}`;
}

/** difflib.GetUnifiedDiffString of two texts without file names: empty where they are equal. */
export function unifiedDiff(before: string, after: string, context = 3): string {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let out = '';
  for (const group of grouped(opCodes(a, b), context)) {
    const [first, last] = [group[0]!, group.at(-1)!];
    out += `@@ -${range(first.a1, last.a2)} +${range(first.b1, last.b2)} @@\n`;
    for (const { equal, a1, a2, b1, b2 } of group) {
      if (equal) for (const line of a.slice(a1, a2)) out += ` ${line}\n`;
      else {
        for (const line of a.slice(a1, a2)) out += `-${line}\n`;
        for (const line of b.slice(b1, b2)) out += `+${line}\n`;
      }
    }
  }
  return out;
}

const RULE = /^ ?----\s+--------\s+---\s+---\s+-{15}/;
const ROW = /^ ?(Container|Pod|PersistentVolumeClaim|\S+)\s{2,}\S+\s{2,}/;

/** The rows of a LimitRange, which the real one prints in no order, sorted. */
export function sortedLimits(text: string): string {
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    if (!RULE.test(lines[at]!)) continue;
    const start = at + 1;
    let end = start;
    while (end < lines.length && ROW.test(lines[end]!)) end += 1;
    lines.splice(start, end - start, ...lines.slice(start, end).sort());
  }
  return lines.join('\n');
}

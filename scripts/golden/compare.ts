/** Comparing a replayed result with a recorded one. */

function show(value: unknown): string {
  if (typeof value === 'number' && !Number.isInteger(value)) return String(Number(value.toFixed(4)));
  return JSON.stringify(value) ?? 'nothing';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Differences between `expected` and `got`, one line each: `field: expected X (±tol), got Y`. A number may differ by the
 * tolerance given for its field name (exact without one); null, texts, flags and the lengths of lists are exact; a field
 * on one side only is a difference.
 */
export function differences(expected: unknown, got: unknown, tolerance: Readonly<Record<string, number>>, path = '', field = ''): string[] {
  const at = path === '' ? '(result)' : path;
  if (Array.isArray(expected) && Array.isArray(got)) {
    if (expected.length !== got.length) return [`${at}: expected ${show(expected)}, got ${show(got)}`];
    return expected.flatMap((item, index) => differences(item, got[index], tolerance, `${path}[${index}]`, field));
  }
  if (isRecord(expected) && isRecord(got)) {
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(got)])];
    return keys.flatMap((key) => differences(expected[key], got[key], tolerance, path === '' ? key : `${path}.${key}`, key));
  }
  if (typeof expected === 'number' && typeof got === 'number') {
    const allowed = Object.hasOwn(tolerance, field) ? tolerance[field] : 0;
    // The recordings have few digits; a hair of slack keeps binary fractions from deciding at the edge.
    if (Math.abs(expected - got) <= allowed + 1e-9) return [];
    return [`${at}: expected ${show(expected)} (±${allowed}), got ${show(got)}`];
  }
  return Object.is(expected, got) ? [] : [`${at}: expected ${show(expected)}, got ${show(got)}`];
}

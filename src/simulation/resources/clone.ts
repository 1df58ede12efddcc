/**
 * Copies plain data (objects, arrays, primitives), keeping shared references shared. The engine changes its own copy in
 * place for speed; callers only ever see values that nobody changes behind their back.
 */
export function clonePlain<T>(value: T, seen: Map<object, object> = new Map()): T {
  if (typeof value !== 'object' || value === null) return value;
  const known = seen.get(value);
  if (known) return known as T;
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    seen.set(value, copy);
    for (const item of value) copy.push(clonePlain(item, seen));
    return copy as T;
  }
  const copy: Record<string, unknown> = {};
  seen.set(value, copy);
  for (const [key, item] of Object.entries(value)) copy[key] = clonePlain(item, seen);
  return copy as T;
}

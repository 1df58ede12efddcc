import { semanticEqual } from '../../api/equal';

/** Two statuses as Go compares them: a number that is missing is 0, a list or map that is missing is empty. `pointers`: numbers that may be missing. */
export function sameStatus(a: object | undefined, b: object | undefined, pointers: readonly string[] = []): boolean {
  const filled = (status: object | undefined): object => Object.fromEntries(Object.entries(status ?? {}).filter(([name, value]) => value !== 0 || pointers.includes(name)));
  return semanticEqual(filled(a), filled(b));
}

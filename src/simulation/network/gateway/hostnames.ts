/** Names of hosts with and without a wildcard (Hostname of apis/v1): `*.example.com` stands for one label or more. */

/** A host without its port, in lower case. */
export const hostOf = (host: string): string => host.replace(/:\d+$/, '').toLowerCase();

const suffixOf = (name: string): string | undefined => (name.startsWith('*.') ? name.slice(1) : undefined);

/** Whether a host is one of those that a name stands for; '' stands for all. */
export function hostMatches(name: string, host: string): boolean {
  if (name === '') return true;
  const suffix = suffixOf(name.toLowerCase());
  return suffix === undefined ? host === name.toLowerCase() : host.length > suffix.length && host.endsWith(suffix);
}

/** The hosts that two names have in common, as a name; undefined where they have none. */
export function meeting(a: string, b: string): string | undefined {
  if (a === '' || a === b) return b;
  if (b === '') return a;
  const [first, second] = [suffixOf(a), suffixOf(b)];
  if (first === undefined) return hostMatches(b, a) ? a : undefined;
  if (second === undefined) return hostMatches(a, b) ? b : undefined;
  if (first.endsWith(second)) return a;
  return second.endsWith(first) ? b : undefined;
}

/** The more specific of two names comes first: a host before wildcards, of these the longer one, all hosts last. */
export function byHost(a: string, b: string): number {
  const rank = (name: string): number => (name === '' ? 0 : suffixOf(name) === undefined ? 2 : 1);
  return rank(b) - rank(a) || b.length - a.length;
}

import { tool } from '../distributions/data';

/** More names than this are counted, not listed: the sentence keeps its length. */
const LISTED = 3;

/** "K3s, k0s, RKE2 and 2 more": the names of these tools, the rest as a number. */
export function names(ids: readonly string[], more: (n: string) => string, format: (n: number) => string): string {
  const listed = ids.slice(0, LISTED).map((id) => tool(id).name).join(', ');
  return ids.length > LISTED ? `${listed} ${more(format(ids.length - LISTED))}` : listed;
}

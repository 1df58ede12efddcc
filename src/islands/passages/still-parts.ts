import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Parts of `src/components/course` that are nothing but HTML: no state, no effect, no handler of their own. */
const courseParts = ['Callout', 'Cite', 'Fix', 'GoesDeeper', 'Mistake', 'Mistakes', 'OlderPost', 'OlderPosts', 'RealCluster', 'Source', 'Sources', 'Term', 'Why'];

/** Figures are still because their index makes them so. */
function figures(): string[] {
  const index = readFileSync(join(__dirname, '../../components/figures/index.ts'), 'utf8');
  return [...index.matchAll(/^export const (\w+) = still\b/gm)].map(([, name]) => name!);
}

/** Names of the components that never change once the server has written them. What is not named here is taken to be alive. */
export const stillParts = (): Set<string> => new Set([...courseParts, ...figures(), 'Diagram']);

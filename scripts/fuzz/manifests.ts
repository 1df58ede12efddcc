import { ruleObjectErrors } from '../../src/simulation/api/custom/rules/check-object';
import { customKinds } from '../../src/simulation/api/custom/custom-kinds';
import type { CustomResourceDefinition } from '../../src/simulation/api/generated/types/apiextensions.v1';
import { ALL_KINDS } from '../../src/simulation/api/kinds/all';
import { visitManifest } from '../../src/simulation/api/manifest/visit';
import { createRegistry } from '../../src/simulation/api/registry';
import { createObject } from '../../src/simulation/api/request/create';
import { checkManifest } from '../../src/simulation/tools/manifest-check/check';
import type { Check } from '../../src/simulation/tools/manifest-check/check';
import { mutateText } from './support/mutate-text';
import { pageManifests, recordedInputs } from './support/recorded';
import { Broken } from './support/target';
import type { FuzzTarget } from './support/target';

interface Input {
  readonly manifest?: string;
  readonly crds?: readonly string[];
  readonly fill?: unknown;
}

const inputs = [...recordedInputs('validation'), ...recordedInputs('defaulting')] as readonly Input[];
const texts = [...inputs.flatMap(({ manifest, fill }) => (manifest === undefined || fill !== undefined ? [] : [manifest])), ...pageManifests()];

/** The kinds of the recorded definitions, established. */
function definedKinds() {
  const builtIn = createRegistry(ALL_KINDS);
  return [...new Set(inputs.flatMap(({ crds = [] }) => crds))].flatMap((text) =>
    visitManifest(text, builtIn, { source: 'STDIN', validate: true }).flatMap((visit) => {
      const answer = 'error' in visit ? undefined : createObject(visit.body, visit.kind);
      return answer === undefined || 'status' in answer ? [] : customKinds(answer.object as CustomResourceDefinition, ruleObjectErrors);
    }),
  );
}

const kinds = createRegistry(ALL_KINDS).with(definedKinds()).kinds;
/** What only the pools of a cluster refuse, after all that the text says. */
const POOLS = /failed to allocate|provided port is|not configured on this cluster/;
/** A text without content: comments, markers, anchors, nulls. */
const isEmpty = (text: string): boolean => /^(?:\s|#[^\n]*|---|\.\.\.|~|null|\ufeff|%[^\n]*|&\S+|!\S*|\{\}|\[\])*$/i.test(text);

function holds(text: string, { problems, objects, answer }: Check): void {
  const lines = text.split('\n').length;
  for (const problem of problems) {
    const { line, column, message } = problem;
    if (message === '' || line < 1 || line > lines || column < 1) throw new Broken(`a problem without its place: ${JSON.stringify(problem)}`);
  }
  const refused = problems.some(({ severity }) => severity === 'error');
  if (refused && answer.exit === 0) throw new Broken(`problems, and yet kubectl is content: ${JSON.stringify(problems)}`);
  const unknown = problems.some(({ code }) => code === 'needsDefinition');
  if (!refused && !unknown && objects.length > 0 && answer.exit !== 0 && !POOLS.test(answer.stderr)) throw new Broken(`no problem, and yet kubectl says: ${answer.stderr}`);
  if (objects.length === 0 && problems.length === 0 && !isEmpty(text) && answer.stderr === '') throw new Broken('nothing read and nothing said');
}

export const target: FuzzTarget<string> = {
  about: 'a mutated manifest is read, checked and stored without a throw; each problem has its place; the page and kubectl agree on what is refused',
  count: 200_000,
  make: (random) => mutateText(random, texts),
  play(text) {
    const check = checkManifest(text, { kinds, evaluate: ruleObjectErrors });
    holds(text, check);
    const refused = check.problems.some(({ severity }) => severity === 'error');
    return check.objects.length === 0 ? (refused ? 'refused' : 'nothing in it') : refused ? 'partly refused' : check.problems.length > 0 ? 'accepted with warnings' : 'accepted';
  },
};

import type { ReadObject } from '../../api/manifest/read-manifests';
import { visitManifest } from '../../api/manifest/visit';
import type { Registry } from '../../api/registry';
import { createObject } from '../../api/request/create';
import { mutateNew } from '../../policy/admission/mutate';
import { factsFor, POOLS, SYSTEM } from './cluster-facts';
import { printErrors, withSource } from './kubectl-errors';
import type { CommandError } from './kubectl-errors';

/** What `kubectl create -f -` prints, and its exit code. */
export interface Answer {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * The answer of a cluster that holds none of the objects and has every namespace and class that they name. `objects`: what of the text is good, for
 * what one object's admission looks up in another.
 */
export function answerTo(text: string, registry: Registry, objects: readonly ReadObject[]): Answer {
  const errors: CommandError[] = [];
  const created: string[] = [];
  const warnings: string[] = [];
  for (const visit of visitManifest(text, registry, { source: 'STDIN', validate: true })) {
    if ('error' in visit) {
      errors.push({ words: visit.error });
      continue;
    }
    const { kind, body, sentKind } = visit;
    const answer = createObject(body, kind, sentKind, 'Strict', {
      system: SYSTEM,
      pools: POOLS,
      admit: (object) => {
        const mutated = mutateNew(object, factsFor(object, objects));
        return { object: 'forbidden' in mutated ? object : mutated.object };
      },
    });
    if ('status' in answer) {
      errors.push(withSource('creating', answer.status));
      continue;
    }
    const group = kind.resource?.group ?? '';
    warnings.push(...answer.warnings);
    created.push(`${kind.kind.toLowerCase()}${group === '' ? '' : `.${group}`}/${answer.object.metadata.name ?? ''} created\n`);
  }
  if (errors.length === 0 && created.length === 0) errors.push({ words: 'no objects passed to create' });
  return { exit: errors.length > 0 ? 1 : 0, stdout: created.join(''), stderr: warnings.map((warning) => `Warning: ${warning}\n`).join('') + printErrors(errors) };
}

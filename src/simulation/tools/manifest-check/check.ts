import { customKinds } from '../../api/custom/custom-kinds';
import type { RuleEvaluator } from '../../api/custom/validation';
import type { CustomResourceDefinition } from '../../api/generated/types/apiextensions.v1';
import type { Kind } from '../../api/kind';
import { MAX_MANIFEST_LENGTH } from '../../api/manifest/limits';
import { readManifests } from '../../api/manifest/read-manifests';
import type { ReadObject, ReadResult } from '../../api/manifest/read-manifests';
import type { Problem } from '../../api/manifest/problems';
import { createRegistry } from '../../api/registry';
import type { Registry } from '../../api/registry';
import { answerTo } from './answer';
import type { Answer } from './answer';
import { storedObject } from './stored';
import type { StoredObject } from './stored';

export interface CheckOptions {
  readonly kinds: readonly Kind[];
  /** Runs the CEL rules of custom resources; needed where `kinds` has CustomResourceDefinition. */
  readonly evaluate?: RuleEvaluator;
}

/** An object that the API server would take. */
export interface CheckedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Absent for objects of the whole cluster. */
  readonly namespace?: string;
  /** Its first line in the text, from 1. */
  readonly line: number;
  /** Whether a CustomResourceDefinition of the text brings its kind. */
  readonly custom: boolean;
  readonly stored?: StoredObject;
}

export interface Check {
  /** In the order of the text. */
  readonly problems: readonly Problem[];
  readonly objects: readonly CheckedObject[];
  /** How many of the first have `stored`. */
  readonly shown: number;
  readonly answer: Answer;
}

/** So many objects are shown as they are stored. */
const MAX_SHOWN = 100;

/** Whether checking a text takes CEL: it defines kinds or policies, or may. */
export const needsExpressions = (text: string): boolean => /CustomResourceDefinition|AdmissionPolicy/.test(text);

/** The registry with the kinds that the text's own good definitions bring. */
function withDefinitions(registry: Registry, { objects }: ReadResult, evaluate: RuleEvaluator | undefined): Registry {
  return objects
    .filter(({ kind }) => kind.type === 'apiextensions.v1.CustomResourceDefinition')
    .reduce((all, { object }) => all.with(customKinds(object as CustomResourceDefinition, evaluate)), registry);
}

function checkedObject(read: ReadObject, objects: readonly ReadObject[], shown: boolean): CheckedObject {
  const { object, kind, line } = read;
  const { name, generateName = '', namespace = 'default' } = object.metadata;
  const stored = shown ? storedObject(read, objects) : undefined;
  return {
    apiVersion: kind.apiVersion,
    kind: kind.kind,
    name: name ?? `${generateName}…`,
    ...(kind.resource?.namespaced === false ? {} : { namespace }),
    line,
    custom: kind.custom,
    ...(stored === undefined ? {} : { stored }),
  };
}

/**
 * A text as `kubectl create -f` and the API server would take it: what is wrong with it, line by line, in their words; what is stored of each good
 * object, with who wrote each line; and what kubectl prints. Definitions in the text bring the kinds of objects beside them. Pure; never throws.
 */
export function checkManifest(text: string, { kinds, evaluate }: CheckOptions): Check {
  const builtIn = createRegistry(kinds);
  const first = readManifests(text, builtIn);
  const registry = withDefinitions(builtIn, first, evaluate);
  const { problems, objects } = registry === builtIn ? first : readManifests(text, registry);
  const answer = text.length > MAX_MANIFEST_LENGTH ? { exit: 1, stdout: '', stderr: `error: ${problems[0]?.message ?? ''}\n` } : answerTo(text, registry, objects);
  return { problems, objects: objects.map((one, i) => checkedObject(one, objects, i < MAX_SHOWN)), shown: Math.min(objects.length, MAX_SHOWN), answer };
}

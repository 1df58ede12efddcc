import { findResults, JsonPathError, parseTemplate, relaxedPath, sprint } from '../../../api/jsonpath';
import type { Json } from '../../../api/jsonpath';
import { listOf, objectOf, textOf } from '../../../api/schema/values';
import { isObject } from '../../../api/schema/walk';
import type { JsonObject } from '../../../api/schema/walk';
import { quote, quoteList } from '../../../base/go/quote';
import { metadataOf } from '../../resources/info';
import { KubectlError } from '../../runtime/errors';

/** What `--for` waits for. */
export type Condition = { readonly type: 'delete' } | { readonly type: 'create' } | { readonly type: 'met'; readonly met: (object: JsonObject) => boolean };

const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** ConditionalWait.checkCondition. */
function conditionMet(object: JsonObject, name: string, status: string): boolean {
  const found = listOf(objectOf(object.status).conditions).map(objectOf).find(({ type }) => textOf(type).toLowerCase() === name.toLowerCase());
  if (found === undefined) return false;
  const generation = number(metadataOf(object).generation);
  const observed = number(found.observedGeneration) ?? number(objectOf(object.status).observedGeneration);
  if (generation !== undefined && observed !== undefined && observed < generation) return false;
  return textOf(found.status).toLowerCase() === status.toLowerCase();
}

/** splitJSONPathInput: at single equals signs. */
function splitPath(input: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < input.length; at += 1) {
    if (input[at] !== '=') part += input[at];
    else if (input[at + 1] === '=') {
      part += '==';
      at += 1;
    } else {
      parts.push(part);
      part = '';
    }
  }
  return [...parts, part];
}

function pathCondition(input: string): Condition {
  const parts = splitPath(input);
  if (parts.length > 2) throw new KubectlError("jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'");
  try {
    const path = relaxedPath(parts[0] ?? '');
    const value = parts[1]?.replace(/^['"]+|['"]+$/g, '');
    if (value === '') throw new KubectlError("jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3");
    if (path === '') throw new KubectlError('jsonpath expression cannot be empty');
    const template = parseTemplate(path);
    return {
      type: 'met',
      met: (object) => {
        const results = findResults(template, object as Json, { allowMissingKeys: true });
        const [first] = results[0] ?? [];
        if ((results[0] ?? []).length === 0 || first === undefined) return false;
        if (results.length > 1) throw new KubectlError('given jsonpath expression matches more than one list');
        if ((results[0] ?? []).length > 1) throw new KubectlError('given jsonpath expression matches more than one value');
        if (value === undefined) return true;
        if (Array.isArray(first) || isObject(first)) throw new KubectlError('jsonpath leads to a nested object or list which is not supported');
        return sprint(first).trim() === value.trim();
      },
    };
  } catch (error) {
    if (error instanceof JsonPathError) throw new KubectlError(error.message);
    throw error;
  }
}

/** conditionFuncsFor. */
export function readConditions(texts: readonly string[]): readonly Condition[] {
  if (texts.length === 0) throw new KubectlError(`unrecognized condition: ${quoteList(texts)}`);
  return texts.map((text): Condition => {
    const lower = text.toLowerCase();
    if (lower === 'delete' || lower === 'create') return { type: lower };
    if (text.startsWith('condition=')) {
      const [name = '', ...rest] = text.slice('condition='.length).split('=');
      return { type: 'met', met: (object) => conditionMet(object, name, rest.length === 0 ? 'true' : rest.join('=')) };
    }
    if (text.startsWith('jsonpath=')) return pathCondition(text.slice('jsonpath='.length));
    throw new KubectlError(`unrecognized condition: ${quote(text)}`);
  });
}

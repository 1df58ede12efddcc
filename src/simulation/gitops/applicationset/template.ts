/** From a template and parameters to an Application (applicationset/controllers/template; applicationset/utils RenderTemplateParams). */
import { applyMergePatch } from '../../api/patch/merge-patch';
import type { JsonObject as MergeObject } from '../../api/patch/merge-patch';
import { toJson } from '../../api/manifest/json';
import { listOf, objectOf, textOf } from '../../api/schema/values';
import { isObject } from '../../api/schema/walk';
import { parseDocument } from '../../api/yaml';
import { GoError } from '../../base/go/values';
import { quote } from '../../base/go/quote';
import type { JsonObject } from '../objects';
import { replaceDeeply, replaceText } from './render';
import type { Params, RenderMode } from './render';
import type { ApplicationSet } from './types';

export const RESOURCES_FINALIZER = 'resources-finalizer.argocd.argoproj.io';

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '' || value === 0 || value === false || (Array.isArray(value) && value.length === 0);

/** mergo.Merge without override: what a generator's own template leaves open is taken from the set's. */
export function fillTemplate(own: JsonObject, from: JsonObject): JsonObject {
  const filled: Record<string, unknown> = { ...own };
  for (const [name, value] of Object.entries(from)) {
    const before = own[name];
    if (isObject(before) && isObject(value)) filled[name] = fillTemplate(before, value);
    else if (isEmpty(before)) filled[name] = value;
  }
  return filled;
}

/** GetTempApplication: of a template's metadata only what an Application may take from it. */
function application(template: JsonObject): JsonObject {
  const { name, namespace, labels, annotations, finalizers } = objectOf(template.metadata);
  const metadata = Object.fromEntries(Object.entries({ name, namespace, labels, annotations, finalizers }).filter(([, value]) => value !== undefined));
  return { metadata, spec: objectOf(template.spec) };
}

/** ConvertYAMLToJSON and what it is decoded into. */
function patchObject(text: string): JsonObject {
  let value: unknown;
  try {
    const tree = parseDocument(text);
    value = tree === undefined ? null : toJson(tree);
  } catch (error) {
    throw new GoError(`error while converting template to json ${quote(text)}: error converting YAML to JSON: ${error instanceof Error ? error.message : ''}`, { cause: error });
  }
  if (value === null) return {};
  if (!isObject(value)) throw new GoError(`invalid templatePatch ${quote(JSON.stringify(value))}: json: cannot unmarshal ${Array.isArray(value) ? 'array' : typeof value} into Go value of type v1alpha1.Application`);
  return value;
}

/** applyTemplatePatch: a strategic merge patch; of an Application's lists only finalizers are merged. The project stays. */
function patched(app: JsonObject, text: string): JsonObject {
  const patch = patchObject(text);
  const result = applyMergePatch(app as MergeObject, patch as MergeObject) as JsonObject;
  const [before, more] = [listOf(objectOf(app.metadata).finalizers), listOf(objectOf(patch.metadata).finalizers)];
  const metadata = more.length === 0 ? objectOf(result.metadata) : { ...objectOf(result.metadata), finalizers: [...new Set([...before, ...more])] };
  const { project } = objectOf(app.spec);
  return { ...result, metadata, spec: { ...objectOf(result.spec), ...(project === undefined ? {} : { project }) } };
}

/** One Application; throws a GoError where a template cannot be filled. */
export function renderApplication(template: JsonObject, params: Params, { spec }: ApplicationSet, mode: RenderMode): JsonObject {
  const plain = application(template);
  let app = plain;
  if (Object.keys(params).length > 0) {
    app = replaceDeeply(plain, params, mode) as JsonObject;
    const metadata = objectOf(app.metadata);
    if (spec.syncPolicy?.preserveResourcesOnDeletion !== true && listOf(metadata.finalizers).length === 0) app = { ...app, metadata: { ...metadata, finalizers: [RESOURCES_FINALIZER] } };
  }
  if (spec.templatePatch === undefined) return app;
  let text: string;
  try {
    text = replaceText(spec.templatePatch, params, mode);
  } catch (error) {
    if (error instanceof GoError) throw new GoError(`error replacing values in templatePatch: ${error.message}`);
    throw error;
  }
  return patched(app, text);
}

const isBare = (value: unknown): boolean => isObject(value) && Object.values(value).every((item) => item === undefined || item === null || item === '' || item === false || (Array.isArray(item) && item.length === 0));
const withoutEmpty = (object: JsonObject): JsonObject => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== ''));

/** argo.NormalizeApplicationSpec: what says nothing is gone, and the project is never empty. */
export function normalizedSpec(spec: JsonObject): JsonObject {
  const { syncPolicy, source, destination, ...rest } = spec;
  const tools = (one: JsonObject): JsonObject => Object.fromEntries(Object.entries(withoutEmpty(one)).filter(([name, value]) => !['kustomize', 'helm', 'directory'].includes(name) || !isBare(value)));
  const policy = objectOf(syncPolicy);
  const isZero = !isObject(policy.automated) && listOf(policy.syncOptions).length === 0 && !isObject(policy.retry) && !isObject(policy.managedNamespaceMetadata);
  return {
    ...rest, destination: withoutEmpty(objectOf(destination)), project: textOf(spec.project) || 'default',
    ...(isObject(source) ? { source: { repoURL: '', ...tools(source) } } : {}), ...(isZero ? {} : { syncPolicy }),
  };
}

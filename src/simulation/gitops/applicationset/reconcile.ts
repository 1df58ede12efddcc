/** One reconciliation of an ApplicationSet (applicationset/controllers/applicationset_controller.go: Reconcile). */
import { GoError } from '../../base/go/values';
import { applyMergePatch } from '../../api/patch/merge-patch';
import type { JsonObject as MergeObject } from '../../api/patch/merge-patch';
import { equalValues } from '../../api/equal';
import { listOf, objectOf, textOf } from '../../api/schema/values';
import { isObject } from '../../api/schema/walk';
import { ignoreNormalizer } from '../diff/ignore';
import type { JsonObject } from '../objects';
import { modeOf, transform } from './generators';
import { normalizedSpec, renderApplication, RESOURCES_FINALIZER } from './template';
import type { ApplicationSet, ClusterSecret, Policy, World } from './types';

export interface SetCondition {
  readonly type: string;
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly message: string;
}

export interface Reconciled {
  /** All there are afterwards, by name; those that are being deleted have a `deletionTimestamp`. */
  readonly applications: readonly JsonObject[];
  readonly conditions: readonly SetCondition[];
}

export interface SetInput {
  readonly world: World;
  /** What the set made before. */
  readonly existing: readonly JsonObject[];
  /** `--policy` of the controller: then sets cannot choose theirs. */
  readonly controllerPolicy?: Policy | undefined;
  /** RFC 3339. */
  readonly now: string;
}

const LOCAL: ClusterSecret = { name: 'in-cluster', server: 'https://kubernetes.default.svc' };
const nameOf = (app: JsonObject): string => textOf(objectOf(app.metadata).name);

function failed(message: string, reason: string, parametersGenerated: boolean): SetCondition[] {
  return [
    { type: 'ErrorOccurred', status: 'True', reason, message },
    parametersGenerated ? GENERATED : { type: 'ParametersGenerated', status: 'False', reason: 'ErrorOccurred', message },
    { type: 'ResourcesUpToDate', status: 'False', reason: 'ErrorOccurred', message },
  ];
}

const GENERATED: SetCondition = { type: 'ParametersGenerated', status: 'True', reason: 'ParametersGenerated', message: 'Successfully generated parameters for all Applications' };
const DONE = { reason: 'ApplicationSetUpToDate', message: 'All applications have been generated successfully' };
const UP_TO_DATE: readonly SetCondition[] = [{ type: 'ErrorOccurred', status: 'False', ...DONE }, GENERATED, { type: 'ResourcesUpToDate', status: 'True', ...DONE }];

interface Failure {
  readonly message: string;
  readonly reason: string;
}

/** template.GenerateApplications: one that fails stops all. */
function generate(set: ApplicationSet, world: World): { readonly applications: readonly JsonObject[] } | Failure {
  const mode = modeOf(set);
  const applications: JsonObject[] = [];
  let first: Failure | undefined;
  const attempt = <T>(reason: string, work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof GoError)) throw error;
      first ??= { message: error.message, reason };
      return undefined;
    }
  };
  for (const generator of set.spec.generators ?? []) {
    const results = attempt('ApplicationGenerationFromParamsError', () => transform(generator, set.spec.template ?? {}, { set, world, mode })) ?? [];
    for (const { params, template } of results) {
      for (const one of params) {
        const app = attempt('RenderTemplateParamsError', () => renderApplication(template, one, set, mode));
        if (app !== undefined) applications.push(app);
      }
    }
  }
  return first ?? { applications };
}

/** argo.GetDestinationCluster among the clusters of Argo CD; an error in its words, or undefined. */
function destinationError({ name, server }: JsonObject, clusters: readonly ClusterSecret[]): string | undefined {
  const [byName, byServer] = [textOf(name), textOf(server)];
  const known = clusters.some((cluster) => cluster.server === LOCAL.server) ? clusters : [...clusters, LOCAL];
  if (byName !== '' && byServer !== '') return `application destination can't have both name and server defined: ${byName} ${byServer}`;
  if (byServer !== '') {
    const address = byServer.replace(/\/+$/, '');
    return known.some((cluster) => cluster.server === address) ? undefined : `error getting cluster by server "${byServer}": rpc error: code = NotFound desc = cluster "${address}" not found`;
  }
  if (byName === '') return 'Destination server missing from app spec';
  const found = known.filter((cluster) => cluster.name === byName);
  if (found.length === 0) return `there are no clusters with this name: ${byName}`;
  return found.length > 1 ? `there are ${found.length} clusters with the same name: [${found.map((cluster) => cluster.server).join(' ')}]` : undefined;
}

/** validateGeneratedApplications: by name, what is wrong. */
function validate(set: ApplicationSet, applications: readonly JsonObject[], { projects, clusters }: World): Map<string, string> {
  const errors = new Map<string, string>();
  const seen = new Set<string>();
  for (const app of applications) {
    const [name, spec] = [nameOf(app), objectOf(app.spec)];
    const project = textOf(spec.project);
    if (seen.has(name)) errors.set(name, `ApplicationSet ${set.metadata.name} contains applications with duplicate name: ${name}`);
    else if (!projects.includes(project)) errors.set(name, `application references project ${project} which does not exist`);
    else {
      const error = destinationError(objectOf(spec.destination), clusters);
      if (error !== undefined) errors.set(name, `application destination spec is invalid: ${error}`);
    }
    seen.add(name);
  }
  return errors;
}

const PRESERVED_ANNOTATIONS = ['notified.notifications.argoproj.io', 'argocd.argoproj.io/refresh', 'argocd.argoproj.io/hydrate'];
const PRESERVED_FINALIZERS = ['pre-delete-finalizer.argocd.argoproj.io', 'post-delete-finalizer.argocd.argoproj.io'];

const kept = (live: unknown, names: readonly string[]): JsonObject => Object.fromEntries(Object.entries(objectOf(live)).filter(([name]) => names.includes(name)));
const orNothing = <T extends object>(name: string, value: T): Readonly<Record<string, T>> => (Object.keys(value).length === 0 ? {} : { [name]: value });

/** What an Application of that name becomes, before differences that shall be passed over are. */
function desired(generated: JsonObject, live: JsonObject | undefined, { spec }: ApplicationSet): JsonObject {
  const [own, before] = [objectOf(generated.metadata), objectOf(live?.metadata)];
  const annotations = { ...objectOf(own.annotations), ...kept(before.annotations, [...(spec.preservedFields?.annotations ?? []), ...PRESERVED_ANNOTATIONS]) };
  const labels = { ...objectOf(own.labels), ...kept(before.labels, spec.preservedFields?.labels ?? []) };
  const finalizers = [...listOf(own.finalizers), ...PRESERVED_FINALIZERS.flatMap((prefix) => listOf(before.finalizers).filter((one) => textOf(one).startsWith(prefix)))];
  const { annotations: _a, labels: _l, finalizers: _f, ...rest } = before;
  return {
    ...live, ...(isObject(generated.operation) ? { operation: generated.operation } : {}),
    metadata: { ...rest, name: own.name, ...orNothing('annotations', annotations), ...orNothing('labels', labels), ...orNothing('finalizers', finalizers) },
    spec: normalizedSpec(objectOf(generated.spec)),
  };
}

/** jsonpatch.CreateMergePatch. */
function mergePatchBetween(from: JsonObject, to: JsonObject): JsonObject {
  const patch: Record<string, unknown> = {};
  for (const name of Object.keys(from)) if (!Object.hasOwn(to, name)) patch[name] = null;
  for (const [name, value] of Object.entries(to)) {
    const before = from[name];
    if (isObject(before) && isObject(value)) {
      const inner = mergePatchBetween(before, value);
      if (Object.keys(inner).length > 0) patch[name] = inner;
    } else if (!Object.hasOwn(from, name) || !equalValues(before, value)) patch[name] = value;
  }
  return patch;
}

/** CreateOrUpdate: the live Application is patched by what differs, apart from what is to be passed over. */
function updated(generated: JsonObject, live: JsonObject, set: ApplicationSet): JsonObject {
  const wanted = desired(generated, live, set);
  const ignored = (set.spec.ignoreApplicationDifferences ?? []).map((one) => ({ ...one, group: 'argoproj.io', kind: 'Application' }));
  if (ignored.length === 0) return wanted;
  const normalize = ignoreNormalizer(ignored, new Map());
  const compared = (app: JsonObject): JsonObject => {
    const { apiVersion: _v, kind: _k, ...rest } = normalize({ ...app, spec: normalizedSpec(objectOf(app.spec)), apiVersion: 'argoproj.io/v1alpha1', kind: 'Application' });
    return { ...rest, spec: normalizedSpec(objectOf(rest.spec)) };
  };
  return applyMergePatch(live as MergeObject, mergePatchBetween(compared(live), compared(wanted)) as MergeObject) as JsonObject;
}

/** deleteInCluster: finalizers keep an Application until they are done, but not where its cluster is gone. Undefined: it is gone at once. */
function deleted(app: JsonObject, clusters: readonly ClusterSecret[], now: string): JsonObject | undefined {
  const metadata = objectOf(app.metadata);
  const isLost = destinationError(objectOf(objectOf(app.spec).destination), clusters) !== undefined;
  const finalizers = listOf(metadata.finalizers).filter((one) => !isLost || one !== RESOURCES_FINALIZER);
  return finalizers.length === 0 ? undefined : { ...app, metadata: { ...metadata, finalizers, deletionTimestamp: metadata.deletionTimestamp ?? now } };
}

export function reconcileSet(set: ApplicationSet, { world, existing, controllerPolicy, now }: SetInput): Reconciled {
  const byName = (apps: Iterable<JsonObject>): JsonObject[] => [...apps].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0));
  const generated = generate(set, world);
  if ('message' in generated) return { applications: byName(existing), conditions: failed(generated.message, generated.reason, false) };
  const errors = validate(set, generated.applications, world);
  const policy = controllerPolicy ?? set.spec.syncPolicy?.applicationsSync ?? 'sync';
  const [mayUpdate, mayDelete] = [policy === 'sync' || policy === 'create-update', policy === 'sync' || policy === 'create-delete'];
  const applications = new Map(existing.map((app) => [nameOf(app), app]));
  for (const app of generated.applications) {
    if (errors.has(nameOf(app))) continue;
    const live = applications.get(nameOf(app));
    if (live === undefined) applications.set(nameOf(app), { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', ...desired(app, undefined, set) });
    else if (mayUpdate) applications.set(nameOf(app), updated(app, live, set));
  }
  const wanted = new Set(generated.applications.map(nameOf));
  for (const app of mayDelete ? existing : []) {
    if (wanted.has(nameOf(app))) continue;
    const left = deleted(app, world.clusters, now);
    if (left === undefined) applications.delete(nameOf(app));
    else applications.set(nameOf(app), left);
  }
  const last = [...errors.keys()].sort().at(-1);
  const more = errors.size > 1 ? ` (and ${errors.size - 1} more)` : '';
  return { applications: byName(applications.values()), conditions: last === undefined ? UP_TO_DATE : failed(`${errors.get(last)}${more}`, 'ApplicationValidationError', true) };
}

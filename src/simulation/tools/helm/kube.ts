/** What helm does to objects of a cluster (helm pkg/kube: client.go). */
import { toJson } from '../../api/manifest/json';
import type { Kind } from '../../api/kind';
import type { JsonObject } from '../../api/patch/merge-patch';
import { createThreeWayPatch } from '../../api/patch/strategic-diff';
import { listOf, objectOf, textOf } from '../../api/schema/values';
import { isObject } from '../../api/schema/walk';
import type { ApiObject } from '../../api';
import { parseDocument, YamlError } from '../../api/yaml';
import { quote } from '../../base/go/quote';
import { managersPatch } from '../../kubectl/verbs/apply/migrate';
import { splitManifests } from '../../render/helm/release/manifests';
import { HelmError, isNotFound, log, Refused } from './machine';
import type { Cluster } from './machine';
import { sorted } from '../sorted';

/** An object of a manifest, and where it lives. */
export interface Resource {
  readonly kind: Kind;
  /** Empty for what has none. */
  readonly namespace: string;
  readonly name: string;
  readonly object: JsonObject;
}

export interface Applying {
  readonly serverSide: boolean;
  readonly forceConflicts?: boolean;
  readonly forceReplace?: boolean;
  /** What a client-side manager of helm's owns is taken over. */
  readonly upgradeManagers?: boolean;
}

const MANAGER = 'helm';
const KEEP = 'helm.sh/resource-policy';

const metadataOf = (object: JsonObject): JsonObject => objectOf(object['metadata']) as JsonObject;
export const sameResource = (a: Resource, b: Resource): boolean => a.kind.apiVersion.split('/').length === b.kind.apiVersion.split('/').length && (a.kind.resource?.group ?? '') === (b.kind.resource?.group ?? '') && a.kind.kind === b.kind.kind && a.namespace === b.namespace && a.name === b.name;

/** GroupVersionKind.String. */
const shownKind = ({ kind }: Resource): string => `${kind.resource?.group ?? ''}/${kind.resource?.version ?? kind.apiVersion}, Kind=${kind.kind}`;
const shown = (resource: Resource): string => `${resource.namespace}/${resource.name} ${shownKind(resource)}`;
export const resourceString = ({ kind, name, namespace }: Resource): string => `${kind.kind} ${quote(name)} in namespace ${quote(namespace)}`;

export class Kube {
  constructor(private readonly cluster: Cluster) {}

  /** Client.Build: the objects of a text of documents. */
  build(manifest: string, namespace = this.cluster.namespace): readonly Resource[] {
    return splitManifests(manifest).flatMap((text) => {
      let json: unknown;
      try {
        const tree = parseDocument(text);
        json = tree === undefined ? undefined : toJson(tree);
      } catch (error) {
        throw error instanceof YamlError ? new HelmError(`error parsing : error converting YAML to JSON: ${error.message}`) : error;
      }
      if (!isObject(json)) return [];
      const documents = textOf(json['kind']).endsWith('List') && Array.isArray(json['items']) ? listOf(json['items']).map((item) => objectOf(item)) : [json];
      return documents.map((object) => this.resourceOf(object as JsonObject, namespace));
    });
  }

  private resourceOf(object: JsonObject, namespace: string): Resource {
    const [apiVersion, kindName] = [textOf(object['apiVersion']), textOf(object['kind'])];
    if (kindName === '') throw new HelmError(`unable to decode "": Object 'Kind' is missing in '${JSON.stringify(sorted(object))}'`);
    const metadata = metadataOf(object);
    const name = textOf(metadata['name']);
    const kind = this.cluster.machine.registry().find(apiVersion, kindName);
    if (kind?.resource === undefined) {
      throw new HelmError(`resource mapping not found for name: ${quote(name)} namespace: ${quote(textOf(metadata['namespace']))} from "": no matches for kind ${quote(kindName)} in version ${quote(apiVersion)}\nensure CRDs are installed first`);
    }
    const own = kind.resource.namespaced ? textOf(metadata['namespace']) || namespace : '';
    return { kind: kind as Kind, namespace: own, name, object: own === '' ? object : { ...object, metadata: { ...metadata, namespace: own } } };
  }

  private target({ kind, namespace, name }: Resource) {
    const { group = '', version = '', plural = '' } = kind.resource ?? {};
    return { group, version, resource: plural, ...(namespace === '' ? {} : { namespace }), name };
  }

  /** The object as it is; a refusal is thrown. */
  get(resource: Resource): JsonObject {
    const answer = this.cluster.ask({ verb: 'get', managers: true, ...this.target(resource) });
    return ('object' in answer ? answer.object : {}) as unknown as JsonObject;
  }

  find(resource: Resource): JsonObject | undefined {
    try {
      return this.get(resource);
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  podsOf(namespace: string, labels: Readonly<Record<string, string>>): readonly ApiObject[] {
    const labelSelector = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key}=${value}`).join(',');
    const answer = this.cluster.ask({ verb: 'list', group: '', resource: 'pods', namespace, labelSelector });
    return 'list' in answer ? answer.list : [];
  }

  private createPlainly(resource: Resource): void {
    this.cluster.ask({ verb: 'create', ...this.target(resource), body: resource.object as unknown as ApiObject, fieldManager: MANAGER });
  }

  /** patchResourceServerSide. */
  private apply(resource: Resource, { forceConflicts = false }: Applying): void {
    try {
      this.cluster.ask({ verb: 'patch', ...this.target(resource), patch: resource.object, patchType: 'apply', fieldManager: MANAGER, fieldValidation: 'Strict', force: forceConflicts });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      throw new HelmError(`${error.failure.reason === 'Conflict' ? 'conflict occurred while applying object' : 'server-side apply failed for object'} ${shown(resource)}: ${error.message}`);
    }
  }

  private createOne(resource: Resource, applying: Applying): void {
    if (applying.serverSide) this.apply(resource, applying);
    else this.createPlainly(resource);
  }

  /** Client.Create: kind by kind; what is of one kind is sent at once, so an error does not hold back the others of its kind. */
  create(resources: readonly Resource[], applying: Applying): void {
    let failed: unknown;
    resources.forEach((resource, index) => {
      if (failed !== undefined && resources[index - 1]?.kind.kind !== resource.kind.kind) throw failed;
      try {
        this.createOne(resource, applying);
      } catch (error) {
        failed ??= error;
      }
    });
    if (failed !== undefined) throw failed;
  }

  /** upgradeClientSideFieldManager. */
  private takeOver(resource: Resource): void {
    const patch = managersPatch(this.get(resource), MANAGER, [MANAGER]);
    if (patch !== undefined) this.cluster.ask({ verb: 'patch', ...this.target(resource), patch: patch as readonly JsonObject[], patchType: 'json', fieldManager: MANAGER });
  }

  /** patchResourceClientSide. */
  private patch(original: JsonObject, resource: Resource): void {
    const { kind } = resource;
    const patch = kind.custom ? mergePatchBetween(original, resource.object) : createThreeWayPatch(kind.schema, kind.type, original, resource.object, this.get(resource));
    if (Object.keys(patch).length === 0) return;
    try {
      this.cluster.ask({ verb: 'patch', ...this.target(resource), patch: patch as JsonObject, patchType: kind.custom ? 'merge' : 'strategic', fieldManager: MANAGER });
    } catch (error) {
      throw error instanceof Refused ? new HelmError(`cannot patch ${quote(resource.name)} with kind ${kind.kind}: ${error.message}`) : error;
    }
  }

  /** replaceResource: whatever the version of the object is. */
  private replace(resource: Resource): void {
    try {
      const { resourceVersion } = metadataOf(this.get(resource));
      this.cluster.ask({ verb: 'update', ...this.target(resource), body: { ...resource.object, metadata: { ...metadataOf(resource.object), resourceVersion } } as unknown as ApiObject, fieldManager: MANAGER });
    } catch (error) {
      throw error instanceof Refused ? new HelmError(`failed to replace object: ${error.message}`) : error;
    }
  }

  private updateOne(original: Resource | undefined, target: Resource, applying: Applying): void {
    if (applying.forceReplace === true) this.replace(target);
    else if (applying.serverSide) {
      if (applying.upgradeManagers === true) this.takeOver(target);
      this.apply(target, applying);
    } else this.patch(original === undefined ? this.get(target) : original.object, target);
  }

  /** Client.Update: what is missing is made, what is there changed, what is no longer wanted deleted. Gives what was made, whatever becomes of the rest (`failed`). */
  update(originals: readonly Resource[], targets: readonly Resource[], applying: Applying): { readonly created: readonly Resource[]; readonly failed?: unknown } {
    const created: Resource[] = [];
    const errors: string[] = [];
    try {
      if (applying.forceReplace === true && applying.forceConflicts === true) throw new HelmError('invalid operation: cannot use force conflicts and force replace together');
      if (applying.forceReplace === true && applying.serverSide) throw new HelmError('invalid operation: cannot use server-side apply and force replace together');
      if (applying.forceConflicts === true && !applying.serverSide) throw new HelmError('invalid client update option(s): forceConflicts enabled when serverSideApply disabled');
      for (const target of targets) this.updateTarget(originals, target, applying, created, errors);
      if (errors.length > 0) throw new HelmError(errors.join(' && '));
      for (const original of originals.filter((one) => !targets.some((target) => sameResource(one, target)))) this.dropLeftover(original, errors);
      if (errors.length > 0) throw new HelmError(errors.join(' && '));
      return { created };
    } catch (failed) {
      return { created, failed };
    }
  }

  private updateTarget(originals: readonly Resource[], target: Resource, applying: Applying, created: Resource[], errors: string[]): void {
    let there: JsonObject | undefined;
    try {
      there = this.find(target);
    } catch (error) {
      throw error instanceof Refused ? new HelmError(`could not get information about the resource: ${error.message}`) : error;
    }
    if (there === undefined) {
      created.push(target);
      try {
        this.createOne(target, applying);
      } catch (error) {
        throw error instanceof Refused || error instanceof HelmError ? new HelmError(`failed to create resource: ${error.message}`) : error;
      }
      return;
    }
    const original = originals.find((one) => sameResource(one, target));
    if (original === undefined) {
      log(this.cluster.machine, 'WARN', 'resource exists on cluster but not in original release, using cluster state as baseline', { namespace: target.namespace, name: target.name, kind: target.kind.kind });
    }
    try {
      this.updateOne(original, target, applying);
    } catch (error) {
      if (!(error instanceof Refused) && !(error instanceof HelmError)) throw error;
      errors.push(error.message);
    }
  }

  private dropLeftover(original: Resource, errors: string[]): void {
    let live: JsonObject;
    try {
      live = this.get(original);
    } catch (error) {
      if (error instanceof Refused) return;
      throw error;
    }
    if (objectOf(metadataOf(live)['annotations'])[KEEP] === 'keep') return;
    try {
      this.deleteOne(original, 'Background');
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (!isNotFound(error)) errors.push(`failed to delete resource namespace=${original.namespace}, name=${original.name}, kind=${original.kind.kind}: ${error.message}`);
    }
  }

  private deleteOne(resource: Resource, propagationPolicy: 'Background' | 'Foreground' | 'Orphan'): void {
    this.cluster.ask({ verb: 'delete', ...this.target(resource), deleteOptions: { propagationPolicy } });
  }

  /** Client.Delete: all of them, whatever becomes of one; the errors. */
  remove(resources: readonly Resource[], propagationPolicy: 'Background' | 'Foreground' | 'Orphan' = 'Background'): readonly string[] {
    if (resources.length === 0) return ['object not found, skipping delete: no objects visited'];
    return resources.flatMap((resource) => {
      try {
        this.deleteOne(resource, propagationPolicy);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        if (!isNotFound(error)) return [error.message];
      }
      return [];
    });
  }
}

/** jsonpatch.CreateMergePatch: what a merge patch must say to make one of the other. */
function mergePatchBetween(before: JsonObject, after: JsonObject): JsonObject {
  const patch: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(after)) {
    const old = before[key];
    if (isObject(old) && isObject(value)) {
      const inner = mergePatchBetween(old as JsonObject, value as JsonObject);
      if (Object.keys(inner).length > 0) patch[key] = inner;
    } else if (JSON.stringify(sorted(old)) !== JSON.stringify(sorted(value))) patch[key] = value;
  }
  for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) patch[key] = null;
  return patch as JsonObject;
}

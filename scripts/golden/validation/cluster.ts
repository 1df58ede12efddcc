import { goJson } from '@site/src/simulation/base/go/json';
import { quote } from '@site/src/simulation/base/go/quote';
import { customKinds } from '@site/src/simulation/api/custom/custom-kinds';
import { ruleObjectErrors } from '@site/src/simulation/api/custom/rules/check-object';
import type { Prefix } from '@site/src/simulation/base/ip';
import type { Pod, Service, ServiceAccount } from '@site/src/simulation/api/generated/types/core.v1';
import type { RuntimeClass } from '@site/src/simulation/api/generated/types/node.v1';
import type { PriorityClass } from '@site/src/simulation/api/generated/types/scheduling.v1';
import type { CustomResourceDefinition } from '@site/src/simulation/api/generated/types/apiextensions.v1';
import type { Kind } from '@site/src/simulation/api/kind';
import { ALL_KINDS } from '@site/src/simulation/api/kinds/all';
import { visitManifest } from '@site/src/simulation/api/manifest/visit';
import type { VisitedObject } from '@site/src/simulation/api/manifest/visit';
import { toJson } from '@site/src/simulation/api/manifest/json';
import { createRegistry } from '@site/src/simulation/api/registry';
import type { Registry } from '@site/src/simulation/api/registry';
import { createDecoded, createObject, decodeBody, forbiddenBy, resourceName } from '@site/src/simulation/api/request/create';
import type { Admitted, Answer, Status } from '@site/src/simulation/api/request/create';
import { applyObject } from '@site/src/simulation/api/request/apply';
import { encodeObject } from '@site/src/simulation/api/request/encode';
import { patchObject } from '@site/src/simulation/api/request/patch';
import { withCreator } from '@site/src/simulation/api/request/post';
import { updateObject } from '@site/src/simulation/api/request/update';
import type { WriteTarget } from '@site/src/simulation/api/request/write';
import { clientSidePatch } from '@site/src/simulation/api/apply/client-side';
import type { ServicePools } from '@site/src/simulation/api/service/pools';
import type { JsonObject } from '@site/src/simulation/api/schema/walk';
import { pathSegmentName } from '@site/src/simulation/api/validation/metadata';
import { admitNamespaceLabels } from '@site/src/simulation/policy/pod-security/namespace-labels';
import { PRIVILEGED } from '@site/src/simulation/policy/pod-security/level-version';
import { invalidStatus, notFoundStatus } from '@site/src/simulation/api/status';
import type { ApiObject } from '@site/src/simulation/api/types';
import type { MappingTree } from '@site/src/simulation/api/yaml';
import { mutateChanged, mutateNew } from '@site/src/simulation/policy/admission/mutate';
import { refusedOverhead } from '@site/src/simulation/policy/admission/runtime-class';
import type { Command } from './command';
import { printErrors, withSource } from '@site/src/simulation/tools/manifest-check/kubectl-errors';
import type { CommandError } from '@site/src/simulation/tools/manifest-check/kubectl-errors';
import { describe, whileApplying, whilePatching } from './apply';
import { withText } from './trees';

export interface Output {
  exit: number;
  stdout: string;
  stderr: string;
}

const BUILT_IN = createRegistry(ALL_KINDS);
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const MISSING_ANNOTATION =
  'is missing the kubectl.kubernetes.io/last-applied-configuration annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.';
const MAX_BODY = 3 * 1024 * 1024;
/** What a server makes up; the recordings have words in place of it. */
const SYSTEM = { uid: 'UID', now: '2026-01-01T00:00:00Z', suffix: 'x7k2p' };
const DEFAULT_ACCOUNT: ServiceAccount = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'default' } };

/** 10.96.0.0/16. */
const SERVICE_NETWORK: Prefix = { network: { family: 4, words: [0x0a600000] }, length: 16 };

/** client-go rest Request.Name: a name that cannot stand in a URL is not asked for. */
function unaskable(name: string): string | undefined {
  const errors = pathSegmentName(name, false);
  return errors.length === 0 ? undefined : `invalid resource name ${quote(name)}: [${errors.join(' ')}]`;
}

const isService = (object: ApiObject): object is Service => object.apiVersion === 'v1' && object.kind === 'Service';

/** The admission plugin PodSecurity refuses a namespace whose labels it cannot read. */
function podSecurityErrors({ apiVersion, kind, metadata }: ApiObject): Status | undefined {
  if (apiVersion !== 'v1' || kind !== 'Namespace') return undefined;
  const name = metadata.name ?? '';
  const { errors } = admitNamespaceLabels({ name, labels: metadata.labels ?? {}, oldLabels: undefined, defaults: PRIVILEGED, exempt: false, pods: [] });
  if (errors.length === 0) return undefined;
  const causes = errors.map((error) => ({ field: error.slice(0, error.indexOf(': ')), message: error.slice(error.indexOf(': ') + 2) }));
  return { reason: 'Invalid', message: invalidStatus('', kind, name, errors), details: { kind, name, causes } };
}

/** The recording has the errors of custom resources sorted, those of no place last: Go's maps have no order. */
function sorted({ kind }: VisitedObject<ApiObject>, answer: string | CommandError): string | CommandError {
  if (!kind.custom || typeof answer === 'string' || !('status' in answer) || answer.status.details === undefined) return answer;
  const { details } = answer.status;
  const text = ({ field, message }: (typeof details.causes)[number]): string => `${field === '<nil>' ? '~' : ''}${field}: ${message}`;
  const causes = [...details.causes].sort((a, b) => (text(a) < text(b) ? -1 : 1));
  return { status: { ...answer.status, details: { ...details, causes } } };
}

/** The recorded cluster: no controllers, its objects in memory, and kubectl before it. */
export class Cluster {
  private readonly stored = new Map<string, ApiObject>();
  private version = 100;
  private registry: Registry = BUILT_IN;
  /** The addresses that manifests did not ask for. */
  private readonly picked = new Set<string>();
  private readonly namespaces = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease']);

  /** Serves what a CustomResourceDefinition brings, as an established one does. */
  establish(manifest: string): void {
    for (const visit of visitManifest(manifest, BUILT_IN, { source: 'STDIN', validate: true })) {
      const answer = 'error' in visit ? undefined : createObject(visit.body, visit.kind);
      if (answer === undefined || 'status' in answer) throw new Error('a CustomResourceDefinition of the recording is refused');
      this.serve(customKinds(answer.object as CustomResourceDefinition, ruleObjectErrors));
    }
  }

  serve(kinds: readonly Kind[]): void {
    this.registry = this.registry.with(kinds);
  }

  run(command: Command, manifest: string): Output {
    const errors: CommandError[] = [];
    const found: VisitedObject<ApiObject>[] = [];
    for (const visit of visitManifest(manifest, this.registry, { source: 'STDIN', validate: command.validation !== 'Ignore' })) {
      if ('error' in visit) errors.push({ words: visit.error });
      else if (command.namespace !== undefined && visit.namespace !== '' && visit.namespace !== command.namespace) {
        errors.push({ words: `the namespace from the provided object ${quote(visit.namespace)} does not match the namespace ${quote(command.namespace)}. You must pass '--namespace=${visit.namespace}' to perform this operation.` });
      } else found.push(visit);
    }
    if (found.length === 0 && errors.length === 0) errors.push({ words: `no objects passed to ${command.verb}` });
    const lines: string[] = [];
    const warnings: string[] = [];
    for (const visit of found) {
      const answer = sorted(visit, this.send(command, visit, warnings));
      if (typeof answer === 'string') lines.push(`${this.shown(visit, answer, command)}\n`);
      else errors.push(answer);
    }
    return { exit: errors.length > 0 ? 1 : 0, stdout: lines.join(''), stderr: this.withoutMadeUp(warnings.map((warning) => `Warning: ${warning}\n`).join('') + printErrors(errors)) };
  }

  /** The recording has `ALLOCATED` for addresses that the server picked by itself, `RANDOM` for the end of a token volume's name. */
  private withoutMadeUp(text: string): string {
    const named = text.replaceAll(`kube-api-access-${SYSTEM.suffix}`, 'kube-api-access-RANDOM');
    return [...this.picked].reduce((rest, address) => rest.replaceAll(`"${address}"`, '"ALLOCATED"'), named);
  }

  private shown({ kind, name }: VisitedObject<ApiObject>, did: string, { dryRun }: Command): string {
    const group = kind.resource?.group ?? '';
    const dry = dryRun === 'none' ? '' : dryRun === 'client' ? ' (dry run)' : ' (server dry run)';
    return `${kind.kind.toLowerCase()}${group === '' ? '' : `.${group}`}/${name} ${did}${dry}`;
  }

  /** One object: what was done with it, or why not. */
  private send(command: Command, visit: VisitedObject<ApiObject>, warnings: string[]): string | CommandError {
    const { kind, name } = visit;
    const namespace = kind.resource?.namespaced === true ? visit.namespace || (command.namespace ?? 'default') : '';
    const place = namespace === '' ? visit.body : withText(visit.body, ['metadata', 'namespace'], namespace);
    const key = `${kind.type} ${namespace}/${name}`;
    const old = this.stored.get(key);
    if (command.verb === 'delete') return old === undefined ? { status: { reason: 'NotFound', message: `error when deleting "STDIN": ${this.missing(visit)}` } } : 'deleted';
    if (command.verb === 'replace') return this.replace(command, visit, place, key, old, warnings);
    if (command.verb === 'create') return this.create(command, visit, place, key, warnings);
    if (name === '' && visit.generateName !== '') return { words: `from ${visit.generateName}: cannot use generate name with apply` };
    if (command.serverSide) return this.serverSide(command, visit, place, key, old, namespace, warnings);
    const badName = name === '' ? 'resource name may not be empty' : unaskable(name);
    if (badName !== undefined) {
      return { words: `error when retrieving current configuration of:\n${describe(visit, namespace)}\nfrom server for: "STDIN": ${badName}` };
    }
    const applied = `${goJson(toJson(withAnnotations(place)))}\n`;
    if (old === undefined) return this.create(command, visit, withText(place, ['metadata', 'annotations', LAST_APPLIED], applied), key, warnings);
    if (old.metadata.annotations?.[LAST_APPLIED] === undefined) warnings.push(`resource ${resourceName(kind)}/${name} ${MISSING_ANNOTATION}`);
    return this.patch(command, visit, place, key, old, warnings);
  }

  /** Where a write of kubectl's goes. */
  private target({ kind, name }: VisitedObject<ApiObject>, namespace: string, manager: string): WriteTarget<ApiObject> {
    return { kind, name, namespace, subresource: '', manager, system: SYSTEM, pools: this.pools(), admit: (object) => this.admit(object, kind), admitChange: mutateChanged };
  }

  /** The three-way patch of apply, as the server carries it out. */
  private patch(command: Command, visit: VisitedObject<ApiObject>, body: MappingTree, key: string, old: ApiObject, warnings: string[]): string | CommandError {
    const { kind } = visit;
    const namespace = old.metadata.namespace ?? '';
    const sent = clientSidePatch(kind, encodeObject(kind, old), toJson(body) as JsonObject);
    if (sent === undefined) return 'unchanged';
    if (command.dryRun === 'client') return 'configured';
    const written = patchObject(sent.type, sent.patch, old, this.target(visit, namespace, 'kubectl-client-side-apply'));
    if ('status' in written) return whilePatching(visit, namespace, sent.patch, written.status);
    warnings.push(...written.warnings);
    if (command.dryRun === 'none') this.store(key, written.object);
    return 'configured';
  }

  private serverSide(command: Command, visit: VisitedObject<ApiObject>, body: MappingTree, key: string, old: ApiObject | undefined, namespace: string, warnings: string[]): string | CommandError {
    const written = applyObject(toJson(body) as JsonObject, old, this.target(visit, namespace, 'kubectl'));
    if ('status' in written) return whileApplying(written.status);
    warnings.push(...written.warnings);
    if (command.dryRun === 'none') this.store(key, written.object);
    return 'serverside-applied';
  }

  private missing({ kind, name }: VisitedObject<ApiObject>): string {
    return notFoundStatus(kind.resource?.group ?? '', kind.resource?.plural ?? '', name);
  }

  private answer(command: Command, { kind, sentKind }: VisitedObject<ApiObject>, body: MappingTree): Answer<ApiObject> {
    if (new TextEncoder().encode(goJson(toJson(body))).length > MAX_BODY) return { status: { reason: 'RequestEntityTooLarge', message: `Request entity too large: limit is ${MAX_BODY}` } };
    const decoded = decodeBody(body, kind, sentKind, command.validation);
    if ('status' in decoded) return decoded;
    const manager = command.verb === 'apply' ? 'kubectl-client-side-apply' : 'kubectl-create';
    const made = createDecoded(withCreator(decoded.object, kind, toJson(body) as JsonObject, { manager, now: SYSTEM.now }), kind, { pools: this.pools(), system: SYSTEM, admit: (object) => this.admit(object, kind) });
    return 'status' in made ? made : { object: made.object, warnings: [...decoded.warnings, ...made.warnings] };
  }

  private create(command: Command, visit: VisitedObject<ApiObject>, body: MappingTree, key: string, warnings: string[]): string | CommandError {
    if (command.dryRun === 'client') return 'created';
    const answer = this.answer(command, visit, body);
    if ('status' in answer) return withSource('creating', answer.status);
    const refused = this.refusal(visit, answer.object, key);
    if (refused !== undefined) return withSource('creating', refused);
    warnings.push(...answer.warnings);
    if (command.dryRun === 'none') this.store(key, answer.object);
    if (isService(answer.object) && !JSON.stringify(toJson(body)).includes('clusterIP')) for (const address of answer.object.spec?.clusterIPs ?? []) this.picked.add(address);
    return 'created';
  }

  private storedAs<T extends ApiObject>(kind: string): readonly T[] {
    return [...this.stored.values()].filter((object) => object.kind === kind) as readonly ApiObject[] as readonly T[];
  }

  /** What admission makes of a new object. */
  private admit(object: ApiObject, kind: Kind): Admitted<ApiObject> {
    const namespace = object.metadata.namespace ?? 'default';
    if (kind.resource?.namespaced === true && !this.namespaces.has(namespace)) return { status: { reason: 'NotFound', message: notFoundStatus('', 'namespaces', namespace) } };
    const accounts = [DEFAULT_ACCOUNT, ...this.storedAs<ServiceAccount>('ServiceAccount')].filter(({ metadata }) => (metadata.namespace ?? 'default') === namespace);
    const priorityClasses = this.storedAs<PriorityClass>('PriorityClass').map(({ metadata, value = 0, globalDefault, preemptionPolicy }) => ({ name: metadata.name ?? '', value, globalDefault: globalDefault === true, ...(preemptionPolicy === undefined ? {} : { preemptionPolicy }) }));
    const mutated = mutateNew(object, { accounts, priorityClasses, runtimeClasses: this.storedAs<RuntimeClass>('RuntimeClass'), suffix: SYSTEM.suffix });
    return 'forbidden' in mutated ? { status: forbiddenBy(kind, object.metadata.name ?? '', mutated.forbidden) } : mutated;
  }

  private refusal(visit: VisitedObject<ApiObject>, object: ApiObject, key: string): Status | undefined {
    const { kind, name } = visit;
    const labels = podSecurityErrors(object);
    if (labels !== undefined) return labels;
    const overhead = kind.type === 'core.v1.Pod' ? refusedOverhead(object as Pod, this.storedAs<RuntimeClass>('RuntimeClass')) : undefined;
    if (overhead !== undefined) return forbiddenBy(kind, name, overhead);
    return this.stored.has(key) && name !== '' ? { reason: 'AlreadyExists', message: `${resourceName(kind)} ${quote(name)} already exists` } : undefined;
  }

  private replace(command: Command, visit: VisitedObject<ApiObject>, body: MappingTree, key: string, old: ApiObject | undefined, warnings: string[]): string | CommandError {
    if (old === undefined) return { status: { reason: 'NotFound', message: `error when replacing "STDIN": ${this.missing(visit)}` } };
    const read = decodeBody(body, visit.kind, visit.sentKind, command.validation);
    if ('status' in read) return withSource('replacing', read.status);
    const answer = updateObject(read.object, old, visit.kind, this.pools(), mutateChanged);
    if ('status' in answer) return withSource('replacing', answer.status);
    warnings.push(...read.warnings, ...answer.warnings);
    this.store(key, answer.object);
    return 'replaced';
  }

  /** The recorded server's ranges, and what the cluster's own Service and those stored have of them. */
  private pools(): ServicePools {
    const services = [...this.stored.values()].filter(isService);
    return {
      networks: [SERVICE_NETWORK],
      takenAddresses: new Set(['10.96.0.1', ...services.flatMap(({ spec }) => spec?.clusterIPs ?? [])]),
      nodePorts: [30000, 32767],
      takenNodePorts: new Set(services.flatMap(({ spec }) => [spec?.healthCheckNodePort ?? 0, ...(spec?.ports ?? []).map(({ nodePort = 0 }) => nodePort)])),
    };
  }

  private store(key: string, object: ApiObject): void {
    this.version += 1;
    this.stored.set(key, { ...object, metadata: { ...object.metadata, resourceVersion: String(this.version) } });
    if (object.apiVersion === 'v1' && object.kind === 'Namespace') this.namespaces.add(object.metadata.name ?? '');
  }
}

/** kubectl's record of a manifest always has annotations, without itself among them. */
function withAnnotations(body: MappingTree): MappingTree {
  const filled = withText(body, ['metadata', 'annotations', LAST_APPLIED], '');
  return dropKey(filled, ['metadata', 'annotations', LAST_APPLIED]);
}

function dropKey(tree: MappingTree, [name = '', ...rest]: readonly string[]): MappingTree {
  const is = (entry: MappingTree['entries'][number]): boolean => entry.key.type === 'scalar' && entry.key.scalar.kind === 'string' && entry.key.scalar.value === name;
  const last = tree.entries.findLast(is)?.value;
  const others = tree.entries.filter((entry) => !is(entry));
  const entry = tree.entries.findLast(is);
  if (rest.length === 0 || last?.type !== 'mapping' || entry === undefined) return { ...tree, entries: others };
  return { ...tree, entries: [...others, { key: entry.key, value: dropKey(last, rest) }] };
}

/** The documents of a configuration, each decoded as its type (cmd/kubeadm/app/util: marshal.go, config/common.go, config/strict). Component configurations are not looked into. */
import { decode, decodeError } from '../../../api/manifest/decode';
import { toJson } from '../../../api/manifest/json';
import { isObject } from '../../../api/schema/walk';
import { parseDocument, YamlError } from '../../../api/yaml';
import type { MappingTree } from '../../../api/yaml';
import { parseDuration } from '../../../base/go/duration';
import { KubeadmError, warn } from '../machine';
import type { KubeadmMachine } from '../machine';
import { checkedToken } from '../token/token';
import { aggregate } from '../token/validate';
import { typeOf } from './types';

export type Json = Readonly<Record<string, unknown>>;

export interface Document {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly tree: MappingTree;
}

/** `%#v` and `%v` of a GroupVersionKind. */
const goSyntax = ({ group, version, kind }: Document): string => `schema.GroupVersionKind{Group:${JSON.stringify(group)}, Version:${JSON.stringify(version)}, Kind:${JSON.stringify(kind)}}`;
export const shownKind = ({ group, version, kind }: Pick<Document, 'group' | 'version' | 'kind'>): string => `${group}/${version}, Kind=${kind}`;

/** SplitConfigDocuments. */
export function splitDocuments(text: string): readonly Document[] {
  const found: Document[] = [];
  const errors: string[] = [];
  for (const part of text.split(/^---[ \t]*$/m)) {
    if (part.trim() === '') continue;
    let tree;
    try {
      tree = parseDocument(part.replace(/^\n/, ''));
    } catch (error) {
      throw error instanceof YamlError ? new KubeadmError(`could not interpret GroupVersionKind; unmarshal error: error converting YAML to JSON: ${error.message}`) : error;
    }
    const json = tree === undefined ? {} : toJson(tree);
    const [apiVersion, kind] = isObject(json) ? [json['apiVersion'], json['kind']] : [undefined, undefined];
    const [group = '', version = ''] = typeof apiVersion === 'string' ? (apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion]) : [];
    const name = typeof kind === 'string' ? kind : '';
    if (group === '' || version === '' || name === '' || tree?.type !== 'mapping') throw new KubeadmError(`invalid configuration for GroupVersionKind ${shownKind({ group, version, kind: name })}: kind and apiVersion is mandatory information that must be specified`);
    if (found.some((one) => one.kind === name)) errors.push(`invalid configuration: kind ${JSON.stringify(name)} is specified twice in YAML file`);
    else found.push({ group, version, kind: name, tree });
  }
  if (errors.length > 0) throw new KubeadmError(aggregate(errors));
  return found;
}

/** The last kubeadm that knew a version. */
const LAST: Readonly<Record<string, string>> = { v1alpha1: 'v1.11', v1alpha2: 'v1.12', v1alpha3: 'v1.14', v1beta1: 'v1.15', v1beta2: 'v1.22' };
const KUBEADM = 'kubeadm.k8s.io';
const COMPONENTS: Readonly<Record<string, string>> = { 'kubelet.config.k8s.io': 'v1beta1', 'kubeproxy.config.k8s.io': 'v1alpha1' };
const COMPONENT_KINDS = ['KubeletConfiguration', 'CredentialProviderConfig', 'SerializedNodeConfigSource', 'KubeProxyConfiguration'];

const isComponent = ({ group, version, kind }: Document): boolean => COMPONENTS[group] === version && COMPONENT_KINDS.includes(kind);

/** validateSupportedVersion. */
export function judgeVersion(machine: KubeadmMachine, { group, version, kind }: Document, allowDeprecated: boolean): void {
  if (group !== KUBEADM) return;
  const last = LAST[version];
  const which = `"${group}/${version}" (kind: "${kind}")`;
  if (last !== undefined) throw new KubeadmError(`your configuration file uses an old API spec: ${which}. Please use kubeadm ${last} instead and run 'kubeadm config migrate --old-config old-config-file --new-config new-config-file', which will write the new, similar spec using a newer API version.`);
  if (version === 'v1beta3' && !allowDeprecated) warn(machine, 'common.go:101', `your configuration file uses a deprecated API spec: ${which}. Please use 'kubeadm config migrate --old-config old-config-file --new-config new-config-file', which will write the new, similar spec using a newer API version.`);
}

/** validateKnownGVKs. */
export function requireKnown(documents: readonly Document[]): void {
  const unknown = documents.filter((one) => !(one.group === KUBEADM && (LAST[one.version] !== undefined || typeOf(one.version, one.kind) !== undefined)) && !isComponent(one));
  if (unknown.length > 0) throw new KubeadmError(`unknown configuration APIs: []schema.GroupVersionKind{${unknown.map(goSyntax).join(', ')}}`);
}

/** Where what decodes itself goes wrong, the first by the order of the text: tokens and durations. */
function selfDecoded(value: unknown, kind: string): string | undefined {
  const tokens = kind === 'InitConfiguration' && isObject(value) && Array.isArray(value['bootstrapTokens']) ? value['bootstrapTokens'] : [];
  for (const one of tokens) {
    const text: unknown = isObject(one) ? one['token'] : undefined;
    if (typeof text !== 'string' || text === '') continue;
    try {
      checkedToken(text);
    } catch (error) {
      return error instanceof KubeadmError ? error.message : undefined;
    }
  }
  return badDuration(value);
}

const DURATION_FIELDS = new Set(['ttl', 'timeout', 'timeoutForControlPlane', 'caCertificateValidityPeriod', 'certificateValidityPeriod', 'controlPlaneComponentHealthCheck', 'discovery', 'etcdAPICall', 'kubeletHealthCheck', 'kubernetesAPICall', 'tlsBootstrap', 'upgradeManifests']);

function badDuration(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.map(badDuration).find((error) => error !== undefined);
  if (!isObject(value)) return undefined;
  for (const [name, one] of Object.entries(value)) {
    const error = typeof one === 'string' && DURATION_FIELDS.has(name) ? (parseDuration(one).ok ? undefined : `time: invalid duration ${JSON.stringify(one)}`) : badDuration(one);
    if (error !== undefined) return error;
  }
  return undefined;
}

/** VerifyUnmarshalStrict and the decoding after it. `strict`: what it finds ends the command; else it is a warning. */
export function decodeDocument(machine: KubeadmMachine, document: Document, strict: boolean): Json {
  const known = document.group === KUBEADM ? typeOf(document.version, document.kind) : undefined;
  if (known === undefined) {
    if (isComponent(document)) return toJson(document.tree) as Json;
    const error = `unknown configuration ${goSyntax(document)}`;
    if (strict) throw new KubeadmError(error);
    warn(machine, 'initconfiguration.go:332', error);
    return {};
  }
  const { value, problems } = decode(document.tree, known.schema, known.type);
  const misfit = selfDecoded(value, document.kind) ?? decodeError(problems, false);
  const error = misfit ?? decodeError(problems);
  if (error === undefined) return value;
  const message = `error unmarshaling configuration ${goSyntax(document)}: ${error}`;
  if (strict) throw new KubeadmError(message);
  warn(machine, 'initconfiguration.go:332', message);
  if (misfit !== undefined) throw new KubeadmError(misfit);
  return value;
}

import { compareBytes } from '../../base/go/compare-bytes';
import { writeYaml } from '../../api/yaml/write';
import { textOf } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import type { Kubeconfig } from './kubeconfig';

/** A kubeconfig while it is changed (clientcmd/api Config): everything by name. */
export interface Draft {
  clusters: Record<string, JsonObject>;
  users: Record<string, JsonObject>;
  contexts: Record<string, JsonObject>;
  currentContext: string;
}

export const draftOf = (config: Kubeconfig): Draft => ({
  clusters: Object.fromEntries(config.clusters),
  users: Object.fromEntries(config.users),
  contexts: Object.fromEntries([...config.contexts].map(([name, { raw }]) => [name, raw])),
  currentContext: config.currentContext,
});

const FIELDS = {
  cluster: ['server', 'tls-server-name', 'insecure-skip-tls-verify', 'certificate-authority', 'certificate-authority-data', 'proxy-url', 'disable-compression', 'extensions'],
  user: ['client-certificate', 'client-certificate-data', 'client-key', 'client-key-data', 'token', 'tokenFile', 'as', 'as-uid', 'as-groups', 'as-user-extra', 'username', 'password', 'auth-provider', 'exec', 'extensions'],
  context: ['cluster', 'user', 'namespace', 'extensions'],
} as const;

/** In the order of the Go type's fields, without empty ones but for those that are always there. */
function ordered(object: JsonObject, what: keyof typeof FIELDS): JsonObject {
  const always = what === 'cluster' ? ['server'] : what === 'context' ? ['cluster', 'user'] : [];
  const entries = FIELDS[what].map((name) => [name, object[name] ?? (always.includes(name) ? '' : undefined)] as const);
  return Object.fromEntries(entries.filter(([name, value]) => value !== undefined && (always.includes(name) || (value !== '' && value !== false))));
}

const list = (items: Readonly<Record<string, JsonObject>>, what: keyof typeof FIELDS): readonly JsonObject[] => Object.keys(items).sort(compareBytes).map((name) => ({ name, [what]: ordered(items[name] ?? {}, what) }));

/** A kubeconfig as it is printed and written: lists by name. */
export const rawOf = ({ clusters, users, contexts, currentContext }: Draft): JsonObject => ({
  kind: 'Config',
  apiVersion: 'v1',
  clusters: Object.keys(clusters).length === 0 ? null : list(clusters, 'cluster'),
  users: Object.keys(users).length === 0 ? null : list(users, 'user'),
  contexts: Object.keys(contexts).length === 0 ? null : list(contexts, 'context'),
  'current-context': currentContext,
});

export const textOfDraft = (draft: Draft): string => writeYaml(rawOf(draft));

/** clientcmdapi.RedactSecrets and ShortenConfig. */
export function redacted(draft: Draft): Draft {
  const each = (items: Record<string, JsonObject>, change: (item: JsonObject) => JsonObject): Record<string, JsonObject> => Object.fromEntries(Object.entries(items).map(([name, item]) => [name, change(item)]));
  const hide = (item: JsonObject, name: string, by: string): JsonObject => (textOf(item[name]) === '' ? item : { ...item, [name]: by });
  return {
    ...draft,
    clusters: each(draft.clusters, (item) => hide(item, 'certificate-authority-data', 'DATA+OMITTED')),
    users: each(draft.users, (item) => ['client-certificate-data', 'client-key-data'].reduce((now, name) => hide(now, name, 'DATA+OMITTED'), ['token', 'password'].reduce((now, name) => hide(now, name, 'REDACTED'), item))),
  };
}

/** clientcmdapi.MinifyConfig: the current context and what it needs. */
export function minified(draft: Draft): Draft | { readonly error: string } {
  const { currentContext: name, contexts } = draft;
  if (name === '') return { error: 'current-context must exist in order to minify' };
  const context = contexts[name];
  if (context === undefined) return { error: `cannot locate context ${name}` };
  const pick = (items: Record<string, JsonObject>, key: string): Record<string, JsonObject> => (items[key] === undefined ? {} : { [key]: items[key] });
  return { currentContext: name, contexts: { [name]: context }, clusters: pick(draft.clusters, textOf(context.cluster)), users: pick(draft.users, textOf(context.user)) };
}

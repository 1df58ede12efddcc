import type { FlagTable } from './flags';

/** Flags that every helm command has. */
export const GLOBAL_FLAGS: FlagTable = {
  namespace: 'text', debug: 'bool', kubeconfig: 'text', 'kube-context': 'text', 'kube-token': 'text', 'kube-as-user': 'text', 'kube-as-group': 'list', 'kube-apiserver': 'text', 'kube-ca-file': 'text',
  'kube-tls-server-name': 'text', 'kube-insecure-skip-tls-verify': 'bool', 'burst-limit': 'text', qps: 'text', 'registry-config': 'text', 'repository-config': 'text', 'repository-cache': 'text', 'content-cache': 'text', help: 'bool',
};
export const VALUE_FLAGS: FlagTable = { values: 'slice', set: 'list', 'set-string': 'list', 'set-file': 'list', 'set-json': 'list', 'set-literal': 'list' };
export const TEMPLATE_FLAGS: FlagTable = {
  ...GLOBAL_FLAGS, ...VALUE_FLAGS,
  'show-only': 'list', 'include-crds': 'bool', 'skip-tests': 'bool', 'is-upgrade': 'bool', 'kube-version': 'text', 'api-versions': 'slice', 'release-name': 'bool', 'output-dir': 'text', validate: 'bool',
  'create-namespace': 'bool', force: 'bool', 'no-hooks': 'bool', replace: 'bool', timeout: 'text', wait: 'bool', 'wait-for-jobs': 'bool', 'generate-name': 'bool', 'name-template': 'text', description: 'text', devel: 'bool',
  'dependency-update': 'bool', 'disable-openapi-validation': 'bool', atomic: 'bool', 'skip-crds': 'bool', 'render-subchart-notes': 'bool', 'skip-schema-validation': 'bool', labels: 'text', 'enable-dns': 'bool', 'hide-notes': 'bool',
  'hide-secret': 'bool', 'take-ownership': 'bool', version: 'text', repo: 'text', verify: 'bool', 'post-renderer': 'text', 'post-renderer-args': 'list',
};
export const LINT_FLAGS: FlagTable = { ...GLOBAL_FLAGS, ...VALUE_FLAGS, strict: 'bool', 'with-subcharts': 'bool', quiet: 'bool', 'skip-schema-validation': 'bool', 'kube-version': 'text' };
export const SHORTHANDS: Readonly<Record<string, string>> = { n: 'namespace', f: 'values', s: 'show-only', a: 'api-versions', g: 'generate-name', l: 'labels', h: 'help' };

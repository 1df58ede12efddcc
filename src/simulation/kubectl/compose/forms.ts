import type { Form, Slot } from './compose';

const required = (name: string, ...values: readonly string[]): Slot => ({ name, values, required: true });
const choice = (name: string, ...values: readonly string[]): Slot => ({ name, values });
const only = (name: string, ...values: readonly string[]): Slot => ({ name, values, only: true });
const toggle = (name: string): Slot => ({ name, values: [] });

const NAMESPACE = choice('namespace', 'default', 'kube-system');
const DRY_RUN = only('dry-run', 'client', 'server');
const KINDS = ['pods', 'deployments', 'services', 'replicasets', 'configmaps', 'events', 'nodes', 'namespaces'];
const ROLLED = required('target', 'deployment/web');

/** What somebody may want to do, each with the command that does it. */
export const FORMS: readonly Form[] = [
  { id: 'get', path: 'get', args: [required('kind', ...KINDS), choice('name', 'web')], flags: [NAMESPACE, toggle('all-namespaces'), choice('selector', 'app=web'), choice('output', 'wide', 'yaml', 'json', 'name', 'jsonpath={.items[*].metadata.name}'), toggle('show-labels'), choice('sort-by', '.metadata.creationTimestamp', '.metadata.name')] },
  { id: 'describe', path: 'describe', args: [required('kind', 'deployment', 'pod', 'service', 'node'), choice('name', 'web')], flags: [NAMESPACE, choice('selector', 'app=web')] },
  { id: 'create', path: 'create deployment', args: [required('name', 'api')], flags: [required('image', 'nginx:1.31'), choice('replicas', '3'), choice('port', '80'), DRY_RUN, choice('output', 'yaml', 'name')] },
  { id: 'run', path: 'run', args: [required('name', 'one')], flags: [required('image', 'nginx:1.31'), only('restart', 'Never', 'OnFailure', 'Always'), choice('port', '80'), choice('env', 'MODE=test'), choice('labels', 'app=one'), DRY_RUN, choice('output', 'yaml')] },
  { id: 'expose', path: 'expose', args: [required('kind', 'deployment', 'pod'), required('name', 'web')], flags: [required('port', '80'), choice('target-port', '8080'), only('type', 'ClusterIP', 'NodePort', 'LoadBalancer'), choice('name', 'web-2'), DRY_RUN, choice('output', 'yaml')] },
  { id: 'scale', path: 'scale', args: [ROLLED], flags: [required('replicas', '5'), choice('current-replicas', '3')] },
  { id: 'set-image', path: 'set image', args: [ROLLED, required('image', 'web=registry.k8s.example/hello:1.1', '*=nginx:1.31')], flags: [DRY_RUN] },
  { id: 'rollout-status', path: 'rollout status', args: [ROLLED], flags: [choice('timeout', '60s')] },
  { id: 'rollout-undo', path: 'rollout undo', args: [ROLLED], flags: [choice('to-revision', '1'), DRY_RUN] },
  { id: 'apply', path: 'apply', args: [], flags: [required('filename', 'web.yaml'), toggle('server-side'), choice('field-manager', 'ci'), toggle('force-conflicts'), only('dry-run', 'server', 'client')] },
  { id: 'patch', path: 'patch', args: [required('kind', 'deployment'), required('name', 'web')], flags: [required('patch', '{"spec":{"replicas":2}}'), only('type', 'strategic', 'merge', 'json')] },
  { id: 'label', path: 'label', args: [required('kind', 'deployment', 'node'), required('name', 'web', 'node-a'), required('pair', 'tier=front', 'tier-')], flags: [toggle('overwrite')] },
  { id: 'logs', path: 'logs', args: [required('target', 'deployment/web')], flags: [choice('tail', '20'), choice('since', '10m'), choice('container', 'web'), toggle('previous'), toggle('timestamps'), toggle('follow')] },
  { id: 'wait', path: 'wait', args: [ROLLED], flags: [required('for', 'condition=Available', 'jsonpath={.status.readyReplicas}=3', 'delete'), choice('timeout', '60s')] },
  { id: 'delete', path: 'delete', args: [required('kind', 'deployment', 'pod', 'service'), required('name', 'web')], flags: [only('cascade', 'background', 'foreground', 'orphan'), choice('grace-period', '0'), toggle('force'), only('wait', 'false', 'true')] },
];

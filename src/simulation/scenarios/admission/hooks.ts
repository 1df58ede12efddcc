import type { JsonObject } from '../../api/schema/walk';
import { listOf, objectOf, textOf } from '../../api/schema/values';
import type { ApiObject } from '../../api/types';
import type { Reply, WebhookCall } from '../../policy/admission/webhooks/reply';

/** The lab's webhooks: two that change Pods and one that judges them, all served by one program in the namespace `hooks`. */

export const HOOKS = 'hooks';

/** How the program behind the webhooks fares; `none`: there are no webhooks. */
export const SERVERS = ['none', 'up', 'down', 'silent', 'deny'] as const;
export type Server = (typeof SERVERS)[number];

export interface HookSettings {
  readonly server: Server;
  readonly failurePolicy: 'Fail' | 'Ignore';
  /** Of the first webhook, which the second changes the Pod behind. */
  readonly reinvocationPolicy: 'Never' | 'IfNeeded';
  /** The namespaces of the webhooks themselves and of the system are left out. */
  readonly excludes: boolean;
}

const RULES = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['pods'], scope: '*' }];
const OUTSIDE = { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: [HOOKS, 'kube-system'] }] };

/** The configurations as they stand in the API server. */
export function hookConfigurations({ server, failurePolicy, reinvocationPolicy, excludes }: HookSettings): readonly ApiObject[] {
  if (server === 'none') return [];
  const hook = (name: string, path: string, more: object = {}): object => ({
    name, clientConfig: { service: { namespace: HOOKS, name: HOOKS, path, port: 443 } }, rules: RULES, failurePolicy, matchPolicy: 'Equivalent',
    namespaceSelector: excludes ? OUTSIDE : {}, objectSelector: {}, sideEffects: 'None', timeoutSeconds: 10, admissionReviewVersions: ['v1'], ...more,
  });
  const configuration = (kind: string, name: string, one: object): ApiObject => ({ apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata: { name }, webhooks: [one] }) as ApiObject;
  return [
    configuration('MutatingWebhookConfiguration', 'a-harden', hook('harden.kx.io', '/harden', { reinvocationPolicy })),
    configuration('MutatingWebhookConfiguration', 'b-sidecar', hook('sidecar.kx.io', '/sidecar', { reinvocationPolicy: 'Never' })),
    configuration('ValidatingWebhookConfiguration', 'images', hook('images.kx.io', '/images')),
  ];
}

const containersOf = ({ review }: WebhookCall): readonly JsonObject[] => listOf(objectOf(objectOf(review.request.object).spec).containers).map(objectOf);

/** Containers without it may not gain privileges. */
const harden = (call: WebhookCall): readonly JsonObject[] =>
  containersOf(call).flatMap(({ securityContext }, index) => (securityContext === undefined ? [{ op: 'add', path: `/spec/containers/${index}/securityContext`, value: { allowPrivilegeEscalation: false } }] : []));

/** A proxy beside the program, once. */
const sidecar = (call: WebhookCall): readonly JsonObject[] =>
  containersOf(call).some(({ name }) => name === 'proxy') ? [] : [{ op: 'add', path: '/spec/containers/-', value: { name: 'proxy', image: 'registry.k8s.example/proxy:1.0' } }];

/** Whether an image floats: `:latest`, or no tag and no digest at all. */
const floats = (image: string): boolean => image.endsWith(':latest') || !/[:@][^/]*$/.test(image);

function judge(call: WebhookCall): Reply {
  const bad = containersOf(call).map(({ image }) => textOf(image)).find(floats);
  return { kind: 'review', response: bad === undefined ? { allowed: true } : { allowed: false, status: { code: 403, reason: 'Forbidden', message: `image ${bad} has no fixed tag` } } };
}

/** What the program answers. */
export const respondAs = (server: Server) => (call: WebhookCall): Reply => {
  if (server === 'down') return { kind: 'unreachable', words: `dial tcp ${call.address}: connect: connection refused` };
  if (server === 'silent') return { kind: 'silent' };
  if (server === 'deny') return { kind: 'review', response: { allowed: false, status: { code: 403, message: 'the policy database is read-only' } } };
  if (call.webhook === 'images.kx.io') return judge(call);
  return { kind: 'review', response: { allowed: true, patch: call.webhook === 'harden.kx.io' ? harden(call) : sidecar(call) } };
};

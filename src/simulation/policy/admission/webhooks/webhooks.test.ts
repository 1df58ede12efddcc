import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MutatingWebhook, ValidatingWebhook } from '../../../api/generated/types/admissionregistration.v1';
import type { Pod } from '../../../api/generated/types/core.v1';
import { ALL_KINDS } from '../../../api/kinds/all';
import { createRegistry } from '../../../api/registry';
import type { ApiObject } from '../../../api/types';
import { admitRequest, type ChainOptions, type Passed } from '../chain';
import type { AdmissionRequest, Lookup } from '../request';
import type { HookResponse, Reply, Responder } from './reply';

const GROUP = 'admissionregistration.k8s.io/v1';
const registry = createRegistry(ALL_KINDS);
const system = { now: '2026-11-29T00:00:00Z', uid: 'uid', suffix: 'bcdfg' };
const PODS = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'DELETE'], resources: ['pods'] };
const POD: Pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'lab', labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: 'nginx:1.30' }] } };

const hook = (name: string, more: Partial<MutatingWebhook> = {}): MutatingWebhook => ({
  name: `${name}.kx.io`, rules: [PODS], admissionReviewVersions: ['v1'], sideEffects: 'None', failurePolicy: 'Fail', timeoutSeconds: 10, matchPolicy: 'Equivalent', clientConfig: { service: { name: 'hook', namespace: 'kx' } }, ...more,
});
const mutating = (name: string, ...webhooks: readonly MutatingWebhook[]): ApiObject => ({ apiVersion: GROUP, kind: 'MutatingWebhookConfiguration', metadata: { name }, webhooks }) as ApiObject;
const validating = (name: string, ...webhooks: readonly ValidatingWebhook[]): ApiObject => ({ apiVersion: GROUP, kind: 'ValidatingWebhookConfiguration', metadata: { name }, webhooks }) as ApiObject;

const namespace = (labels: Readonly<Record<string, string>>): ApiObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'lab', labels }, status: { phase: 'Active' } }) as ApiObject;
const BASE: readonly ApiObject[] = [
  namespace({ team: 'a' }),
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'lab' } },
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'hook', namespace: 'kx' }, spec: { type: 'ClusterIP', clusterIP: '10.96.12.7', ports: [{ port: 443 }] } } as ApiObject,
];

function ask(stored: readonly ApiObject[], respond: Responder, more: Partial<AdmissionRequest> = {}, options: Partial<ChainOptions> = {}): Passed {
  const all = [...BASE, ...stored];
  const lookup: Lookup = <T extends ApiObject>(apiVersion: string, kind: string, home?: string) =>
    all.filter((one) => one.apiVersion === apiVersion && one.kind === kind && (home === undefined || one.metadata.namespace === home)) as readonly ApiObject[] as readonly T[];
  const request: AdmissionRequest = { operation: 'CREATE', kind: registry.find('v1', 'Pod')!, namespace: 'lab', name: 'web', subresource: '', object: POD, user: { username: 'jane', groups: [] }, ...more };
  return admitRequest(request, { lookup, findKind: registry.find, authorize: () => ({ allowed: false, reason: '' }), system, respond, ...options });
}

const answer = (response: HookResponse): Responder => () => ({ kind: 'review', response });
const always = (reply: Reply): Responder => () => reply;
const said = (passed: Passed): string => ('status' in passed ? `${passed.status.code ?? 0} ${passed.status.message}` : 'admitted');
const podOf = (passed: Passed): Pod | undefined => ('object' in passed ? (passed.object as Pod) : undefined);
const label = (name: string, value: string) => ({ op: 'add', path: `/metadata/labels/${name}`, value });

describe('a call in the words of the API server', () => {
  const failing = (reply: Reply): string => said(ask([validating('v', hook('v'))], always(reply))).replace('0 Internal error occurred: failed calling webhook "v.kx.io": ', '');
  const url = 'https://hook.kx.svc:443/?timeout=10s';
  // Printed by the API server's own client (apiserver v0.36.3 pkg/util/webhook) against a server that answers so.
  it.each<[string, Reply, string]>([
    ['a refused connection', { kind: 'unreachable', words: 'dial tcp 10.96.12.7:443: connect: connection refused' }, `failed to call webhook: Post "${url}": dial tcp 10.96.12.7:443: connect: connection refused`],
    ['silence', { kind: 'silent' }, `failed to call webhook: Post "${url}": context deadline exceeded`],
    ['an answer that comes too late', { kind: 'review', response: { allowed: true }, seconds: 10 }, `failed to call webhook: Post "${url}": context deadline exceeded`],
    ['500', { kind: 'http', code: 500, body: 'boom\n' }, 'failed to call webhook: an error on the server ("boom") has prevented the request from succeeding'],
    ['502', { kind: 'http', code: 502, body: '<html>bad gateway</html>' }, 'failed to call webhook: an error on the server ("<html>bad gateway</html>") has prevented the request from succeeding'],
    ['503', { kind: 'http', code: 503, body: 'no' }, 'failed to call webhook: the server is currently unable to handle the request'],
    ['404', { kind: 'http', code: 404, body: '404 page not found\n' }, 'failed to call webhook: the server could not find the requested resource'],
    ['403', { kind: 'http', code: 403, body: 'no entry' }, 'failed to call webhook: no entry'],
    ['418', { kind: 'http', code: 418, body: 'tea' }, 'failed to call webhook: the server responded with the status code 418 but did not return more information'],
    ['an empty 204', { kind: 'http', code: 204, body: '' }, 'failed to call webhook: 0-length response with status code: 204 and content type: text/plain'],
    ['another uid', { kind: 'review', response: { allowed: true, uid: '' } }, 'received invalid webhook response: expected response.uid='],
    ['a patch from a validating webhook', { kind: 'review', response: { allowed: true, patch: [label('a', 'b')] } }, 'received invalid webhook response: validating webhook may not return response.patch'],
  ])('%s', (_, reply, words) => {
    expect(failing(reply)).toContain(words);
  });

  it.each<[string, string]>([
    ['{"op":"add"}', 'json: cannot unmarshal object into Go value of type jsonpatch.Patch'],
    ['not json', "invalid character 'o' in literal null (expecting 'u')"],
    ['[1]', 'json: cannot unmarshal number into Go value of type jsonpatch.Operation'],
    ['[', 'unexpected end of JSON input'],
  ])('the patch %s', (patch, words) => {
    expect(said(ask([mutating('m', hook('m'))], answer({ allowed: true, patch })))).toBe(`0 Internal error occurred: failed calling webhook "m.kx.io": received undecodable patch in webhook response: ${words}`);
  });

  it('a Service that is not there, has no such port or no address', () => {
    const at = (service: object): string => said(ask([validating('v', hook('v', { clientConfig: { service: { namespace: 'kx', name: 'hook', ...service } } }))], always({ kind: 'silent' })));
    expect(at({ name: 'gone', path: '/validate/' })).toContain('Post "https://gone.kx.svc:443/validate?timeout=10s": service "gone" not found');
    expect(at({ port: 8443 })).toContain('no service port 8443 found for service "hook"');
  });

  it('a bundle that holds no certificate', () => {
    expect(said(ask([validating('v', hook('v', { clientConfig: { url: 'https://x.example', caBundle: 'Z2FyYmFnZQ==' } }))], always({ kind: 'silent' })))).toContain('could not get REST client: unable to load root certificates: unable to parse bytes as PEM block');
  });
});

describe('what failurePolicy decides', () => {
  it('calls that fail, and nothing else', () => {
    const ignoring = hook('m', { failurePolicy: 'Ignore' });
    for (const reply of [{ kind: 'silent' }, { kind: 'http', code: 500, body: '' }, { kind: 'review', response: { allowed: true, patch: 'nonsense' } }] as const) {
      expect(said(ask([mutating('m', ignoring)], always(reply)))).toBe('admitted');
    }
    const denied = '403 admission webhook "m.kx.io" denied the request: no';
    expect(said(ask([mutating('m', ignoring)], answer({ allowed: false, status: { code: 403, message: 'no' } })))).toBe(denied);
    // The server's own error: a patch that cannot be applied.
    expect(said(ask([mutating('m', ignoring)], answer({ allowed: true, patch: [{ op: 'remove', path: '/spec/nope' }] })))).toBe("0 Internal error occurred: error in remove for path: '/spec/nope': Unable to remove nonexistent key: nope: missing value");
    expect(said(ask([mutating('m', { ...ignoring, sideEffects: 'Some' })], always({ kind: 'silent' }), { dryRun: true }))).toBe('0 admission webhook "m.kx.io" does not support dry run');
  });

  it('notes for the audit log who was passed over', () => {
    const passed = ask([mutating('a', hook('m', { failurePolicy: 'Ignore' })), validating('b', hook('v', { failurePolicy: 'Ignore' }))], always({ kind: 'silent' }));
    expect(passed.auditAnnotations).toEqual({
      'mutation.webhook.admission.k8s.io/round_0_index_0': '{"configuration":"a","webhook":"m.kx.io","mutated":false}',
      'failed-open.mutation.webhook.admission.k8s.io/round_0_index_0': 'm.kx.io',
      'failed-open.validating.webhook.admission.k8s.io/round_0_index_0': 'v.kx.io',
    });
    expect(passed.waited).toBe(20);
  });

  it('says what was denied, however little the webhook says', () => {
    const denial = (status?: HookResponse['status']): string => said(ask([validating('v', hook('v'))], answer({ allowed: false, ...(status === undefined ? {} : { status }) })));
    expect(denial()).toBe('400 admission webhook "v.kx.io" denied the request without explanation');
    expect(denial({ reason: 'Forbidden' })).toBe('400 admission webhook "v.kx.io" denied the request: Forbidden');
    expect(denial({ code: 200, message: 'no' })).toBe('400 admission webhook "v.kx.io" denied the request: no');
  });
});

describe('which requests a webhook sees', () => {
  const isAsked = (more: Partial<MutatingWebhook>, request: Partial<AdmissionRequest> = {}): boolean => said(ask([validating('v', hook('v', more))], answer({ allowed: false }), request)) !== 'admitted';

  it('those of its rules, selectors and conditions', () => {
    expect(isAsked({})).toBe(true);
    expect(isAsked({ rules: [{ ...PODS, resources: ['pods/status'] }] })).toBe(false);
    expect(isAsked({ rules: [{ ...PODS, scope: 'Cluster' }] })).toBe(false);
    expect(isAsked({ namespaceSelector: { matchLabels: { team: 'b' } } })).toBe(false);
    expect(isAsked({ namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['b'] }] } })).toBe(true);
    expect(isAsked({ objectSelector: { matchLabels: { app: 'other' } } })).toBe(false);
    expect(isAsked({ matchConditions: [{ name: 'others', expression: "request.userInfo.username != 'jane'" }] })).toBe(false);
  });

  it('a condition that fails closes the door, or passes it by', () => {
    const broken = { matchConditions: [{ name: 'broken', expression: 'object.spec.nope == 1' }] };
    expect(said(ask([validating('v', hook('v', broken))], answer({ allowed: true })))).toBe(`0 pods "web" is forbidden: expression 'object.spec.nope == 1' resulted in error: no such key: nope`);
    expect(isAsked({ ...broken, failurePolicy: 'Ignore' })).toBe(false);
  });

  it('never the configuration of admission itself', () => {
    const kind = registry.find(GROUP, 'ValidatingWebhookConfiguration')!;
    const everything = hook('v', { rules: [{ apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*/*'] }] });
    expect(said(ask([validating('v', everything)], answer({ allowed: false }), { operation: 'DELETE', kind, namespace: '', name: 'v', object: undefined, oldObject: validating('v', everything) }))).toBe('admitted');
  });

  it('a deletion too, which it cannot change', () => {
    const deletion = { operation: 'DELETE', object: undefined, oldObject: POD } as const;
    expect(said(ask([mutating('m', hook('m'))], answer({ allowed: true, patch: [label('a', 'b')] }), deletion))).toBe('0 Internal error occurred: admission webhook "m.kx.io" attempted to modify the object, which is not supported for this operation');
    expect(said(ask([validating('v', hook('v'))], answer({ allowed: false, status: { message: 'stay' } }), deletion))).toBe('400 admission webhook "v.kx.io" denied the request: stay');
  });
});

describe('the order of mutating webhooks', () => {
  it('is that of the names of their configurations, whatever was stored first', () => {
    const asked: string[] = [];
    ask([mutating('b', hook('third')), mutating('a', hook('first'), hook('second'))], ({ webhook }) => {
      asked.push(webhook);
      return { kind: 'review', response: { allowed: true } };
    });
    expect(asked).toEqual(['first.kx.io', 'second.kx.io', 'third.kx.io']);
  });

  it('is walked once more by those that want to be asked when the object changes behind them', () => {
    const rounds: string[] = [];
    const respond: Responder = ({ webhook, review }) => {
      rounds.push(`${webhook} ${Object.keys((review.request.object as { metadata: { labels: object } }).metadata.labels).sort().join(',')}`);
      return { kind: 'review', response: { allowed: true, patch: webhook === 'b.kx.io' ? [label('b', '1')] : [label('a', '1')] } };
    };
    const passed = ask([mutating('m', hook('a', { reinvocationPolicy: 'IfNeeded' }), hook('b'))], respond);
    expect(rounds).toEqual(['a.kx.io app', 'b.kx.io a,app', 'a.kx.io a,app,b']);
    expect(podOf(passed)?.metadata.labels).toEqual({ app: 'web', a: '1', b: '1' });
    expect(passed.auditAnnotations['mutation.webhook.admission.k8s.io/round_1_index_0']).toBe('{"configuration":"m","webhook":"a.kx.io","mutated":false}');
  });

  it('lets the built-in plug-ins finish what a webhook has put in', () => {
    const sidecar = { op: 'add', path: '/spec/containers/-', value: { name: 'proxy', image: 'proxy:1' } };
    const passed = ask([mutating('m', hook('m'))], answer({ allowed: true, patch: [sidecar] }));
    expect(podOf(passed)?.spec?.containers[1]).toMatchObject({ name: 'proxy', imagePullPolicy: 'IfNotPresent', volumeMounts: [{ mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' }] });
    expect(passed.steps.filter(({ plugin, round }) => plugin === 'ServiceAccount' && round === 1)).toHaveLength(1);
  });
});

describe('time', () => {
  it('adds up for mutating webhooks, runs once for validating ones and ends at 34 seconds', () => {
    const silent = (count: number, more: Partial<MutatingWebhook> = {}) => Array.from({ length: count }, (_, i) => hook(`h${i}`, { failurePolicy: 'Ignore', ...more }));
    expect(ask([mutating('m', ...silent(3))], always({ kind: 'silent' }))).toMatchObject({ waited: 30 });
    expect(ask([validating('v', ...silent(4))], always({ kind: 'silent' }))).toMatchObject({ waited: 10 });
    expect(said(ask([mutating('m', ...silent(4))], always({ kind: 'silent' })))).toBe('504 Timeout: request did not complete within requested timeout');
    expect(said(ask([mutating('m', hook('a', { timeoutSeconds: 30, failurePolicy: 'Ignore' })), validating('v', hook('v'))], always({ kind: 'silent' })))).toContain('?timeout=4s": context deadline exceeded');
  });
});

describe('warnings', () => {
  const warned = (warnings: readonly string[]): readonly string[] => ask([validating('v', hook('v'))], answer({ allowed: true, warnings })).warnings;

  it('are told once, and shortened to 256 letters each where they come to more than 4,096', () => {
    expect(warned(['a', 'b', 'a', ''])).toEqual(['a', 'b']);
    expect(warned(['x'.repeat(4096)])[0]).toHaveLength(4096);
    expect(warned(['x'.repeat(4000), 'y'.repeat(97)]).map(({ length }) => length)).toEqual([256, 97]);
    const many = Array.from({ length: 40 }, (_, index) => `${index}`.padEnd(300, '.'));
    expect(warned(many)).toHaveLength(16);
  });
});

describe('any webhooks with any answers', () => {
  const response = fc.record({
    allowed: fc.boolean(),
    status: fc.option(fc.record({ code: fc.constantFrom(0, 200, 403, 404), message: fc.constantFrom('', 'no') }), { nil: undefined }),
    patch: fc.option(fc.oneof(fc.constantFrom('', 'x', '[]', '[{"op":"remove","path":"/metadata/labels"}]'), fc.array(fc.record({ op: fc.constantFrom('add', 'remove', 'replace', 'zap'), path: fc.constantFrom('', '/', '/metadata/labels/a', '/spec/containers/0/image', '/spec/containers/-'), value: fc.constantFrom<unknown>('x', {}, 1, null) }))), { nil: undefined }),
    patchType: fc.constantFrom(undefined, null, 'JSONPatch', 'Other', ''),
    warnings: fc.option(fc.array(fc.string({ maxLength: 8 })), { nil: undefined }),
    auditAnnotations: fc.option(fc.dictionary(fc.string({ maxLength: 4 }), fc.string({ maxLength: 4 })), { nil: undefined }),
  });
  const reply: fc.Arbitrary<Reply> = fc.oneof(
    fc.record({ kind: fc.constant('review' as const), response: response as fc.Arbitrary<HookResponse>, seconds: fc.constantFrom(0, 3, 20) }),
    fc.constantFrom<Reply>({ kind: 'silent' }, { kind: 'unreachable', words: 'EOF' }, { kind: 'http', code: 200, body: '[]' }, { kind: 'http', code: 500, body: 'x' }),
  );
  const spec = fc.record({ failurePolicy: fc.constantFrom('Fail', 'Ignore'), reinvocationPolicy: fc.constantFrom('Never', 'IfNeeded'), timeoutSeconds: fc.constantFrom(1, 10, 30), sideEffects: fc.constantFrom('None', 'Some') });

  it('end in an object or in a message with a code, within the time of the request', () => {
    fc.assert(
      fc.property(fc.array(spec, { maxLength: 4 }), fc.array(spec, { maxLength: 3 }), fc.array(reply, { minLength: 1, maxLength: 8 }), fc.boolean(), (changing, judging, replies, dryRun) => {
        let calls = 0;
        const respond: Responder = () => replies[calls++ % replies.length]!;
        const passed = ask([mutating('m', ...changing.map((one, i) => hook(`m${i}`, one))), validating('v', ...judging.map((one, i) => hook(`v${i}`, one)))], respond, { dryRun });
        expect(passed.waited).toBeLessThanOrEqual(34);
        if ('status' in passed) expect(passed.status.message).not.toBe('');
        else expect(podOf(passed)?.spec?.containers.length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });

  it('that only fail and are ignored leave no trace in the object', () => {
    const broken = fc.constantFrom<Reply>({ kind: 'unreachable', words: 'EOF' }, { kind: 'http', code: 500, body: 'x' }, { kind: 'review', response: { allowed: true, patch: 'x' } }, { kind: 'review', response: { allowed: true, uid: 'other' } });
    fc.assert(
      fc.property(fc.array(broken, { minLength: 1, maxLength: 4 }), (replies) => {
        let calls = 0;
        const hooks = replies.map((_, i) => hook(`h${i}`, { failurePolicy: 'Ignore', reinvocationPolicy: 'IfNeeded' }));
        const passed = ask([mutating('m', ...hooks)], () => replies[calls++ % replies.length]!);
        expect(podOf(passed)).toEqual(podOf(ask([], always({ kind: 'silent' }))));
      }),
      { numRuns: 40 },
    );
  });
});

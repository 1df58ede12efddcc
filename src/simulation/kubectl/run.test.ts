import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiObject } from '../api/types';
import { TestTerminal } from './testing/terminal';

const namespace = (name: string): ApiObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const account: ApiObject = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'default' } };
const FILES = { 'cm.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {a: "1"}\n', 'k/kustomization.yaml': 'resources: [../cm.yaml]\n', 'b/kustomization.yaml': 'configMapGenerator: [{name: made, literals: [a=b]}]\n' };
function terminal(): TestTerminal {
  const one = new TestTerminal([namespace('default'), namespace('kube-system'), account], FILES);
  for (const name of ['web-1', 'web-2']) one.run(`run ${name} --image=nginx --port=80`);
  return one;
}

describe('a command line', () => {
  it.each([
    ['gt pods', 'error: unknown command "gt" for "kubectl"\n\nDid you mean this?\n\tset\n\tget\n\tcp\n'],
    ['get pods --nope', "error: unknown flag: --nope\nSee 'kubectl get --help' for usage.\n"],
    ['get pods -n', "error: flag needs an argument: 'n' in -n\nSee 'kubectl get --help' for usage.\n"],
    ['scale deploy/x --replicas=many', 'error: invalid argument "many" for "--replicas" flag: strconv.ParseInt: parsing "many": invalid syntax\nSee \'kubectl scale --help\' for usage.\n'],
    ['get pods nope', 'Error from server (NotFound): pods "nope" not found\n'],
    ['get foo', 'error: the server doesn\'t have a resource type "foo"\n'],
    ['create deployment x', 'error: required flag(s) "image" not set\n'],
    ['apply', 'error: must specify one of -f and -k\n'],
    ['apply -f cm.yaml -k k', 'error: only one of -f or -k can be specified\n'],
    ['apply -f /dev/null', 'error: no objects passed to apply\n'],
    ['create -f - --dry-run=client', 'error: no objects passed to create\n'],
    ['scale --replicas=1 -f /dev/null', 'error: no objects passed to scale\n'],
    ['apply -k nope', "error: must build at directory: not a valid directory: evalsymlink failure on 'nope' : lstat /home/learner/nope: no such file or directory\n"],
    ['explain pod.nope', 'error: field "nope" does not exist\n'],
    ['exec web-1', 'error: you must specify at least one command for the container\n'],
    ['auth reconcile', 'error: must specify one of -f and -k\n'],
  ])('%s', (line, err) => {
    const ran = terminal().run(line);
    expect(ran.err).toBe(err);
    expect(ran.exit).toBe(1);
  });

  it('ends with an exit code, whatever it says', () => {
    const words = fc.oneof(
      fc.constantFrom('get', 'describe', 'delete', 'apply', 'pods', 'pod/web-1', 'web-2', '-f', 'cm.yaml', '-k', 'b', '-o', 'yaml', 'json', '--dry-run=client', '-n', 'default', '-A', '-w', '--', 'logs', 'exec', 'wait', '--for=delete', 'rollout', 'status', 'create', 'set', 'image', '--all', '-l', 'app=web', 'explain', 'config', 'view', 'top', 'label', 'a=b'),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 7 }), (argv) => {
        const { exit } = terminal().run(argv, (wait) => wait > 100);
        expect(Number.isInteger(exit) && exit >= 0 && exit < 256).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

describe('what goes on until Ctrl-C', () => {
  it('get -w gives each change a row, aligned under the first', () => {
    const one = terminal();
    const acts: Readonly<Record<number, () => void>> = { 2: () => void one.run('label pod web-1 tier=front'), 4: () => void one.run('run web-3-with-a-long-name --image=nginx'), 6: () => void one.run('delete pod web-2 --now') };
    const { out, exit } = one.run('get pods -w --no-headers=false', (wait) => (acts[wait]?.(), wait > 8));
    expect(exit).toBe(130);
    const lines = out.trimEnd().split('\n').map((line) => line.split(/\s+/)[0]);
    // A Pod that goes at once is marked first, and then deleted (Store.Delete: updateForGracefulDeletionAndFinalizers).
    expect(lines).toEqual(['NAME', 'web-1', 'web-2', 'web-1', 'web-3-with-a-long-name', 'web-2', 'web-2']);
    // A name that is longer than any before moves what follows it.
    expect(out).toContain('web-3-with-a-long-name   0/1');
  });

  it('events -w writes a header at the first Event', () => {
    const one = terminal();
    const event = { apiVersion: 'v1', kind: 'Event', metadata: { name: 'e', namespace: 'default' }, involvedObject: { kind: 'Pod', name: 'web-1', namespace: 'default' }, reason: 'Pulled', message: 'there', type: 'Normal', lastTimestamp: '2026-06-01T12:00:00Z', firstTimestamp: '2026-06-01T12:00:00Z' };
    one.texts.set('/home/learner/e.yaml', JSON.stringify(event));
    const { out } = one.run('events -w', (wait) => (wait === 2 && one.run('create -f e.yaml'), wait > 4));
    expect(out.split('\n').map((line) => line.split(/\s{2,}/)[2])).toEqual(['REASON', 'Pulled', undefined]);
  });

  it('several kinds cannot be watched at once', () => {
    expect(terminal().run('get pods,services -w').err).toBe('error: you may only specify a single resource type\n');
  });
});

describe('server-side apply', () => {
  it('takes over what client-side apply owned, so that what is no longer named goes', () => {
    const one = terminal();
    one.run('apply -f cm.yaml');
    one.texts.set('/home/learner/cm.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {b: "2"}\n');
    expect(one.run('apply --server-side -f cm.yaml')).toEqual({ out: 'configmap/settings serverside-applied\n', err: '', exit: 0 });
    expect(one.run('get cm settings -o jsonpath={.data}').out).toBe('{"b":"2"}');
  });
});

describe('definitions', () => {
  const crd = 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: boxes.example.com}\nspec:\n  group: example.com\n  scope: Namespaced\n  names: {plural: boxes, singular: box, kind: Box, shortNames: [bx]}\n  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, description: A box., properties: {spec: {type: object, required: [size], properties: {size: {type: integer, description: How big.}}}}}}}]\n';
  it('are established at once, explained, and go with their objects', () => {
    const one = terminal();
    one.texts.set('/home/learner/crd.yaml', crd);
    one.texts.set('/home/learner/box.yaml', 'apiVersion: example.com/v1\nkind: Box\nmetadata: {name: b}\nspec: {size: 1}\n');
    one.run('apply -f crd.yaml');
    expect(one.run('wait --for=condition=Established crd/boxes.example.com').out).toBe('customresourcedefinition.apiextensions.k8s.io/boxes.example.com condition met\n');
    expect(one.run('apply -f box.yaml').out).toBe('box.example.com/b created\n');
    expect(one.run('explain box.spec').out).toContain('size\t<integer> -required-\n    How big.');
    one.run('delete -f crd.yaml');
    expect(one.run('get bx').err).toBe('Error from server (NotFound): Unable to list "example.com/v1, Resource=boxes": the server could not find the requested resource (get boxes.example.com)\n');
    // A word that is not known makes kubectl ask anew what is served.
    one.run('get nothing');
    expect(one.run('get bx').err).toBe('error: the server doesn\'t have a resource type "bx"\n');
  });
});

describe('rows of a table', () => {
  const schema = (name: string, matchingPrecedence: number): ApiObject => ({ apiVersion: 'flowcontrol.apiserver.k8s.io/v1', kind: 'FlowSchema', metadata: { name }, spec: { matchingPrecedence, priorityLevelConfiguration: { name: 'exempt' } } }) as unknown as ApiObject;
  it('stand by precedence where they are FlowSchemas, unless somebody sorts or names them', () => {
    const one = new TestTerminal([schema('a', 900), schema('b', 100), schema('c', 100)]);
    const names = (line: string): string[] => one.run(line).out.trim().split('\n').slice(1).map((row) => row.split(' ')[0] ?? '');
    expect(names('get flowschemas')).toEqual(['b', 'c', 'a']);
    expect(names('get flowschemas --sort-by=.metadata.name')).toEqual(['a', 'b', 'c']);
    expect(names('get flowschemas a b')).toEqual(['a', 'b']);
    expect(one.run('get flowschemas -o name').out).toContain('/a\n');
  });

  it('of IPAddresses have an age without a column, which stands where labels would', () => {
    const one = new TestTerminal([{ apiVersion: 'networking.k8s.io/v1', kind: 'IPAddress', metadata: { name: '10.96.0.1', labels: { a: 'b' }, creationTimestamp: '2026-06-01T11:00:00Z' }, spec: { parentRef: { resource: 'services', namespace: 'default', name: 'web' } } } as unknown as ApiObject]);
    expect(one.run('get ipaddresses').out).toMatch(/^NAME +PARENTREF\n10\.96\.0\.1 +services\/default\/web\n$/);
    expect(one.run('get ipaddresses --show-labels').out).toMatch(/^NAME +PARENTREF +LABELS\n10\.96\.0\.1 +services\/default\/web +\d+[hms]/);
    expect(one.run('get ipaddresses -L a --show-labels').out).toMatch(/A +LABELS\n10\.96\.0\.1 +services\/default\/web +\d+[hms]\S* +b\n$/);
  });
});

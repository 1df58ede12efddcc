import { describe, expect, it } from 'vitest';
import type { ApiObject } from '../../api';
import { KINDS_WITHOUT_EXPRESSIONS } from '../../api/kinds/without-expressions';
import { createRegistry } from '../../api/registry';
import type { JsonObject } from '../../api/patch/merge-patch';
import type { Answer } from '../apiserver/types';
import { request, runUntil } from '../cluster';
import type { Cluster } from '../cluster';
import { stopComponent } from '../components';
import { defaultCluster, nodeSettings } from '../default-cluster';

const SECOND = 1_000_000;
const START = 1_767_225_600 * SECOND;
const USER = { username: 'reader', groups: ['system:masters'] };
const CATALOGUE = { app: { words: ['present', 'log=begun', 'log=one@1s', 'port=80'] }, bad: { words: ['pull-error=notfound'] } };

const { config, cluster: booted } = defaultCluster(createRegistry(KINDS_WITHOUT_EXPRESSIONS), { nodes: [nodeSettings('one', 0, { catalogue: CATALOGUE })], now: START });

function running(image: string, args: readonly string[] = [], seconds = 5): Cluster {
  const body = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'default' }, spec: { containers: [{ name: 'app', image, args }] } } as unknown as ApiObject;
  const { cluster } = request(config, runUntil(config, booted, START + SECOND).cluster, { verb: 'create', group: '', resource: 'pods', namespace: 'default', name: 'web', body, user: USER });
  return runUntil(config, cluster, START + (1 + seconds) * SECOND).cluster;
}

const ask = (cluster: Cluster, subresource: string, options: JsonObject = {}): Answer =>
  request(config, cluster, { verb: subresource === 'log' ? 'get' : 'create', group: '', resource: 'pods', namespace: 'default', name: 'web', subresource, options, user: USER }).answer;

describe('the door to a machine', () => {
  it('gives the log, of the container before too', () => {
    expect(ask(running('app:1'), 'log')).toMatchObject({ text: 'begun\none\n' });
    expect(ask(running('app:1'), 'log', { tailLines: 1, timestamps: true })).toMatchObject({ text: '2026-01-01T00:00:02.415000000Z one\n' });
    const crashed = running('app:1', ['exit=1@2s']);
    expect(ask(crashed, 'log', { previous: true })).toMatchObject({ text: 'begun\none\n' });
    expect(ask(running('app:1'), 'log', { previous: true })).toMatchObject({ failure: { code: 400, message: 'previous terminated container "app" in pod "web" not found' } });
    expect(ask(running('bad:1', [], 20), 'log')).toMatchObject({ failure: { message: 'container "app" in pod "web" is waiting to start: trying and failing to pull image' } });
  });

  it('runs commands, and forwards to a port', () => {
    const cluster = running('app:1');
    expect(ask(cluster, 'exec', { command: ['echo', 'hi'] })).toMatchObject({ stream: { stdout: 'hi\n', exit: 0 } });
    expect(ask(cluster, 'exec', { command: ['check', 'x'] })).toMatchObject({ stream: { stdout: 'x ok\n', exit: 0 } });
    expect(ask(cluster, 'exec', { command: ['bash'] })).toMatchObject({ stream: { exit: undefined, error: expect.stringContaining('executable file not found in $PATH') } });
    expect(ask(cluster, 'portforward', { port: 80, sent: 'GET /ready HTTP/1.1\r\n\r\n' })).toMatchObject({ stream: { stdout: expect.stringContaining('ready ok') } });
    expect(ask(cluster, 'portforward', { port: 81, sent: '' })).toMatchObject({ stream: { error: expect.stringContaining('connection refused') } });
  });

  it('is shut without the kubelet', () => {
    expect(ask(stopComponent(config, running('app:1'), 'kubelet/one'), 'log')).toMatchObject({ failure: { message: 'Get "https://192.168.0.11:10250/containerLogs/default/web/app": dial tcp 192.168.0.11:10250: connect: connection refused' } });
  });
});

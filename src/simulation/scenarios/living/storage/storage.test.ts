import { describe, expect, it } from 'vitest';
import type { Input } from '../../../cluster/history/history';
import type { Request } from '../../../cluster/apiserver/types';
import { ask, openSession, reportOf } from '../session';
import type { Session } from '../session';
import { askSize, clearClaimRef, createClaim, createPod, deleteClaim, deletePod, forceDeletePod, taintNode } from './manifest';
import { parseStorageOptions, STARTS, TRIALS } from './options';
import type { StorageOptions, Trial } from './options';
import { storageScene } from './scene';
import type { StorageView } from './scene';

const SECOND = 1_000_000;
const open = (trial: Trial, options: Partial<StorageOptions> = {}): Session => openSession(storageScene, { ...STARTS[trial], ...options });
const viewIn = (session: Session): StorageView => reportOf(session).view as StorageView;
const input = (session: Session, what: Input): Session => ask(session, { kind: 'input', input: what }).session;
const done = (session: Session, request: Request): Session => input(session, { kind: 'request', request });
const answer = (session: Session, request: Request) => ask(session, { kind: 'input', input: { kind: 'request', request } }).report.answer;
const later = (session: Session, seconds: number): Session => ask(session, { kind: 'advance', until: reportOf(session).picture.now + seconds * SECOND }).session;
const pods = (session: Session): Record<string, string> => Object.fromEntries(reportOf(session).picture.pods.map(({ name, status, node }) => [name, `${status} ${node ?? '-'}`]));
const said = (session: Session): string[] => reportOf(session).picture.events.map(({ reason, about, message }) => `${about} ${reason}: ${message}`);

describe('storage in a whole cluster', () => {
  it('is made where no Pod can go, unless it waits for the Pod', () => {
    const early = open('zones');
    expect(viewIn(early).volumes).toMatchObject([{ zone: 'zone-a', phase: 'Bound' }]);
    expect(pods(early)).toEqual({ web: 'Pending -' });
    expect(viewIn(early).unscheduled.web).toContain("didn't match PersistentVolume's node affinity");
    const late = open('zones', { binding: 'WaitForFirstConsumer' });
    expect(viewIn(late).volumes).toMatchObject([{ zone: 'zone-b', attachments: [{ node: 'node-b1', attached: true }] }]);
    expect(pods(late)).toEqual({ web: 'Running node-b1' });
  });

  it('is attached to one node, to one Pod, or to many', () => {
    const once = open('modes');
    expect(pods(once)).toEqual({ 'web-1': 'Running node-a1', 'web-2': 'ContainerCreating node-a2' });
    expect(said(once).filter((line) => line.includes('Multi-Attach'))).toEqual([expect.stringMatching(/^Pod\/web-2 FailedAttachVolume: Multi-Attach error for volume "pvc-[^"]+" Volume is already used by pod\(s\) web-1$/)]);
    expect(pods(later(done(once, deletePod('web-1')), 45))).toEqual({ 'web-2': 'Running node-a2' });
    expect(pods(open('modes', { together: true }))).toEqual({ 'web-1': 'Running node-a1', 'web-2': 'Running node-a1' });
    const alone = open('modes', { mode: 'ReadWriteOncePod', together: true });
    expect(pods(alone)).toEqual({ 'web-1': 'Running node-a1', 'web-2': 'Pending -' });
    expect(viewIn(alone).unscheduled['web-2']).toContain('PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod');
    expect(pods(open('modes', { mode: 'ReadWriteMany' }))).toEqual({ 'web-1': 'Running node-a1', 'web-2': 'Running node-a2' });
  });

  it('stays while it is used, and then goes or is released', () => {
    const used = later(done(open('reclaim'), deleteClaim('data')), 10);
    expect(viewIn(used).claims).toMatchObject([{ name: 'data', deleting: true, phase: 'Bound' }]);
    const released = later(done(used, deletePod('web')), 30);
    expect(viewIn(released)).toMatchObject({ claims: [], volumes: [{ phase: 'Released', claimGone: true }] });
    const anew = later(done(done(released, createClaim('ReadWriteOnce')), createPod), 40);
    expect(viewIn(anew).volumes.map(({ phase }) => phase).sort()).toEqual(['Bound', 'Released']);
    expect(viewIn(later(done(released, clearClaimRef(viewIn(released).volumes[0]!.name)), 5)).volumes).toMatchObject([{ phase: 'Available', claim: null }]);
    const gone = later(done(done(open('reclaim', { policy: 'Delete' }), deleteClaim('data')), deletePod('web')), 40);
    expect(viewIn(gone)).toMatchObject({ claims: [], volumes: [] });
  });

  it('grows on both sides, and never shrinks', () => {
    const asked = done(open('expand'), askSize('data', '8Gi'));
    const half = later(asked, 3);
    expect(viewIn(half).volumes).toMatchObject([{ capacity: '8Gi' }]);
    expect(viewIn(half).claims[0]).toMatchObject({ capacity: '5Gi' });
    expect(viewIn(half).claims[0]?.conditions).toContainEqual({ type: 'FileSystemResizePending', message: 'Waiting for user to (re-)start a pod to finish file system resize of volume on node.' });
    const whole = later(half, 92);
    expect(viewIn(whole).claims[0]).toMatchObject({ capacity: '8Gi', conditions: [] });
    expect(said(whole)).toContainEqual(expect.stringMatching(/^PersistentVolumeClaim\/data FileSystemResizeSuccessful: MountVolume\.NodeExpandVolume succeeded for volume "pvc-[^"]+" node-/));
    expect(answer(whole, askSize('data', '6Gi'))).toMatchObject({ failure: { message: expect.stringContaining('field can not be less than status.capacity') } });
    expect(answer(open('expand', { expandable: false }), askSize('data', '8Gi'))).toMatchObject({ failure: { code: 403, message: expect.stringContaining('the storageclass that provisions the pvc must support resize') } });
  });

  it('is not taken from a node that is lost, until somebody says that it is out of service', () => {
    const begun = open('lost');
    const [node = ''] = reportOf(begun).picture.pods.map((pod) => pod.node ?? '');
    const dead = later(input(input(begun, { kind: 'component', action: 'stop', name: `kubelet/${node}` }), { kind: 'component', action: 'stop', name: `network/${node}` }), 180);
    expect(viewIn(dead).lost).toEqual([node]);
    expect(pods(dead)).toEqual({ 'db-0': `Terminating ${node}` });
    expect(viewIn(dead).volumes[0]?.attachments).toEqual([{ node, attached: true }]);
    const freed = later(done(dead, taintNode(node, viewIn(dead).taints[node] ?? [])), 60);
    const [moved] = reportOf(freed).picture.pods;
    expect(moved).toMatchObject({ name: 'db-0', status: 'Running' });
    expect(moved?.node).not.toBe(node);
    expect(viewIn(freed).volumes[0]?.attachments).toEqual([{ node: moved?.node, attached: true }]);
  });

  it('is taken from a lost node after six minutes where its Pod was deleted by force', () => {
    const begun = open('lost');
    const [node = ''] = reportOf(begun).picture.pods.map((pod) => pod.node ?? '');
    const dead = later(input(input(begun, { kind: 'component', action: 'stop', name: `kubelet/${node}` }), { kind: 'component', action: 'stop', name: `network/${node}` }), 180);
    const forced = later(done(dead, forceDeletePod('db-0')), 60);
    expect(reportOf(forced).picture.pods).toMatchObject([{ name: 'db-0', status: 'ContainerCreating' }]);
    expect(said(forced)).toContainEqual(expect.stringMatching(/^Pod\/db-0 FailedAttachVolume: Multi-Attach error for volume "[^"]+" Volume is already exclusively attached to one node and can't be attached to another$/));
    expect(reportOf(later(forced, 270)).picture.pods).toMatchObject([{ status: 'ContainerCreating' }]);
    expect(reportOf(later(forced, 400)).picture.pods).toMatchObject([{ status: 'Running' }]);
  });

  it('is attached to a node only so often', () => {
    const full = open('limit');
    expect(Object.values(pods(full)).sort()).toEqual(['Pending -', 'Running node-a1', 'Running node-a1']);
    expect(Object.values(viewIn(full).unscheduled)).toEqual([expect.stringContaining('node(s) exceed max volume count')]);
    expect(Object.values(pods(open('limit', { attachable: 3 })))).toEqual(['Running node-a1', 'Running node-a1', 'Running node-a1']);
  });

  it('reads back its own options alone', () => {
    for (const trial of TRIALS) expect(parseStorageOptions(structuredClone(STARTS[trial]))).toEqual(STARTS[trial]);
    for (const bad of [null, {}, { ...STARTS.zones, mode: 'ReadOnlyMany' }, { ...STARTS.zones, attachable: 4 }]) expect(parseStorageOptions(bad)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { ask, openSession, reportOf } from '../session';
import { parseWorkloadOptions } from './disturbances';
import type { Disturbance } from './disturbances';
import { workloadsScene } from './scene';
import type { Row, WorkloadsView } from './scene';

const SECOND = 1_000_000;
const open = (disturbance: Disturbance) => openSession(workloadsScene, { disturbance, predicted: [] });
const rowsOf = (disturbance: Disturbance): readonly Row[] => (reportOf(open(disturbance)).view as WorkloadsView).rows;
const yes = (rows: readonly Row[]): readonly string[] => rows.filter(({ isSo }) => isSo === true).map(({ kind }) => kind);

describe('controllers side by side', () => {
  it('begin at work, and nothing is told of what is asked', () => {
    const { rows } = reportOf(openSession(workloadsScene, { disturbance: 'delete', predicted: null })).view as WorkloadsView;
    expect(rows.map(({ kind, ready }) => [kind, ready])).toEqual([['Deployment', 3], ['StatefulSet', 3], ['DaemonSet', 3], ['Job', 3], ['CronJob', 0]]);
    expect(rows.every(({ isSo }) => isSo === null)).toBe(true);
  });

  it.each([
    ['delete', ['StatefulSet']],
    ['node', ['Deployment', 'Job']],
    ['cordon', ['DaemonSet']],
    ['scale', ['Deployment', 'StatefulSet']],
    ['rollout', ['Deployment']],
    ['bad', ['Deployment']],
  ] as const)('are disturbed alike, and differ: %s', (disturbance, kinds) => {
    expect(yes(rowsOf(disturbance))).toEqual(kinds);
  });

  it('say in the server’s words what cannot be scaled, and give the next ordinal where it can', () => {
    const rows = rowsOf('scale');
    expect(rows.find(({ kind }) => kind === 'DaemonSet')?.refused).toBe('Error from server (NotFound): the server could not find the requested resource');
    expect(rows.find(({ kind }) => kind === 'StatefulSet')?.created.map(({ name }) => name)).toEqual(['db-3']);
  });

  it('update a StatefulSet from the highest ordinal down, one at a time', () => {
    const set = rowsOf('rollout').find(({ kind }) => kind === 'StatefulSet');
    expect(set?.created.map(({ name }) => name)).toEqual(['db-2', 'db-1', 'db-0']);
    expect(set).toMatchObject({ least: 2, most: 3 });
  });

  it('come back the same after a rewind', () => {
    const end = open('node');
    const { begun, picture } = reportOf(end);
    const back = ask(end, { kind: 'rewind', at: begun + 30 * SECOND });
    expect(yes((back.report.view as WorkloadsView).rows)).not.toContain('Deployment');
    expect(ask(back.session, { kind: 'rewind', at: picture.now }).report).toEqual(reportOf(end));
  });

  it('read back their own options alone', () => {
    expect(parseWorkloadOptions({ disturbance: 'node', predicted: ['Job', 'Deployment'] })).toEqual({ disturbance: 'node', predicted: ['Deployment', 'Job'] });
    expect(parseWorkloadOptions({ disturbance: 'rollout', predicted: ['Job'] })).toBeUndefined();
    expect(parseWorkloadOptions({ disturbance: 'flood', predicted: null })).toBeUndefined();
  });
});

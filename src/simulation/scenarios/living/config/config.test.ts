import { describe, expect, it } from 'vitest';
import { formatTime } from '../../../base/time';
import type { Request } from '../../../cluster/apiserver/types';
import { ask, openSession, reportOf } from '../session';
import type { Session } from '../session';
import { deleteConfig, configMap, createRequest, editConfig, editSecret, killProcess, makeImmutable, newChecksum, restart, WAYS } from './manifest';
import type { Way } from './manifest';
import { CONFIG_DEFAULT, parseConfigOptions } from './options';
import type { ConfigOptions } from './options';
import { configScene } from './scene';
import type { ConfigView } from './scene';

const SECOND = 1_000_000;
const open = (options: ConfigOptions = CONFIG_DEFAULT): Session => openSession(configScene, options);
const viewIn = (session: Session): ConfigView => reportOf(session).view as ConfigView;
const levels = (session: Session): Partial<Record<Way, string | undefined>> => Object.fromEntries(WAYS.map((way) => [way, viewIn(session).lanes[way].at(-1)?.seen?.level]));
/** Seconds from the beginning until a lane first shows a value. */
const firstAt = (session: Session, way: Way, level: string): number | undefined => {
  const found = viewIn(session).lanes[way].find(({ seen }) => seen?.level === level);
  return found === undefined ? undefined : (found.from - reportOf(session).begun) / SECOND;
};
const done = (session: Session, what: Request): Session => ask(session, { kind: 'input', input: { kind: 'request', request: what } }).session;
const later = (session: Session, seconds: number): Session => ask(session, { kind: 'advance', until: reportOf(session).picture.now + seconds * SECOND }).session;

describe('a change of configuration in a whole cluster', () => {
  it('is seen in files within 90 s, by Reloader at once, and never by variables and subPath', () => {
    const session = open();
    expect(levels(session)).toEqual({ env: 'info', envFrom: 'info', volume: 'debug', projected: 'debug', subPath: 'info', checksum: 'info', reloader: 'debug' });
    for (const way of ['volume', 'projected'] as const) expect(firstAt(session, way, 'debug')).toBeLessThanOrEqual(92);
    expect(firstAt(session, 'volume', 'debug')).not.toBe(firstAt(session, 'projected', 'debug'));
    expect(firstAt(session, 'reloader', 'debug')).toBeLessThan(10);
    expect(viewIn(session).lanes.env.at(-1)?.stale).toEqual({ level: true, password: false });
  });

  it('takes longer with copies that may be old', () => {
    const [quick, slow] = [open(), open({ strategy: 'Cache' })];
    expect(firstAt(slow, 'volume', 'debug')).toBeGreaterThan(firstAt(quick, 'volume', 'debug')! - 1);
    expect(firstAt(slow, 'volume', 'debug')).toBeLessThanOrEqual(152);
  });

  it('rolls what has a sum when a chart writes it, and what is told to restart', () => {
    const rolled = later(done(done(open(), editConfig('warn')), newChecksum('warn', 'blue-1')), 15);
    expect(levels(rolled)).toMatchObject({ checksum: 'warn', reloader: 'warn', env: 'info' });
    expect(levels(later(done(rolled, restart('env', formatTime(reportOf(rolled).picture.now))), 15))).toMatchObject({ env: 'warn', envFrom: 'info' });
  });

  it('gives a container that starts again new variables and a new subPath file, in the same Pod', () => {
    const session = open();
    const { ways } = viewIn(session);
    const killed = later(done(done(session, killProcess(ways.env.pod)), killProcess(ways.subPath.pod)), 10);
    expect(levels(killed)).toMatchObject({ env: 'debug', subPath: 'debug', envFrom: 'info' });
    expect(viewIn(killed).ways.env).toMatchObject({ pod: ways.env.pod, restarts: 1 });
  });

  it('refuses to change what is immutable, and keeps old copies after it was made anew', () => {
    const frozen = done(open(), makeImmutable);
    const { report } = ask(frozen, { kind: 'input', input: { kind: 'request', request: editConfig('warn') } });
    expect(report.answer).toMatchObject({ failure: { code: 422, message: 'ConfigMap "app" is invalid: data: Forbidden: field is immutable when `immutable` is set' } });
    const anew = later(done(done(later(frozen, 95), deleteConfig), createRequest('configmaps', configMap('warn'))), 100);
    expect(viewIn(anew).now.level).toBe('warn');
    expect(levels(anew)).toMatchObject({ volume: 'debug', projected: 'debug' });
  });

  it('does the same for a Secret', () => {
    const rotated = later(done(open(), editSecret('blue-2')), 95);
    const { lanes, ways } = viewIn(rotated);
    expect(lanes.volume.at(-1)?.seen?.password).toBe('blue-2');
    expect(lanes.env.at(-1)).toMatchObject({ seen: { password: 'blue-1' }, stale: { level: true, password: true } });
    expect(ways.volume.inside[0]?.lines[1]).toMatch(/^\.\.data -> \.\.2026_01_05_09_0\d_\d\d\.\d+$/);
    expect(ways.reloader.inside[0]?.lines.some((line) => /^STAKATER_DB_SECRET=[0-9a-f]{40}$/.test(line))).toBe(true);
  });

  it('is the same after going back in time', () => {
    const session = later(done(open(), editConfig('warn')), 100);
    const back = ask(session, { kind: 'rewind', at: reportOf(session).begun + 60 * SECOND });
    expect(ask(back.session, { kind: 'advance', until: reportOf(session).picture.now }).report.view).toEqual(reportOf(session).view);
  });

  it('reads back its own options alone', () => {
    expect(parseConfigOptions({ strategy: 'Cache', more: 1 })).toEqual({ strategy: 'Cache' });
    for (const bad of [null, {}, { strategy: 'Get' }]) expect(parseConfigOptions(bad)).toBeUndefined();
  });
});

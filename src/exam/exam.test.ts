import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Desk } from '@site/src/simulation/scenarios/terminal/desk';
import { ADDONS } from '@site/src/simulation/scenarios/terminal/addons';
import type { DeskReport } from '@site/src/simulation/scenarios/terminal/desk-protocol';
import { OPENAPI_SCHEMAS } from '@site/src/simulation/api/openapi/generated/all';
import { runHelm } from '@site/src/simulation/tools/helm';
import { DOMAINS } from './curriculum';
import { drawSet, KINDS, newSeed, pointsOf, seedOf } from './draw';
import { checkLists, heldOf, marksOf } from './grade';
import { readPool } from './read';
import { startOf } from './start';
import { taskOf } from './task';
import type { Task } from './task';

const pool = readPool();
const taskById = (id: string): Task => pool.find((task) => task.id === id)!;
const newDesk = (tasks: readonly Task[]): Desk => new Desk(startOf(tasks), () => OPENAPI_SCHEMAS, () => runHelm, ADDONS);

/** Virtual seconds that a line, or all tasks after the last line, may take. */
const PATIENCE = 300;
const SECOND = 1_000_000;

/** Types a line and lets time pass until it has ended. */
function type(desk: Desk, text: string): string {
  let report: DeskReport | undefined;
  let out = '';
  for (const line of text.replace(/\n$/, '').split('\n')) {
    report = desk.ask({ kind: 'line', text: line });
    out += report.out;
  }
  for (let waited = 0; report !== undefined && report.mode === 'running' && waited < PATIENCE; waited += 1) {
    report = desk.ask({ kind: 'advance', until: report.report.picture.now + SECOND });
    out += report.out;
  }
  if (report?.mode !== 'ready') throw new Error(`${text}: does not end (${report?.mode}): ${out}`);
  return out;
}

/** Which sub-checks hold now. */
function looked(desk: Desk, tasks: readonly Task[]): readonly boolean[] {
  const { held } = desk.ask({ kind: 'checks', checks: checkLists(tasks) });
  desk.ask({ kind: 'checks', checks: [] });
  return heldOf(held);
}

/** Lets time pass until all hold, or it is out. */
function reached(desk: Desk, tasks: readonly Task[]): readonly boolean[] {
  let held = looked(desk, tasks);
  for (let waited = 0; waited < PATIENCE && !held.every(Boolean); waited += 10) {
    desk.ask({ kind: 'advance', until: desk.now + 10 * SECOND });
    held = looked(desk, tasks);
  }
  return held;
}

const failing = (tasks: readonly Task[], held: readonly boolean[]): readonly string[] => {
  const flat = tasks.flatMap((task) => task.checks.map((sub, at) => `${task.id}[${at}] ${sub.check.join('; ')}`));
  return flat.filter((_, at) => held[at] !== true);
};

/** Tasks that may stand in one cluster, in groups: a cluster for each task would take too long. */
function groupsOf(tasks: readonly Task[], most: number): readonly (readonly Task[])[] {
  const groups: Task[][] = [];
  for (const task of tasks) {
    const fits = groups.find((group) => group.length < most && !group.some(({ conflicts }) => conflicts.some((one) => task.conflicts.includes(one))));
    if (fits === undefined) groups.push([task]);
    else fits.push(task);
  }
  return groups;
}

const groups = DOMAINS.flatMap(({ id }) => groupsOf(pool.filter(({ domain }) => domain === id), 8).map((tasks, at) => ({ name: `${id} ${at + 1}: ${tasks.map((task) => task.id).join(' ')}`, tasks })));

// %s and not $name, which cuts a long name short: -t finds a group by any of its tasks.
describe.each(groups.map(({ name, tasks }) => [name, tasks] as const))('tasks of %s', (_, tasks) => {
  it('give no mark before, none of them all marks after what is wrong, and all marks after their solutions', { timeout: 600_000 }, () => {
    const desk = newDesk(tasks);
    const before = looked(desk, tasks);
    expect(tasks.flatMap((task) => task.checks.map(({ check }) => `${task.id}: ${check.join('; ')}`)).filter((_, at) => before[at])).toEqual([]);
    const astray = newDesk(tasks);
    for (const task of tasks) for (const line of task.wrong) type(astray, line);
    astray.ask({ kind: 'advance', until: astray.now + 90 * SECOND });
    const full = marksOf(tasks, looked(astray, tasks)).tasks.filter(({ held }) => held.every(Boolean)).map(({ id }) => id);
    expect(full, 'these get all marks for what is wrong').toEqual([]);
    const said = tasks.map((task) => `${task.id}:\n${task.solution.map((line) => type(desk, line)).join('')}`);
    const held = reached(desk, tasks);
    const missing = failing(tasks, held);
    expect(missing, said.filter((_, at) => missing.some((line) => line.startsWith(`${tasks[at]!.id}[`))).join('\n')).toEqual([]);
  });
});

/** Another set of seeds each time the pool grows would tell nothing of the last one: these stay. */
describe.each(['KX26', 'SEOUL'])('the set %s', (seed) => {
  it('is worth 100 once all its tasks are solved in one cluster, in the order in which they stand', { timeout: 600_000 }, () => {
    const set = drawSet(pool, 'full', seed).map(taskById);
    const desk = newDesk(set);
    expect(marksOf(set, looked(desk, set)).points).toBe(0);
    for (const task of set) for (const line of task.solution) type(desk, line);
    const held = reached(desk, set);
    expect(failing(set, held)).toEqual([]);
    expect(marksOf(set, held)).toMatchObject({ points: 100, passed: true });
  });
});

describe('sets', () => {
  const seed = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 5, maxLength: 5 }).map((numbers) => newSeed(() => numbers.shift() ?? 0));

  it('have the domains’ share of tasks and points, no conflicts, and work for the time', () => {
    fc.assert(fc.property(seed, fc.constantFrom('full' as const, 'sprint' as const), (one, kind) => {
      const ids = drawSet(pool, kind, one);
      const set = ids.map(taskById);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { id, weight } of DOMAINS) {
        const own = set.filter(({ domain }) => domain === id);
        expect(own.length).toBe(KINDS[kind].tasks[id]);
        expect(own.reduce((sum, task) => sum + pointsOf(set).get(task.id)!, 0)).toBe(weight);
      }
      const needs = set.flatMap(({ conflicts }) => conflicts);
      expect(new Set(needs).size).toBe(needs.length);
      expect(set.reduce((sum, { minutes }) => sum + minutes, 0)).toBeLessThanOrEqual(KINDS[kind].work);
      expect(drawSet(pool, kind, one)).toEqual(ids);
    }), { numRuns: 200 });
  });

  it('have 17 tasks, 5, 4, 3, 3 and 2 by weight', () => {
    expect(KINDS.full.tasks).toEqual({ troubleshooting: 5, architecture: 4, networking: 3, workloads: 3, storage: 2 });
  });

  it('are told by a seed as it is typed', () => {
    expect(seedOf(' kx-26 ')).toBe('KX26');
    expect(seedOf('한글')).toBe('');
  });

  it('differ from seed to seed', () => {
    expect(drawSet(pool, 'full', 'KX26')).not.toEqual(drawSet(pool, 'full', 'SEOUL'));
  });
});

describe('marks', () => {
  const set = drawSet(pool, 'full', 'KX26').map(taskById);
  const all = set.flatMap(({ checks }) => checks);

  it('are for each part of a task, and sum to those of the domains', () => {
    fc.assert(fc.property(fc.array(fc.boolean(), { minLength: all.length, maxLength: all.length }), (held) => {
      const marks = marksOf(set, held);
      const sum = (list: readonly { readonly points: number }[]) => list.reduce((total, { points }) => total + points, 0);
      expect(sum(marks.domains)).toBeCloseTo(marks.points, 5);
      expect(sum(marks.tasks)).toBeCloseTo(marks.points, 5);
      expect(marks.passed).toBe(marks.points >= 66);
      for (const { points, of } of marks.tasks) expect(points).toBeLessThanOrEqual(of);
    }), { numRuns: 100 });
  });
});

describe('the pool', () => {
  it('is large enough that sets differ', () => {
    expect(pool.length).toBeGreaterThanOrEqual(60);
    for (const { id } of DOMAINS) expect(pool.filter(({ domain }) => domain === id).length).toBeGreaterThanOrEqual(3 * KINDS.full.tasks[id]);
  });

  it('has namespaces and files that no two tasks share, unless they are the same', () => {
    const all = pool.flatMap(({ namespaces }) => namespaces);
    expect(all.filter((one, at) => all.indexOf(one) !== at)).toEqual([]);
    const files = pool.flatMap(({ start }) => Object.entries(start.files ?? {}));
    expect(files.filter(([name, text]) => files.some(([other, its]) => other === name && its !== text)).map(([name]) => name)).toEqual([]);
  });

  it('says where a task does not read', () => {
    const task = { line: 'rbac', parts: [17], minutes: 4, text: { ko: 'ㄱ', en: 'a' }, checks: [{ points: 1, check: ['pods : count == 1'] }], solution: ['true'], wrong: ['false'] };
    expect(taskOf(task, 'one', 'architecture').id).toBe('one');
    const faults: readonly (readonly [object, RegExp])[] = [
      [{ line: 'cooking' }, /line: write one of/], [{ line: 'dns' }, /line: dns belongs to networking/], [{ minutes: 0 }, /minutes/], [{ parts: [27] }, /parts/],
      [{ checks: [{ points: 0, check: [] }] }, /checks\[0\]/], [{ checks: [{ points: 1, check: ['pods is 3'] }] }, /checks\[0\]\.check: "pods is 3"/], [{ title: 'x' }, /title: is not known/], [{ text: { ko: '**ㄱ**', en: 'a' } }, /text: knows no/],
    ];
    for (const [change, words] of faults) expect(() => taskOf({ ...task, ...change }, 'one', 'architecture')).toThrow(words);
  });
});

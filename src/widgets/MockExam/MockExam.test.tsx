// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { marksOf } from '@site/src/exam/grade';
import { readPool } from '@site/src/exam/read';
import { taskIn } from '@site/src/exam/task';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { addSitting } from '@site/src/progress/change';
import { progressStore } from '@site/src/progress/store';
import { Choose } from './Choose';
import { Paper } from './Paper';
import { Report } from './Report';
import { Results } from './Results';
import { begin, chosen, clockOf, initialState, left, parseState, readSitting, saidOf, setOf, sittingOf, type ExamState } from './state';

vi.mock('@site/src/components/CurriculumMap/useWrittenParts', () => ({ useWrittenParts: () => new Map([['rbac', '/rbac'], ['storage', '/storage']]) }));

const all = readPool();
const pool = all.map((task) => taskIn(task, 'en'));
const inLanguage = (locale: Locale, children: React.ReactNode) => <LocaleContext value={locale}>{children}</LocaleContext>;
const begun = begin(pool, initialState, 1_000_000);
const set = setOf(pool, begun);
const parts = set.reduce((sum, { checks }) => sum + checks.length, 0);

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('before it begins', () => {
  it.each([['ko', '17문제, 2시간', '5문제'], ['en', '17 tasks, 2 hours', '5 tasks']] as const)('shows the set on the server too (%s)', (locale, kind, count) => {
    const tasks = all.map((task) => taskIn(task, locale));
    const html = renderToString(inLanguage(locale, <Choose state={initialState} set={setOf(tasks, initialState)} onChange={() => {}} onBegin={() => {}} />));
    expect(html).toContain(kind);
    expect(html).toContain(count);
  });

  it('takes a number as it is typed', () => {
    const onChange = vi.fn();
    render(inLanguage('en', <Choose state={initialState} set={set} onChange={onChange} onBegin={() => {}} />));
    fireEvent.change(screen.getByLabelText('Number of the set'), { target: { value: 'ab-12' } });
    expect(onChange).toHaveBeenCalledExactlyOnceWith(chosen('full', 'AB12'));
  });
});

describe('while it runs', () => {
  function show(state: ExamState) {
    let now = state;
    const draw = () => inLanguage('en', <Paper state={now} set={set} remaining={65_000} setState={(next) => { now = next(now); view.rerender(draw()); }} />);
    const view = render(inLanguage('en', null));
    view.rerender(draw());
    return () => now;
  }

  it('goes from task to task, and flags', () => {
    const state = show(begun);
    fireEvent.click(screen.getByRole('button', { name: 'Task 4' }));
    expect(screen.getByRole('region', { name: 'Task 4 of 17' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Flag' }));
    expect(screen.getByRole('button', { name: 'Task 4, flagged' })).toBeTruthy();
    expect(state().flags).toEqual([set[3]!.id]);
  });

  it('ends only after a question', () => {
    const state = show(begun);
    fireEvent.click(screen.getByRole('button', { name: 'End and grade' }));
    expect(screen.getByRole('alert').textContent).toContain('01:05 left');
    expect(state().ended).toBeNull();
    act(() => fireEvent.click(screen.getByRole('button', { name: 'Grade now' })));
    expect(state().ended).not.toBeNull();
  });
});

describe('the report', () => {
  it('says by domain what was missed, leads back to its parts, and has every solution', () => {
    const held = Array.from({ length: parts }, (_, at) => at % 2 === 0);
    const marks = marksOf(set, held);
    const type = vi.fn();
    render(inLanguage('en', <Report state={{ ...begun, ended: 1_000_000 + 30 * 60_000, held }} set={set} marks={marks} type={type} onAgain={() => {}} onAnother={() => {}} />));
    expect(screen.getByText('It took 30 minutes.')).toBeTruthy();
    expect(screen.getAllByText('Solution')).toHaveLength(17);
    expect(screen.getAllByRole('link', { name: 'Part 14: Volumes, PV, PVC, StorageClass' })[0]?.getAttribute('href')).toBe('/storage');
    fireEvent.click(screen.getAllByRole('button', { name: 'Type it for me', hidden: true })[0]!);
    expect(type).toHaveBeenCalledExactlyOnceWith(set[0]!.solution[0]);
  });
});

describe('earlier results', () => {
  it('are those of the reader’s record, and their sets can be taken again', () => {
    const at = Date.UTC(2026, 10, 29, 14, 45);
    expect(readSitting(sittingOf('KX26', at))).toEqual({ seed: 'KX26', begun: new Date(at) });
    progressStore.update((progress) => addSitting(progress, 'cka-prep', 'full', sittingOf('KX26', at), { storage: 85, workloads: 120, networking: 200, architecture: 250, troubleshooting: 100 }));
    const onTake = vi.fn();
    render(inLanguage('en', <Results page="cka-prep" onTake={onTake} />));
    expect(screen.getByText('75.5 / 100')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Choose KX26 again' }));
    expect(onTake).toHaveBeenCalledExactlyOnceWith('full', 'KX26');
  });
});

describe('what is kept', () => {
  it('is read back as it was', () => {
    for (const state of [begun, { ...begun, at: 3, flags: [set[2]!.id] }, { ...begun, ended: 2_000_000, held: Array.from({ length: parts }, () => true) }]) expect(parseState(JSON.parse(JSON.stringify(state)), pool)).toEqual(state);
  });

  it('of a link is the set alone', () => {
    expect(parseState({ kind: 'sprint', seed: 'AB12' }, pool)).toEqual(chosen('sprint', 'AB12'));
  });

  it('of a sitting with a task that is no more is the choice of its set', () => {
    expect(parseState({ ...begun, tasks: ['gone', ...begun.tasks.slice(1)] }, pool)).toEqual(initialState);
  });

  it('is nothing else', () => {
    for (const bad of [null, {}, { kind: 'long', seed: 'A' }, { kind: 'full', seed: 'a b' }, { ...begun, begun: 'now' }, { ...begun, held: [1] }, { ...begun, at: 0.5 }]) expect(parseState(bad, pool)).toBeUndefined();
  });
});

describe('the clock', () => {
  it('goes by the reader’s own time, whatever happened to the page', () => {
    expect(left(begun, 1_000_000 + 30 * 60_000)).toBe(90 * 60_000);
    expect(left(begun, 1_000_000 + 200 * 60_000)).toBe(0);
    expect([clockOf(0), clockOf(65_000), clockOf(5_400_001)]).toEqual(['00:00', '01:05', '1:30:01']);
    expect([saidOf(120 * 60_000), saidOf(59 * 60_000), saidOf(50_000)]).toEqual([null, 60, 1]);
  });
});

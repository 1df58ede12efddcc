import { describe, expect, it } from 'vitest';
import { Desk } from '@site/src/simulation/scenarios/terminal/desk';
import { ADDONS } from '@site/src/simulation/scenarios/terminal/addons';
import { ARGOCD } from '@site/src/simulation/scenarios/terminal/addons/argocd';
import { typeLine } from '@site/src/simulation/scenarios/terminal/type-line';
import type { Start } from '@site/src/simulation/scenarios/terminal/start';
import { runHelm } from '@site/src/simulation/tools/helm';
import { OPENAPI_SCHEMAS } from '@site/src/simulation/api/openapi/generated/all';
import { labIds, readLab } from './read';
import { labOf } from './lab';

const newDesk = (start: Start): Desk => new Desk(start, () => OPENAPI_SCHEMAS, () => runHelm, { ...ADDONS, argocd: ARGOCD });

/** Virtual seconds that a line or a check may take. */
const PATIENCE = 600;
const SECOND = 1_000_000;

const type = (desk: Desk, text: string): string => typeLine(desk, text, PATIENCE);

function holdsWithin(desk: Desk, seconds: number): boolean {
  for (let waited = 0; waited <= seconds; waited += 1) {
    const { held, report } = desk.report();
    if (held[0]?.every(Boolean) === true) return true;
    desk.ask({ kind: 'advance', until: report.picture.now + SECOND });
  }
  return false;
}

describe.each(labIds())('lab %s', (id) => {
  const lab = readLab(id);

  it('is reached by its solutions, step by step, and not by what is wrong', { timeout: 300_000 }, () => {
    const desk = newDesk(lab.start);
    for (const step of lab.steps) {
      const checks = { kind: 'checks', checks: [step.check], fresh: true } as const;
      if (step.broken !== undefined) desk.ask({ kind: 'broken', lines: step.broken });
      // Before anything is done.
      expect(desk.ask(checks).held[0]?.every(Boolean), `${step.id} holds before anything is done`).toBe(false);
      const { report, shell } = desk.report();
      const astray = newDesk(lab.start);
      astray.ask({ kind: 'restore', log: report.log, at: report.picture.now, shell });
      expect(astray.report().report.log, `${step.id}: a replay takes other steps`).toEqual(report.log);
      astray.ask(checks);
      const wrongSaid = step.wrong.map((line) => type(astray, line));
      expect(holdsWithin(astray, 30), `${step.id} is passed by what is wrong: ${wrongSaid.join('')}`).toBe(false);
      const said = step.solution.map((line) => type(desk, line));
      expect(holdsWithin(desk, PATIENCE), `${step.id} is not reached: ${JSON.stringify(desk.report().held)} ${said.join('')}`).toBe(true);
    }
  });
});

describe('a lab that does not read', () => {
  const step = { id: 'one', text: { ko: 'ㄱ', en: 'a' }, check: ['pods : count == 1'], hints: [{ ko: 'ㄱ', en: 'a' }, { ko: 'ㄴ', en: 'b' }], solution: ['true'], wrong: ['false'] };
  const lab = { title: { ko: 'ㄱ', en: 'a' }, goal: { ko: 'ㄱ', en: 'a' }, real: { ko: 'ㄱ', en: 'a' }, steps: [step] };

  it.each([
    [{ ...lab, steps: [] }, /steps: write at least one/],
    [{ ...lab, steps: [{ ...step, check: ['pods is 3'] }] }, /steps\[0\]\.check: "pods is 3"/],
    [{ ...lab, steps: [{ ...step, hints: [] }] }, /steps\[0\]\.hints: write two/],
    [{ ...lab, steps: [{ ...step, text: 'x' }] }, /steps\[0\]\.text/],
    [{ ...lab, start: { manifest: '' } }, /start\.manifest: is not known/],
    [{ ...lab, steps: [step, step] }, /steps\[1\]\.id/],
  ])('says where', (value, words) => {
    expect(() => labOf(value)).toThrow(words);
  });

  it('and one that does', () => {
    expect(labOf(lab).steps[0]?.id).toBe('one');
  });
});

import { describe, expect, it } from 'vitest';
import { Desk } from '@site/src/simulation/scenarios/terminal/desk';
import { ADDONS } from '@site/src/simulation/scenarios/terminal/addons';
import { typeLine } from '@site/src/simulation/scenarios/terminal/type-line';
import { heldSince, isSteady, startOf } from '@site/src/simulation/scenarios/incidents/incident';
import { INCIDENTS } from '.';
import type { BothCause, BothIncident } from './texts';

const SECOND = 1_000_000;
/** Seconds between two looks. */
const LOOK = 4;

function broken(incident: BothIncident, cause: BothCause): Desk {
  const desk = new Desk(startOf(incident, cause), undefined, undefined, ADDONS);
  desk.ask({ kind: 'checks', checks: [incident.check], fresh: true });
  return desk;
}

/** Whether it works, for as long as it has to, within so many virtual seconds. */
function worksWithin(desk: Desk, steady: number, seconds: number): boolean {
  let since: number | null = null;
  for (let waited = 0; waited <= seconds; waited += LOOK) {
    const { held, report } = desk.report();
    since = heldSince(since, held[0]?.every(Boolean) === true, report.picture.now);
    if (isSteady(since, report.picture.now, steady)) return true;
    desk.ask({ kind: 'advance', until: report.picture.now + LOOK * SECOND });
  }
  return false;
}

const follow = (desk: Desk, cause: BothCause): string => cause.path.map(({ line }) => `$ ${line}\n${typeLine(desk, line)}`).join('');

describe.each(INCIDENTS.map((incident) => [incident.id, incident] as const))('incident %s', (_, incident) => {
  it('has at least three causes, and choices with names of their own', () => {
    expect(incident.causes.length).toBeGreaterThanOrEqual(3);
    const ids = [...incident.causes, ...incident.lures].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('works as long as nothing is broken', { timeout: 60_000 }, () => {
    const desk = new Desk(incident.start, undefined, undefined, ADDONS);
    for (const line of incident.wanted ?? []) typeLine(desk, line);
    desk.ask({ kind: 'checks', checks: [incident.check], fresh: true });
    expect(worksWithin(desk, incident.steady, 180), JSON.stringify(desk.report().held)).toBe(true);
  });

  it.each(incident.causes.map((cause) => [cause.id, cause] as const))('by %s: broken for as long as nobody mends it, and mended by its own remedy alone', { timeout: 120_000 }, (id, cause) => {
    expect(worksWithin(broken(incident, cause), incident.steady, 240), `${id} mends itself`).toBe(false);
    for (const other of incident.causes.filter((one) => one !== cause)) {
      const desk = broken(incident, cause);
      const said = follow(desk, other);
      expect(worksWithin(desk, incident.steady, 60 + incident.steady), `${id} by the remedy of ${other.id}: ${said}`).toBe(cause.mendedBy?.includes(other.id) === true);
    }
    const desk = broken(incident, cause);
    const said = follow(desk, cause);
    expect(worksWithin(desk, incident.steady, 300), `${id} is not mended: ${JSON.stringify(desk.report().held)} ${said}`).toBe(true);
  });
});

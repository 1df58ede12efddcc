// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { closeConnection, openConnection } from './edits';
import { ENDS, endNamed, portOf, readPolicies, ruleCount, verdictsOf } from './network';
import PolicyTester from './PolicyTester';
import { goalOf, PRESET_IDS, PRESETS, type Preset, type Start } from './presets';
import { parseState, startOf, takeOver } from './state';

const page = (preset?: Preset, locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <PolicyTester preset={preset} />
  </LocaleContext>
);
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const verdictIn = (yaml: string, row: number, column: number) => verdictsOf(readPolicies(yaml).policies, true, 'own')[row]![column]!;

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('PolicyTester', () => {
  it('shows on the server what decided at each end', () => {
    expect(renderToString(page())).toContain('Selected by shop/default-deny, and no rule of a policy that selects it allows this connection.');
    expect(renderToString(page())).toContain('Rule 1 of shop/api-from-web allows it.');
    expect(renderToString(page(undefined, 'ko'))).toContain('shop/api-from-web의 1번째 규칙이 허용합니다.');
  });

  it('opens a connection by a press, takes it back, and says where a press is not enough', () => {
    render(page());
    press('Open this connection');
    expect(screen.getByText('web → api (TCP 8000): passes.')).toBeTruthy();
    press('Refuse this connection');
    expect(screen.getByText('web → api (TCP 8000): refused.')).toBeTruthy();
    press('gateway to dns: passes');
    press('Refuse this connection');
    expect(screen.getByRole('button', { name: 'internet to dns: no way in' })).toBeTruthy();
  });

  it('without a plug-in that enforces, everything passes', () => {
    render(page());
    fireEvent.change(screen.getByLabelText('Network plug-in'), { target: { value: 'no' } });
    expect(screen.getByText(/nothing enforces them/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'guest to db: passes' })).toBeTruthy();
  });

  it('each press opens exactly its connection, and the next one restores the text’s verdicts', () => {
    const start = PRESETS.explore.yaml;
    const before = verdictsOf(readPolicies(start).policies, true, 'own').flat().map(({ allowed }) => allowed);
    ENDS.forEach((from, row) => ENDS.forEach((to, column) => {
      const verdict = verdictIn(start, row, column);
      if (verdict.allowed) return;
      const opened = openConnection(start, from, to, portOf(to, 'own'), verdict);
      expect(readPolicies(opened).problems).toEqual([]);
      expect(verdictIn(opened, row, column).allowed).toBe(true);
      const closed = closeConnection(opened, from, to, verdictIn(opened, row, column));
      expect('yaml' in closed && verdictsOf(readPolicies(closed.yaml).policies, true, 'own').flat().map(({ allowed }) => allowed)).toEqual(before);
    }));
  });

  it('names the policies that would have to be edited', () => {
    const { yaml } = PRESETS.both;
    expect(closeConnection(yaml, endNamed('internet'), endNamed('internet'), verdictIn(yaml, 6, 6))).toEqual({ allowedBy: [] });
    const both = `${yaml}---\n${yaml.replace('name: api-from-web-anywhere', 'name: web-out').replace('app: api}', 'app: web}').replace('ingress:', 'egress:').replace('from:', 'to:')}`;
    expect(closeConnection(both, endNamed('web'), endNamed('api'), verdictIn(both, 0, 1))).toEqual({ allowedBy: ['shop/api-from-web-anywhere'] });
  });

  it('each challenge starts off its goal, and its answer is on it with no more rules', () => {
    const right = (id: Preset, yaml: string) => verdictsOf(readPolicies(yaml).policies, true, 'own').every((row, i) => row.every(({ allowed }, j) => allowed === goalOf(id)![i]![j]));
    for (const id of PRESET_IDS) {
      const { goal, yaml }: Start = PRESETS[id];
      if (goal === undefined) continue;
      expect(right(id, yaml), id).toBe(false);
      expect(readPolicies(goal.solution).problems, id).toEqual([]);
      expect(right(id, goal.solution), id).toBe(true);
    }
    expect(ruleCount(readPolicies(PRESETS.tiers.goal.solution).policies)).toBe(4);
  });

  it('shows a mistake at its line, in the API server’s words', () => {
    const { problems } = readPolicies(PRESETS.explore.yaml.replace('policyTypes: [Ingress, Egress]', 'policyTypes: [In]'));
    expect(problems).toMatchObject([{ line: 8, message: 'spec.policyTypes[0]: Unsupported value: "In": supported values: "Ingress", "Egress"' }]);
  });

  it('takes presets and manifests from the page, and reads back what it stores and nothing else', () => {
    expect(takeOver({ preset: 'tiers' }, startOf('explore'))).toEqual(startOf('tiers'));
    expect(takeOver({ text: 'x' }, startOf('explore'))?.yaml).toBe('x');
    for (const id of PRESET_IDS) expect(parseState(JSON.parse(JSON.stringify(startOf(id))))).toEqual(startOf(id));
    for (const bad of [null, { ...startOf('explore'), from: 'x' }, { ...startOf('explore'), port: 'TCP 1' }, { ...startOf('explore'), enforced: 1 }]) expect(parseState(bad)).toBeUndefined();
  });

  it('shows the way of a connection, and how long a name takes where the DNS is shut off', async () => {
    render(page());
    const more = screen.getByText(/^The way of this connection/).closest('details')!;
    more.open = true;
    fireEvent(more, new Event('toggle'));
    expect(await screen.findAllByText(/dropped at egress \(shop\/default-deny\)/, undefined, { timeout: 30_000 })).toHaveLength(4);
    expect(screen.getByText('exit code 6, after 20 s')).toBeTruthy();
    press('internet to web: no way in');
    expect(screen.getByText(/neither the cluster’s DNS/)).toBeTruthy();
  });
});

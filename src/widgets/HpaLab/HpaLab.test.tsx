// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import HpaLab from './HpaLab';
import { outcomeOf } from './outcome';
import { PAR_NODE_HOURS, PRESET_IDS } from './presets';
import { runLab } from './run';
import { parseState, startOf, takeOver, withGate, withYaml } from './state';

const page = (preset?: 'spike' | 'flap' | 'queue', locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <HpaLab preset={preset} />
  </LocaleContext>
);
const move = (label: RegExp, value: number) => fireEvent.change(screen.getByRole('slider', { name: label }), { target: { value: String(value) } });

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('HpaLab', () => {
  it('shows a decision with its arithmetic on the server, in both languages', () => {
    expect(renderToString(page())).toContain('2 ready Pods use 500m on average, 200% of the request; 4.00 times the target of 50%');
    expect(renderToString(page(undefined, 'ko'))).toContain('1.00배는 0.90배와 1.10배 사이');
  });

  it('moves through the looks, and follows a load that is changed on the keyboard', () => {
    render(page());
    move(/^Time \d/, 21);
    expect(screen.getByText('5:15: from 8 to 9 replicas.')).toBeTruthy();
    move(/^Load at minute 5/, 25);
    move(/^Time \d/, 20);
    expect(screen.getByText('5:00: within the tolerance, so 2 stay.')).toBeTruthy();
  });

  it('draws with a pointer, also what a quick stroke skips', () => {
    const { container } = render(page());
    const plot = container.querySelector('[data-draws]')!;
    plot.getBoundingClientRect = () => ({ left: 0, top: 0, width: 300, height: 100 }) as DOMRect;
    fireEvent.pointerDown(plot, { clientX: 0, clientY: 100, buttons: 1, pointerId: 1 });
    fireEvent.pointerMove(plot, { clientX: 50, clientY: 0, buttons: 1, pointerId: 1 });
    fireEvent.pointerUp(plot, { pointerId: 1 });
    expect(screen.getByRole('slider', { name: /^Load at minute 10/ })).toHaveProperty('value', '300');
    move(/^Time \d/, 20);
    expect(screen.getByRole('slider', { name: /^Load at minute 5/ })).toHaveProperty('value', '150');
  });

  it('loses nothing of a stroke whose moves come faster than the screen is drawn', () => {
    const { container } = render(page());
    const plot = container.querySelector('[data-draws]')!;
    plot.getBoundingClientRect = () => ({ left: 0, top: 0, width: 300, height: 100 }) as DOMRect;
    act(() => {
      fireEvent.pointerDown(plot, { clientX: 0, clientY: 100, buttons: 1, pointerId: 1 });
      for (const clientX of [100, 200, 300]) fireEvent.pointerMove(plot, { clientX, clientY: 100, buttons: 1, pointerId: 1 });
    });
    expect(screen.getByRole('img', { name: /between 2 and 2 Pods/ })).toBeTruthy();
  });

  it('keeps the autoscaler at work while the text is refused, as the API server does', () => {
    const broken = withYaml(startOf('spike'), startOf('spike').yaml.replace('maxReplicas: 20', 'maxReplicas: 1'));
    expect(broken.applied).toBe(startOf('spike').applied);
    expect(runLab(broken)).toEqual(runLab(startOf('spike')));
    expect(withYaml(broken, startOf('flap').yaml).applied).toBe(startOf('flap').yaml);
  });

  it('takes zero replicas only with the gate', () => {
    const off = withGate(startOf('queue'), false);
    expect(off.applied).not.toContain('minReplicas: 0');
    expect(withGate(off, true).applied).toContain('minReplicas: 0');
  });

  it('takes presets and manifests from the page, and reads back what it stores and nothing else', () => {
    expect(takeOver({ preset: 'flap' }, startOf('spike'))).toEqual(startOf('flap'));
    expect(takeOver({ text: startOf('slow').yaml }, startOf('spike'))?.applied).toBe(startOf('slow').yaml);
    for (const id of PRESET_IDS) expect(parseState(JSON.parse(JSON.stringify(startOf(id))))).toEqual(startOf(id));
    for (const bad of [null, { ...startOf('spike'), load: [1] }, { ...startOf('spike'), limit: 100 }, { ...startOf('spike'), at: 0 }, { ...startOf('spike'), applied: 'kind: Pod' }]) expect(parseState(bad)).toBeUndefined();
  });
});

describe('the starts show what they are about', () => {
  const scales = (id: Parameters<typeof startOf>[0]) => runLab(startOf(id)).filter(({ scaleTo }) => scaleTo !== null);

  it('spike: shrinks more than five minutes after the rush', () => {
    const down = scales('spike').find(({ replicas, scaleTo }) => (scaleTo ?? 0) < replicas);
    expect(down!.at).toBeGreaterThan(12 * 60 + 240);
  });

  it('flap: the window takes the teeth away', () => {
    const calm = withYaml(startOf('flap'), startOf('flap').yaml.replace('Seconds: 0', 'Seconds: 300'));
    expect(runLab(calm).filter(({ scaleTo }) => scaleTo !== null).length).toBeLessThan(scales('flap').length / 2);
  });

  it('ceiling: never grows while requests are lost', () => {
    expect(scales('ceiling')).toEqual([]);
    expect(runLab(startOf('ceiling')).some(({ lost }) => lost > 50)).toBe(true);
  });

  it('warmup: a readiness probe keeps it from growing to the maximum', () => {
    const most = (probe: boolean) => Math.max(...runLab({ ...startOf('warmup'), probe }).map(({ replicas }) => replicas));
    expect(most(false)).toBe(20);
    expect(most(true)).toBeLessThan(8);
  });

  it('goal: misses what is asked for as it starts, and there is a way to meet it all', () => {
    expect(outcomeOf(runLab(startOf('goal'))).slow).toBeGreaterThan(1000);
    const yaml = startOf('goal').yaml.replace('averageUtilization: 80', 'averageUtilization: 50').replace('Seconds: 0', 'Seconds: 300');
    const better = outcomeOf(runLab({ ...withYaml(startOf('goal'), yaml), request: 900, limit: 1000 }));
    expect(better.slow).toBeLessThan(1);
    expect(better.flaps).toBe(0);
    expect(better.nodeHours).toBeLessThanOrEqual(PAR_NODE_HOURS);
    // Twice the fewest nodes for the whole hour would not do.
    expect(PAR_NODE_HOURS).toBeLessThan(2);
  });

  it('flap: counts as flapping until the window is there', () => {
    expect(outcomeOf(runLab(startOf('flap'))).flaps).toBeGreaterThan(5);
    expect(outcomeOf(runLab(withYaml(startOf('flap'), startOf('flap').yaml.replace('Seconds: 0', 'Seconds: 300')))).flaps).toBe(0);
  });

  it('queue: falls asleep and wakes', () => {
    expect(scales('queue').some(({ scaleTo }) => scaleTo === 0)).toBe(true);
    expect(scales('queue').some(({ replicas }) => replicas === 0)).toBe(true);
  });
});

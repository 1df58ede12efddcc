// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { EXAM_ORDERS } from '@site/src/simulation/scenarios/exam-time';
import ExamTime from './ExamTime';
import { parseState, resultOf, TASKS } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <ExamTime />
  </LocaleContext>
);

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('ExamTime', () => {
  it('fails in the order given, on the server and in both languages', () => {
    expect(renderToString(page('ko'))).toContain('합격선 66점에 못 미칩니다');
    expect(renderToString(page('en'))).toContain('below the pass mark of 66');
  });

  it('passes by points per minute with the same minutes', () => {
    render(page());
    fireEvent.click(screen.getByLabelText('points per minute'));
    expect(screen.getByText(/77 points, above the pass mark/)).toBeTruthy();
  });

  it('has points by the weights of the curriculum', () => {
    const sum = (domain: string) => TASKS.filter((task) => task.domain === domain).reduce((total, { points }) => total + points, 0);
    expect(['troubleshooting', 'architecture', 'network', 'workloads', 'storage'].map(sum)).toEqual([30, 25, 20, 15, 10]);
  });

  it('fails in all three orders once 30 minutes are lost', () => {
    expect(EXAM_ORDERS.map((order) => resultOf({ order, lost: '30' }).points)).toEqual([45, 63, 65]);
  });

  it('reads what was stored, and nothing else', () => {
    expect(parseState({ order: 'shortest-first', lost: '30' })).toEqual({ order: 'shortest-first', lost: '30' });
    for (const bad of [null, {}, { order: 'random', lost: '0' }, { order: 'as-given', lost: 30 }]) expect(parseState(bad)).toBeUndefined();
    expect(resultOf({ order: 'as-given', lost: '0' }).points).toBeLessThan(66);
  });
});

// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { PARTS, QUESTION_IDS } from './course';
import { evidenceMessages } from './evidence';
import { parts as curriculum } from '@site/src/curriculum/parts';
import RoutePlanner from './RoutePlanner';

const written = vi.hoisted(() => ({ slugs: [] as string[] }));
vi.mock('@site/src/components/CurriculumMap/useWrittenParts', () => ({ useWrittenParts: () => new Map(written.slugs.map((slug) => [slug, `/${slug}`])) }));

const show = (locale: Locale = 'en') =>
  render(
    <LocaleContext value={locale}>
      <RoutePlanner />
    </LocaleContext>,
  );
const plan = () => screen.getByRole('group', { name: /Plan week by week/ });
const rate = (question: RegExp, rating: string) => fireEvent.click(within(screen.getAllByRole('group', { name: question })[0]!).getByRole('radio', { name: rating }));
const startOn = (day: string) => fireEvent.change(screen.getByLabelText('First day'), { target: { value: day } });

beforeEach(() => {
  written.slugs = curriculum.map(({ slug }) => slug);
  window.localStorage.clear();
  window.history.replaceState(null, '', '/page');
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('RoutePlanner', () => {
  it('counts weeks and names no date on the server', () => {
    const html = renderToString(
      <LocaleContext value="ko">
        <RoutePlanner />
      </LocaleContext>,
    );
    expect(html).toContain('1주차');
    expect(html).toContain('빈틈이 없으면 29주, 지금 답으로는 33주입니다.');
    expect(html).not.toMatch(/20\d\d년|\d월/);
  });

  it('has a line of evidence for every part in both languages', () => {
    expect(evidenceMessages.ko.can).toHaveLength(PARTS.length);
    expect(evidenceMessages.en.can).toHaveLength(PARTS.length);
  });

  it('asks ten questions beside the goal', () => {
    show();
    // One question stands above the picture as well.
    expect(document.querySelectorAll('fieldset')).toHaveLength(2 + QUESTION_IDS.length);
  });

  it('pulls the plan forward when a gap is closed, by the question or by its price', () => {
    show();
    expect(within(plan()).getAllByText(/wk later/).length).toBeGreaterThan(10);
    rate(/Tell refused from timed out/, 'can do');
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe('29 weeks without gaps, 32 weeks with these answers.');
    fireEvent.click(screen.getByRole('button', { name: /TLS/ }));
    fireEvent.click(screen.getByRole('button', { name: /Processes/ }));
    expect(screen.getByText(/Nothing is pushed back/)).toBeTruthy();
    expect(within(plan()).queryByText(/wk later/)).toBeNull();
  });

  it('follows the goal and the hours', () => {
    show();
    fireEvent.click(screen.getByRole('radio', { name: 'developer' }));
    expect(within(plan()).queryByText(/Part 20/)).toBeNull();
    fireEvent.change(screen.getByRole('slider'), { target: { value: '20' } });
    expect(screen.getByText(/The developer track: 19 parts/).textContent).toContain('6 weeks including 1 of rest');
  });

  it('puts dates on the weeks once there is a first day, and lets a year be typed', () => {
    show();
    startOn('0002-01-04');
    expect(within(plan()).getByText('Week 1')).toBeTruthy();
    startOn('2027-01-04');
    expect(within(plan()).getByText('Week 1 · Jan 4 – Jan 10')).toBeTruthy();
    expect(within(plan()).getByText('Last day: Aug 22, 2027')).toBeTruthy();
  });

  it.each(['1900-01-01', '9999-12-31'])('says so when a plan cannot start on %s', (day) => {
    show();
    startOn(day);
    expect(screen.getByRole('alert').textContent).toBe('Choose a day between 2000 and 2099.');
    expect(within(plan()).getByText('Week 1')).toBeTruthy();
    startOn('2027-01-04');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('plans only the parts that can be read, and the others on demand, marked', () => {
    written.slugs = curriculum.slice(0, 3).map(({ slug }) => slug);
    show();
    expect(within(plan()).queryByText(/Part 4/)).toBeNull();
    expect(within(plan()).getByText(/22 parts are not out yet/)).toBeTruthy();
    fireEvent.click(screen.getByRole('checkbox', { name: /not out yet/ }));
    expect(within(plan()).getAllByText(/Part 4/).length).toBeGreaterThan(0);
    expect(within(plan()).getAllByText('(not out yet)').length).toBeGreaterThan(20);
  });

  it('keeps what has been done over a reload and a change of language', () => {
    show();
    fireEvent.click(within(plan()).getByRole('checkbox', { name: /PID 1/ }));
    expect(within(plan()).getByText('done 1 of 25')).toBeTruthy();
    cleanup();
    show('ko');
    expect(screen.getByText('해낸 것 1 / 25')).toBeTruthy();
  });

  it('saves a calendar with one event a week, only when there is a first day', async () => {
    const made: Blob[] = [];
    URL.createObjectURL = vi.fn((blob: Blob) => {
      made.push(blob);
      return 'blob:plan';
    });
    URL.revokeObjectURL = vi.fn();
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    show();
    const button = screen.getByRole('button', { name: /\.ics/ }) as HTMLButtonElement;
    expect(button.getAttribute('aria-disabled')).toBe('true');
    startOn('2027-01-04');
    fireEvent.click(button);
    expect(click).toHaveBeenCalledOnce();
    const text = (await made[0]!.text()).replaceAll('\r\n ', '');
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(33);
    expect(text).toContain('DTSTART;VALUE=DATE:20270104\r\nDTEND;VALUE=DATE:20270111\r\nSUMMARY:Week 1 · Processes\\, Part 1: Why Kubernetes\\, Part 2: Cluster architecture\r\n');
    expect(new Set(text.match(/UID:.*/g)).size).toBe(33);
  });
});

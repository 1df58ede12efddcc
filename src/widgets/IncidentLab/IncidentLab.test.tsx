// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { INCIDENTS } from '@site/src/incidents';
import { incidentIn } from '@site/src/incidents/texts';
import { causeOf, choicesOf } from '@site/src/simulation/scenarios/incidents/incident';
import { Case } from './Case';
import { Choose } from './Choose';
import { Result } from './Result';
import { begin, chosen, givenUp, parseState, readCode, scoreOf, withGuess, withMended, type IncidentState } from './state';

const inLanguage = (locale: Locale, children: React.ReactNode) => <LocaleContext value={locale}>{children}</LocaleContext>;
const incidents = INCIDENTS.map((one) => incidentIn(one, 'en'));
const dns = incidents.find(({ id }) => id === 'dns')!;
const cause = causeOf(dns, 7);
const lure = choicesOf(dns, 7).find(({ id }) => id !== cause.id)!;
const begun = begin({ incident: 'dns', seed: 7 }, 1);
const none = () => {};

afterEach(cleanup);

describe('before it begins', () => {
  it.each(['ko', 'en'] as const)('lists the incidents on the server too (%s)', (locale) => {
    const texts = INCIDENTS.map((one) => incidentIn(one, locale));
    const html = renderToString(inLanguage(locale, <Choose incidents={texts} state={chosen('no-answer', 1)} solved={{}} onChoose={none} onBegin={none} />));
    for (const { title } of texts) expect(html).toContain(title.replace(/'/g, '&#x27;'));
    expect(html).toContain('no-answer-1');
  });

  it('takes a number that somebody tells, and says what is wrong with another', () => {
    const onChoose = vi.fn();
    render(inLanguage('en', <Choose incidents={incidents} state={chosen('no-answer', 1)} solved={{ dns: 305 }} onChoose={onChoose} onBegin={none} />));
    const field = screen.getByLabelText('Number of the incident');
    fireEvent.change(field, { target: { value: 'dns-12345' } });
    expect(onChoose).not.toHaveBeenCalled();
    expect(screen.getByRole('status').textContent).toContain('no such number');
    fireEvent.change(field, { target: { value: ' DNS-0042' } });
    expect(onChoose).toHaveBeenCalledExactlyOnceWith({ incident: 'dns', seed: 42 });
    expect(screen.getByText('best 5:05')).toBeTruthy();
  });
});

describe('while it goes on', () => {
  const show = (state: IncidentState, more: Partial<Parameters<typeof Case>[0]> = {}) =>
    render(inLanguage('en', <Case incident={dns} state={state} passed={65_000_000} held={[]} steadyFor={null} onHint={none} onGuess={none} onGiveUp={none} {...more} />));

  it('counts the time with what hints and guesses cost', () => {
    show({ ...begun, hints: 1, wrong: [lure.id] });
    expect(screen.getByText('7:05')).toBeTruthy();
    expect(screen.getByText(dns.causes.find(({ id }) => id === cause.id)!.hints[0].replace(/`/g, ''))).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Hint 2 (+3 min)' })).toBeTruthy();
  });

  it('takes a cause only once one is chosen', () => {
    const onGuess = vi.fn();
    show(begun, { onGuess });
    fireEvent.click(screen.getByRole('button', { name: 'This is the cause' }));
    expect(onGuess).not.toHaveBeenCalled();
    fireEvent.click(screen.getAllByRole('radio')[choicesOf(dns, 7).findIndex(({ id }) => id === cause.id)]!);
    fireEvent.click(screen.getByRole('button', { name: 'This is the cause' }));
    expect(onGuess).toHaveBeenCalledExactlyOnceWith(cause.id);
  });

  it('says how long it has held', () => {
    show(begun, { steadyFor: 12.4 });
    expect(screen.getByText('it does, for 12 of 20 seconds')).toBeTruthy();
  });
});

describe('a run', () => {
  it('is over once it works and its cause is named, in either order', () => {
    const named = withGuess(begun, cause.id, cause.id, 50_000_000);
    expect([named.named, named.ended]).toEqual([true, null]);
    expect(withMended(named, 90_000_000).ended).toBe(90_000_000);
    const mended = withMended(begun, 90_000_000);
    expect(mended.ended).toBeNull();
    const wrong = withGuess(mended, lure.id, cause.id, 100_000_000);
    expect([wrong.ended, wrong.wrong]).toEqual([null, [lure.id]]);
    const over = withGuess(wrong, cause.id, cause.id, 110_000_000);
    expect([over.ended, scoreOf(over, over.ended!)]).toEqual([110_000_000, 410]);
  });

  it('gets no time back by rewinding, and none counts that was given up', () => {
    expect(withMended({ ...begun, rewound: 30_000_000, named: true }, 60_000_000).ended).toBe(90_000_000);
    expect(givenUp(begun, 5)).toMatchObject({ ended: 5, gaveUp: true });
  });

  it('tells its cause, its cost, and the shortest path', () => {
    const over = withGuess(withMended({ ...begun, hints: 2 }, 90_000_000), cause.id, cause.id, 120_000_000);
    render(inLanguage('en', <Result incident={dns} state={over} onSame={none} onAnother={none} />));
    expect(screen.getByText('6:00')).toBeTruthy();
    expect(screen.getByText(/2:00 in the cluster, 2 hints \+4:00/)).toBeTruthy();
    expect(document.querySelectorAll('pre')).toHaveLength(cause.path.length);
  });
});

describe('what is kept', () => {
  it('is read back as it was, and a link is its incident and number alone', () => {
    for (const state of [begun, { ...begun, hints: 2, wrong: ['x'], named: true, mended: 5, ended: 9 }]) expect(parseState(JSON.parse(JSON.stringify(state)), incidents)).toEqual(state);
    expect(parseState({ incident: 'dns', seed: 7 }, incidents)).toEqual(chosen('dns', 7));
    for (const bad of [null, {}, { incident: 'gone', seed: 1 }, { incident: 'dns', seed: 10_000 }, { ...begun, hints: 3 }, { ...begun, wrong: [1] }, { ...begun, ended: -1 }]) expect(parseState(bad, incidents)).toBeUndefined();
    expect([readCode('dns-9999', incidents), readCode('no-answer-3', incidents), readCode('dns', incidents)]).toEqual([{ incident: 'dns', seed: 9999 }, { incident: 'no-answer', seed: 3 }, undefined]);
  });
});

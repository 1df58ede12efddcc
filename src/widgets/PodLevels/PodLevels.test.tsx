// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import PodLevels from './PodLevels';
import { FIELDS, initialState, parseState, type Field } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <PodLevels />
  </LocaleContext>
);
const turn = (...fields: Field[]) => fields.forEach((field) => fireEvent.click(screen.getByRole('checkbox', { name: FIELDS[field] })));
const RESTRICTED: Field[] = ['noEscalation', 'dropAll', 'nonRoot', 'seccomp'];

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('PodLevels', () => {
  it('shows on the server what an empty Pod lacks for restricted', () => {
    for (const locale of ['ko', 'en'] as const) expect(renderToString(page(locale))).toContain('allowPrivilegeEscalation != false (container &quot;hello&quot; must set securityContext.allowPrivilegeEscalation=false)');
    expect(renderToString(page('en'))).toContain('It passes up to baseline. Its container may still be root.');
    expect(renderToString(page('ko'))).toContain('baseline까지만 통과합니다');
  });

  it('passes everything with four fields, and root only with a user namespace', () => {
    render(page());
    turn('nonRoot');
    expect(screen.getByText('It passes up to baseline.')).toBeTruthy();
    turn('nonRoot', ...RESTRICTED);
    expect(screen.getByText('It passes all three levels.')).toBeTruthy();
    turn('rootUser');
    expect(screen.getByText('runAsUser=0 (pod must not set runAsUser=0)')).toBeTruthy();
    turn('nonRoot', 'ownUsers');
    expect(screen.getByText(/is root inside/)).toBeTruthy();
    turn('nonRoot');
    expect(screen.getByText(/will still not start/)).toBeTruthy();
  });

  it('has NET_BIND_SERVICE in restricted, NET_RAW and hostPath not even in baseline', () => {
    render(page());
    turn(...RESTRICTED, 'bind');
    expect(screen.getByText('It passes all three levels.')).toBeTruthy();
    turn('raw');
    expect(screen.getByText('It passes only privileged, which forbids nothing.')).toBeTruthy();
    turn('raw', 'hostPath');
    expect(screen.getByText('hostPath volumes (volume "logs")')).toBeTruthy();
    expect(screen.getByText('restricted volume types (volume "logs" uses restricted volume type "hostPath")')).toBeTruthy();
  });

  it('reads what was stored, and nothing else', () => {
    expect(parseState({ ...initialState, raw: true })).toEqual({ ...initialState, raw: true });
    expect(parseState({ ...initialState, raw: 1 })).toBeUndefined();
    expect(parseState(null)).toBeUndefined();
  });
});

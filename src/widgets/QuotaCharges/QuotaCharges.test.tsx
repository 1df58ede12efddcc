// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import QuotaCharges from './QuotaCharges';
import { MOST, parseState } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <QuotaCharges />
  </LocaleContext>
);
const create = (kind: string) => fireEvent.click(screen.getByRole('button', { name: kind }));
const refusal = 'exceeded quota: team-a, requested: requests.cpu=500m, used: requests.cpu=600m, limited: requests.cpu=1';

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('QuotaCharges', () => {
  it('shows on the server a refusal in the words of the API server', () => {
    expect(renderToString(page('ko'))).toContain(refusal);
    expect(renderToString(page('en'))).toContain(refusal);
  });

  it('charges the larger of containers and init containers, and wants requests stated', () => {
    render(page());
    create('requests 100m, init container 400m');
    expect(screen.getByText(/init-6 is accepted/)).toBeTruthy();
    expect(screen.getByText('1 / 1')).toBeTruthy();
    create('no requests');
    expect(screen.getByText('API server: pods "bare-7" is forbidden: failed quota: team-a: must specify requests.cpu for: app')).toBeTruthy();
  });

  it('charges finished Pods to count/pods only, until that is used up', () => {
    render(page());
    create('requests 300m, a Job that ends soon');
    create('requests 300m, a Job that ends soon');
    expect(screen.getByText('3 / 5')).toBeTruthy();
    expect(screen.getByText('6 / 6')).toBeTruthy();
    create('requests 200m');
    expect(screen.getByText(/requested: count\/pods=1, used: count\/pods=6, limited: count\/pods=6/)).toBeTruthy();
  });

  it('reads what was stored, and nothing else', () => {
    expect(parseState({ attempts: ['web', 'job'] })).toEqual({ attempts: ['web', 'job'] });
    for (const bad of [null, { attempts: ['cat'] }, { attempts: Array.from({ length: MOST + 1 }, () => 'web') }]) expect(parseState(bad)).toBeUndefined();
  });
});

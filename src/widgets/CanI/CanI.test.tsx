// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import CanI from './CanI';
import { initialState, parseState } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <CanI />
  </LocaleContext>
);
const choose = (name: string) => fireEvent.click(screen.getByRole('radio', { name }));

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('CanI', () => {
  it('shows on the server that a RoleBinding gives nothing at the cluster scope', () => {
    const refusal = 'User &quot;jane&quot; cannot list resource &quot;nodes&quot; in API group &quot;&quot; at the cluster scope';
    expect(renderToString(page('ko'))).toContain(refusal);
    expect(renderToString(page('en'))).toContain(refusal);
  });

  it('names the binding that allows, and the rule', () => {
    render(page());
    choose('min of group ops');
    expect(screen.getByText('Allowed. RBAC: allowed by ClusterRoleBinding "ops-view" of ClusterRole "viewer" to Group "ops"')).toBeTruthy();
    expect(screen.getAllByText('this rule allows it')).toHaveLength(1);
  });

  it('refuses a list where the rule has names, and a wrong API group', () => {
    render(page());
    choose('ServiceAccount ci');
    choose('get configmaps/web -n app');
    expect(screen.getByText(/^Allowed\. .*"ci-reads\/app"/)).toBeTruthy();
    choose('list configmaps -n app');
    expect(screen.getByText(/^Refused\. configmaps is forbidden/)).toBeTruthy();
    choose('list deployments.apps -n app');
    expect(screen.getByText(/^Refused\. deployments\.apps is forbidden.*in API group "apps"/)).toBeTruthy();
  });

  it('reads what was stored, and nothing else', () => {
    expect(parseState(initialState)).toEqual(initialState);
    expect(parseState({ who: 'root', ask: 'list nodes' })).toBeUndefined();
    expect(parseState({ who: 'jane', ask: 'toString' })).toBeUndefined();
    expect(parseState(null)).toBeUndefined();
  });
});

// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { readFileSync } from 'node:fs';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import AdmissionPipeline from './AdmissionPipeline';
import { PODS, POLICY } from './presets';
import { parseState, STARTS, takeOver, type Preset } from './state';
import { rowsOf, send } from './view';

const page = (locale: Locale = 'en', preset?: Preset) => (
  <LocaleContext value={locale}>
    <AdmissionPipeline preset={preset} />
  </LocaleContext>
);
const fates = (pod: string | null, policies: string, more: object = {}) => Object.fromEntries(rowsOf(send(pod, policies, { ...STARTS.open, ...more }).passed!).map(({ station, fate }) => [station, fate]));

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('AdmissionPipeline', () => {
  it('starts locked out, on the server and in both languages', () => {
    const refusal = 'failed calling webhook &quot;harden.kx.io&quot;: failed to call webhook: Post &quot;https://hooks.hooks.svc:443/harden?timeout=10s&quot;: dial tcp 10.96.40.7:443: connect: connection refused';
    expect(renderToString(page('ko'))).toContain(refusal);
    expect(renderToString(page('en'))).toContain(refusal);
    expect(renderToString(page('ko'))).toContain('변경 웹훅에서 거절됐습니다');
  });

  it('is opened by leaving the webhooks’ namespace out', () => {
    render(page());
    const list = screen.getByRole('list', { name: /The puzzle/ });
    expect(within(list).getAllByText('met')).toHaveLength(3);
    fireEvent.click(screen.getByLabelText('left out'));
    expect(screen.getByText('It passed every station and is stored.')).toBeTruthy();
    expect(within(list).getAllByText('met')).toHaveLength(5);
  });

  it('always lets a webhook configuration go', () => {
    render(page());
    fireEvent.click(screen.getByLabelText('delete a webhook configuration'));
    expect(screen.getByText(/can always be deleted/)).toBeTruthy();
  });

  it('waits for silent webhooks, and says how long', () => {
    render(page());
    fireEvent.click(screen.getByLabelText('no answer'));
    expect(screen.getByText(/kept it waiting for 10 s/)).toBeTruthy();
    fireEvent.click(screen.getByLabelText('Ignore'));
    expect(screen.getByText(/kept it waiting for 30 s/)).toBeTruthy();
  });

  it('shows where the request goes and what is changed on the way', () => {
    expect(fates(PODS.web, POLICY)).toEqual({ auth: 'passed', plugins: 'changed', policies: 'idle', webhooks: 'changed', again: 'changed', schema: 'passed', judges: 'passed', rules: 'passed', hooks: 'passed', quota: 'passed', stored: 'passed' });
    expect(fates(PODS.latest, POLICY)).toMatchObject({ rules: 'passed', hooks: 'refused', quota: 'unreached', stored: 'unreached' });
    expect(fates(PODS.latest, POLICY.replace('[Warn]', '[Deny]'))).toMatchObject({ judges: 'passed', rules: 'refused', hooks: 'unreached' });
    expect(fates(null, POLICY, { server: 'down' })).toMatchObject({ webhooks: 'idle', hooks: 'idle', stored: 'passed' });
    const [rule] = rowsOf(send(PODS.latest, POLICY, STARTS.open).passed!).flatMap(({ policies }) => policies).flatMap(({ rules }) => rules);
    expect(rule).toMatchObject({ value: false, message: 'every image needs a tag other than latest' });
  });

  it('shows CEL that does not compile at its line, in the server’s words', () => {
    const { policyProblems, policies } = send(PODS.web, POLICY.replace('object.spec', 'objekt.spec'), STARTS.open);
    expect(policies.map(({ kind }) => kind)).toEqual(['ValidatingAdmissionPolicyBinding']);
    expect(policyProblems[0]).toMatchObject({ line: 13, message: expect.stringContaining("undeclared reference to 'objekt'") });
  });

  it('takes the page’s policies beside its own or in their place, and reads back what it stores and nothing else', () => {
    const manifest = (name: string) => readFileSync(`docs/manifests/admission/${name}.yaml`, 'utf8');
    expect(takeOver({ text: manifest('no-latest') }, STARTS.locked)?.policies).toBe(manifest('no-latest'));
    expect(takeOver({ text: manifest('sidecar') }, STARTS.locked)?.policies).toBe(`${POLICY}---\n${manifest('sidecar')}`);
    expect(takeOver({ preset: 'open' }, STARTS.locked)).toEqual(STARTS.open);
    for (const start of Object.values(STARTS)) expect(parseState(JSON.parse(JSON.stringify(start)))).toEqual(start);
    expect(parseState({ ...STARTS.open, pod: null })?.pod).toBeNull();
    for (const bad of [null, {}, { ...STARTS.open, server: 'x' }, { ...STARTS.open, pod: 1 }, { ...STARTS.open, policies: 'x'.repeat(20_001) }, { ...STARTS.open, excludes: 'yes' }]) expect(parseState(bad)).toBeUndefined();
  });
});

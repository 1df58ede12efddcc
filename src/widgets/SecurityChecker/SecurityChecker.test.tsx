// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { CHECKS } from '@site/src/simulation/policy/pod-security';
import { checkText, LEVELS } from './check';
import { changedLines, diffLines } from '../parts/diff';
import { messages } from './messages';
import { PRESET_IDS, PRESETS } from './presets';
import SecurityChecker from './SecurityChecker';
import { parseState, startOf, takeOver, VERSIONS } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <SecurityChecker />
  </LocaleContext>
);

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('SecurityChecker', () => {
  it('shows on the server what fails in the plug-in’s words, and the patch', () => {
    const refusal = 'Error from server (Forbidden): pods &quot;hello&quot; is forbidden: violates PodSecurity &quot;restricted:latest&quot;: allowPrivilegeEscalation != false (container &quot;hello&quot; must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities';
    expect(renderToString(page())).toContain(refusal);
    expect(renderToString(page())).toContain('<span data-sign="+">+     runAsNonRoot: true');
    expect(renderToString(page('ko'))).toContain(refusal);
    expect(renderToString(page('ko'))).toContain('no_new_privs');
  });

  it('mends the text by a press, and then says that it passes', () => {
    render(page());
    fireEvent.click(screen.getByRole('button', { name: 'Apply the fix' }));
    expect(screen.getByText('It passes restricted.')).toBeTruthy();
    expect(screen.getByText('Nothing to mend.')).toBeTruthy();
  });

  it('each example is mended for each level and version, comments and all', () => {
    for (const id of PRESET_IDS) {
      for (const version of VERSIONS) {
        for (const level of LEVELS) {
          const { pod } = checkText(PRESETS[id], { level, version });
          if (pod!.evaluations[level].allowed) continue;
          expect(checkText(pod!.fixed!, { level, version }).pod!.evaluations[level].allowed, `${id} ${level} ${version}`).toBe(true);
        }
      }
    }
  });

  it('leaves what it does not have to touch', () => {
    const { pod } = checkText(`# first\n${PRESETS.web}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n`, { level: 'baseline', version: 'latest' });
    expect(changedLines(diffLines(`# first\n${PRESETS.web}`, pod!.fixed!.split('---\n')[0]!)).flatMap((line) => (line === null || line.sign === ' ' ? [] : [`${line.sign}${line.line.trim()}`]))).toEqual([
      '-securityContext: {runAsUser: 0, capabilities: {add: [NET_ADMIN]}}', '+securityContext: {runAsUser: 0}', '-hostPort: 80',
    ]);
  });

  it('refuses no workload, but warns', () => {
    expect(checkText(PRESETS.agent, { level: 'baseline', version: 'latest' }).pod).toMatchObject({
      kind: 'DaemonSet', at: 'spec.template',
      answer: 'Warning: would violate PodSecurity "baseline:latest": host namespaces (hostNetwork=true), hostPath volumes (volume "logs"), privileged (container "agent" must not set securityContext.privileged=true)',
    });
  });

  it('does not claim to mend what it cannot reach, and shows a mistake at its line', () => {
    const item = PRESETS.plain.split('\n').map((line, i) => `${i === 0 ? '- ' : '  '}${line}`).join('\n');
    const list = checkText(`apiVersion: v1\nkind: List\nitems:\n${item.trimEnd()}\n`, { level: 'restricted', version: 'latest' });
    expect(list.pod).toMatchObject({ name: 'hello', fixed: null });
    expect(checkText(PRESETS.plain.replace('containers:', 'contaners:'), { level: 'baseline', version: 'latest' })).toMatchObject({ pod: null, problems: [{ line: 7 }] });
  });

  it('explains every check in both languages', () => {
    for (const { id } of CHECKS) for (const { checks } of [messages.ko, messages.en]) expect(Object.keys(checks)).toContain(id);
  });

  it('shows what code in the Pod can do, and how fields take it away', () => {
    render(page());
    fireEvent.click(screen.getByLabelText('what an attacker can do'));
    expect(screen.getByText('Of seven attempts 4 succeed, and 0 by way of setuid. Change a field, and they are counted again.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Apply the fix' }));
    fireEvent.click(screen.getByLabelText('1000'));
    fireEvent.click(screen.getByLabelText('from 1024 (kernel default)'));
    expect(screen.getByText('Of seven attempts 1 succeed, and 0 by way of setuid. Change a field, and they are counted again.')).toBeTruthy();
    expect(renderToString(page('ko'))).toContain('공격자가 할 수 있는 일');
  });

  it('takes presets and manifests from the page, and reads back what it stores and nothing else', () => {
    expect(takeOver({ preset: 'agent' }, startOf('plain'))).toEqual(startOf('agent'));
    expect(takeOver({ text: 'x' }, startOf('plain'))?.text).toBe('x');
    for (const id of PRESET_IDS) expect(parseState(JSON.parse(JSON.stringify(startOf(id))))).toEqual(startOf(id));
    const { view: _v, imageUser: _u, portStart: _p, ...older } = startOf('plain');
    expect(parseState(older)).toEqual(startOf('plain'));
    for (const bad of [null, { ...startOf('plain'), view: 'x' }, { ...startOf('plain'), imageUser: 7 }, { ...startOf('plain'), level: 'x' }, { ...startOf('plain'), version: 'v1.1' }, { ...startOf('plain'), text: 1 }]) expect(parseState(bad)).toBeUndefined();
  });
});

// @vitest-environment jsdom
import { EditorView } from '@codemirror/view';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { Suspense } from 'react';
import { prerender } from 'react-dom/static.node';
import { text as readStream } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { MAX_MANIFEST_LENGTH } from '@site/src/simulation/api/manifest/limits';
import ManifestCheck from './ManifestCheck';
import { messages } from './messages';
import { PRESET_IDS, PRESETS } from './presets';
import { runCheck } from './run';
import { parseState, startOf, takeOver } from './state';

const page = (locale: Locale = 'en', preset = PRESET_IDS[0]!) => (
  <LocaleContext value={locale}>
    <Suspense>
      <ManifestCheck preset={preset} />
    </Suspense>
  </LocaleContext>
);
const show = async (locale: Locale = 'en') => {
  await act(async () => {
    render(page(locale));
  });
  await screen.findByRole('listbox');
};

beforeEach(() => {
  window.localStorage.clear();
  // jsdom does not lay out.
  Element.prototype.scrollIntoView = () => undefined;
});
afterEach(cleanup);

describe('ManifestCheck', () => {
  it('shows on the server what is wrong in the server’s words and what is stored', async () => {
    for (const locale of ['ko', 'en'] as const) {
      const html = await readStream((await prerender(page(locale))).prelude);
      expect(html).toContain('Invalid value: 80800: must be between 1 and 65535, inclusive');
      expect(html).toContain('targetPort: 80');
      expect(html).toContain(messages[locale].preset.mistakes);
    }
  });

  it('tells what each line means, by mouse and by keyboard, with one tab stop', async () => {
    await show();
    const lines = screen.getByRole('listbox', { name: 'Service web as it is stored' });
    const chosen = () => lines.querySelector('[aria-selected="true"]')!;
    fireEvent.click(screen.getByRole('option', { name: 'targetPort: 80, default' }));
    // Below the lines, and in the list of all.
    expect(screen.getAllByText(/The same as port where nothing is said/)).toHaveLength(2);
    fireEvent.keyDown(lines, { key: 'ArrowDown' });
    expect(chosen().textContent).toContain('selector:');
    fireEvent.keyDown(lines, { key: 'Home' });
    expect(chosen().textContent).toContain('apiVersion: v1');
    expect(lines.getAttribute('aria-activedescendant')).toBe(chosen().id);
    expect(lines.querySelectorAll('[tabindex]').length).toBe(0);
  });

  it('follows the text, and keeps it', async () => {
    await show();
    const editor = EditorView.findFromDOM(await waitFor(() => document.querySelector<HTMLElement>('.cm-editor')!))!;
    const mended = PRESETS.mistakes.replace('Web_App', 'web').replace('www', 'web').replace('80800', '8080').replace('512Mi', '128Mi');
    await act(async () => editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: mended } }));
    await waitFor(() => expect(screen.getByText('All is taken. Objects: 2.')).toBeTruthy());
    expect(screen.getByRole('option', { name: 'Deployment web (line 1)' })).toBeTruthy();
    cleanup();
    await show();
    expect(screen.getByText('All is taken. Objects: 2.')).toBeTruthy();
  });

  it('shows what kubectl prints', async () => {
    await show();
    fireEvent.click(screen.getByRole('radio', { name: 'What kubectl prints' }));
    const printed = screen.getByRole('group', { name: 'What kubectl prints' }).textContent;
    expect(printed).toContain('service/web created');
    expect(printed).toContain('The Deployment "Web_App" is invalid: \n* metadata.name: Invalid value: "Web_App"');
    expect(printed).toContain('(exit code 1)');
  });

  it('lists everything that was added', async () => {
    await show('ko');
    expect(screen.getByText(/서버가 더한 것과 그 뜻/)).toBeTruthy();
    expect(screen.getByText('적지 않으면 port와 같습니다. 컨테이너가 다른 포트에서 들으면 연결이 거절됩니다.')).toBeTruthy();
  });

  it('has examples that do what their names say', async () => {
    const found = Object.fromEntries(await Promise.all(PRESET_IDS.map(async (id) => [id, await runCheck(PRESETS[id])] as const)));
    const codes = (id: string) => found[id]!.problems.map(({ code }) => code);
    expect(found['mistakes']!.problems).toHaveLength(4);
    expect(found['good']!.problems).toEqual([]);
    expect(codes('types')).toEqual(['wrongType', 'wrongType', 'unknownField', 'wrongType']);
    expect(codes('yaml')).toEqual(['unrenderedTemplate', 'tabIndentation', 'yamlSyntax', 'fieldError', 'duplicateKey']);
    expect(codes('old')).toEqual(['removedVersion', 'removedVersion', 'removedVersion', 'unknownKind', 'apiWarning']);
    expect(found['custom']!.objects.map(({ name }) => name)).toEqual(['backups.example.com', 'nightly']);
    expect(found['custom']!.problems.length).toBeGreaterThan(0);
    expect(found['database']!.objects.map(({ name }) => name)).toEqual(['databases.example.com', 'orders']);
    expect(found['database']!.problems.map(({ message }) => message).join('\n')).toMatch(/Unsupported value: "mongodb"[^]*replicas must be odd[^]*unknown field "spec\.replica"/);
  });

  it('takes presets and manifests from the page, and reads back what it stores and nothing else', () => {
    expect(takeOver({ preset: 'good' }, startOf('old'))).toEqual(startOf('good'));
    expect(takeOver({ text: 'x' }, { ...startOf('old'), at: 3 })).toEqual({ ...startOf('old'), text: 'x', at: 0 });
    for (const id of PRESET_IDS) expect(parseState(JSON.parse(JSON.stringify(startOf(id))))).toEqual(startOf(id));
    const start = startOf('good');
    for (const bad of [null, 1, { ...start, view: 'x' }, { ...start, at: -1 }, { ...start, at: 0.5 }, { ...start, text: 'a'.repeat(MAX_MANIFEST_LENGTH + 1) }]) expect(parseState(bad)).toBeUndefined();
  });
});

// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import SchemaFate from './SchemaFate';
import { initialState, outcome, parseState } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <SchemaFate />
  </LocaleContext>
);

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('SchemaFate', () => {
  it('shows on the server that the unknown field is gone', () => {
    expect(renderToString(page('ko'))).toContain('경고와 함께 버려졌고');
    expect(renderToString(page('en'))).toContain('was dropped with a warning');
  });

  it('drops and fills in, keeps, and refuses', () => {
    expect(outcome(initialState)).toEqual({ spec: { engine: 'postgres', replicas: 3 }, warnings: ['unknown field "spec.retention"'], refused: undefined });
    expect(outcome({ client: 'kubectl', unknown: 'keep', parent: 'empty' }).spec).toEqual({ engine: 'postgres', replicas: 3, retention: 30, storage: { size: '10Gi' } });
    // As recorded: validation/custom.json, custom-unknown.
    expect(outcome({ ...initialState, client: 'kubectl' }).refused).toBe('Database in version "v1" cannot be handled as a Database: strict decoding error: unknown field "spec.retention"');
  });

  it('follows its controls', () => {
    render(page());
    fireEvent.click(screen.getByLabelText('kubectl'));
    expect(screen.getByText(/refuses the whole request/)).toBeTruthy();
    fireEvent.click(screen.getByLabelText('preserved'));
    expect(screen.getByText(/stored as it came/)).toBeTruthy();
  });

  it('reads what was stored, and nothing else', () => {
    expect(parseState({ client: 'kubectl', unknown: 'keep', parent: 'none' })).toEqual({ client: 'kubectl', unknown: 'keep', parent: 'none' });
    expect(parseState({ client: 'curl', unknown: 'keep', parent: 'none' })).toBeUndefined();
    expect(parseState(null)).toBeUndefined();
  });
});

// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { CHALLENGE_IDS, CHALLENGES, wanted } from './challenges';
import { FORMS, readSelector, writeSelector } from './forms';
import { isSelected } from './PodTiles';
import { PODS, readLabels } from './pods';
import SelectorLab from './SelectorLab';
import { inForm, initialState, parseState, takeOver } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <SelectorLab />
  </LocaleContext>
);
const type = (selector: string) => fireEvent.change(screen.getByLabelText(/^Selector, as/), { target: { value: selector } });
const selectedBy = (selection: ReturnType<typeof wanted>) => PODS.filter(({ labels }) => { const read = readLabels(labels); return read.ok && isSelected(selection, read.labels); }).map(({ name }) => name);
const requirements = (text: string) => { const { selection } = readSelector('kubectl', text); return selection === undefined || selection === 'nothing' ? [] : selection; };

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('SelectorLab', () => {
  it('shows on the server who is selected and why', () => {
    expect(renderToString(page())).toContain('It selects 10 of 12 Pods. 3 of them fit because they lack a key.');
    expect(renderToString(page())).toContain('env notin (dev): env=dev');
    expect(renderToString(page('ko'))).toContain('키 env가 없어서 맞음');
  });

  it('refuses in the words of kubectl', () => {
    render(page());
    type('app in web');
    expect(screen.getByText(`Error from server (BadRequest): Unable to find "/v1, Resource=pods" that match label selector "app in web", field selector "": unable to parse requirement: found 'web' expected: '('`)).toBeTruthy();
    type('app=web,app=db');
    expect(screen.getByText(/selects no Pod/)).toBeTruthy();
  });

  it('gives the selector to another API, which takes it or refuses it', () => {
    render(page());
    type('app=web');
    fireEvent.click(screen.getByRole('radio', { name: 'Service' }));
    expect(screen.getByText(/It selects 4 of 12 Pods/)).toBeTruthy();
    expect(readSelector('Service', writeSelector('Service', requirements('env notin (dev)')))).toMatchObject({
      selection: undefined, problems: [{ message: expect.stringContaining('cannot unmarshal array into Go struct field ServiceSpec.spec.selector of type string') }],
    });
    expect(readSelector('Deployment', writeSelector('Deployment', requirements('n>5'))).problems.map(({ message }) => message)).toContain('spec.selector.matchExpressions[0].operator: Invalid value: "Gt": not a valid selector operator');
  });

  it('means the same in every form that takes it', () => {
    for (const text of ['app=web', 'app in (web,api),env=prod', 'env,env!=dev', '!tier', 'app=web,app=db']) {
      for (const form of FORMS) {
        if (form === 'kubectl') continue;
        const { selection, problems } = readSelector(form, writeSelector(form, requirements(text)));
        if (selection === undefined) expect(problems.length, `${form} ${text}`).toBeGreaterThan(0);
        else expect(selectedBy(selection), `${form} ${text}`).toEqual(selectedBy(requirements(text)));
      }
    }
  });

  it('without a selector a Service selects nothing, and a NetworkPolicy with an empty one all', () => {
    expect(readSelector('Service', writeSelector('Service', [])).selection).toBe('nothing');
    expect(selectedBy(readSelector('NetworkPolicy', writeSelector('NetworkPolicy', [])).selection)).toHaveLength(12);
  });

  it('goes back to kubectl’s text', () => {
    const there = inForm({ ...initialState, text: 'app in (web,api),env=prod' }, 'NetworkPolicy');
    expect(inForm(there, 'kubectl').text).toBe('app in (api,web),env=prod');
    expect(inForm({ ...initialState, text: 'app in web' }, 'Service').text).toContain('selector: {}');
  });

  it('challenges ask for some Pods, not all, and their answers meet them', () => {
    for (const id of CHALLENGE_IDS) {
      expect(selectedBy(wanted(id)).length, id).toBeGreaterThan(0);
      expect(selectedBy(wanted(id)).length, id).toBeLessThan(12);
    }
    render(page());
    fireEvent.click(screen.getByRole('radio', { name: 'without tier' }));
    expect(screen.getByText('lacking: 0, too many: 7')).toBeTruthy();
    type(CHALLENGES.noTier.answer);
    expect(screen.getByText(/All Pods that are wanted are selected/)).toBeTruthy();
  });

  it('says what is wrong with a label', () => {
    expect(readLabels('env=운영')).toMatchObject({ ok: false, error: expect.stringContaining('a valid label must be an empty string or consist of alphanumeric characters') });
    expect(readLabels(' a = b ')).toMatchObject({ ok: false });
  });

  it('reads what was stored, and nothing else', () => {
    expect(takeOver({ text: 'app\n' }, initialState)).toMatchObject({ form: 'kubectl', text: 'app' });
    expect(parseState(JSON.parse(JSON.stringify(initialState)))).toEqual(initialState);
    for (const bad of [null, { ...initialState, form: 'x' }, { ...initialState, pods: [] }, { ...initialState, challenge: 'x' }]) expect(parseState(bad)).toBeUndefined();
  });
});

// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { DISQUALIFIERS, RULES } from '../distributions/rules';
import { QUESTION_IDS } from '../distributions/questions';
import DistributionChooser from './DistributionChooser';
import { reasonMessages, sentence } from './reasons';

const show = (locale: Locale = 'en') =>
  render(
    <LocaleContext value={locale}>
      <DistributionChooser />
    </LocaleContext>,
  );
const ranking = () => screen.getByRole('group', { name: /Ranking and reasons/ });
const changes = () => screen.getByText('What would change the answer').closest('details')!;
const situation = (label = 'Common situations') => screen.getByRole<HTMLSelectElement>('combobox', { name: label });
const start = (id: string) => fireEvent.change(situation(), { target: { value: id } });
const choose = (group: string, name: string) => fireEvent.click(within(screen.getAllByRole('group', { name: group })[0]!).getByRole('radio', { name }));

beforeEach(() => {
  window.localStorage.clear();
  window.history.replaceState(null, '', '/page');
});
afterEach(cleanup);

describe('DistributionChooser', () => {
  it('has a sentence in both languages for every rule, and no sentence without a rule', () => {
    const codes = [...RULES, ...DISQUALIFIERS].map(({ code }) => code).sort();
    expect(Object.keys(reasonMessages.ko).sort()).toEqual(codes);
    expect(Object.keys(reasonMessages.en).sort()).toEqual(codes);
    expect(sentence(reasonMessages.en, 'too-little-memory', { needs: 4, has: 1 }, String)).toBe('The documented minimum is 4 GB of memory; the machine has 1 GB.');
  });

  it('shows an answer with reasons before anything is touched, on the server too', () => {
    const html = renderToString(
      <LocaleContext value="ko">
        <DistributionChooser />
      </LocaleContext>,
    );
    expect(html).toContain('GKE Autopilot');
    expect(html).toContain('제공자가 컨트롤 플레인과 노드를 모두 돌봅니다.');
  });

  it('asks ten questions as radio sets, the one to try first above the picture too', () => {
    show();
    // A details element is a group too; the sets of radios are the fieldsets.
    expect(document.querySelectorAll('fieldset')).toHaveLength(1 + QUESTION_IDS.length);
    expect(situation().value).toBe('startup-production');
  });

  it('turns over when the network becomes air-gapped, and lists the clouds as out with the reason', () => {
    show();
    choose('What is the network like?', 'air-gapped');
    expect(within(ranking()).getAllByText('K3s').length).toBeGreaterThan(0);
    fireEvent.click(within(ranking()).getByText(/candidates that are out/));
    expect(within(ranking()).getAllByText(/out of reach of an air-gapped network/).length).toBe(8 + 1);
    expect(situation().selectedOptions[0]?.textContent).toBe('your own answers');
  });

  it('applies a change of the list when it is pressed', () => {
    show();
    fireEvent.click(within(changes()).getByRole('button', { name: /Is a cloud provider allowed\? → Korean only/ }));
    expect((screen.getByRole('radio', { name: 'Korean only' }) as HTMLInputElement).checked).toBe(true);
    expect(within(ranking()).getByText(/With these answers/).textContent).toContain('KakaoCloud');
  });

  it('puts Rancher over the clusters, never into the ranking', () => {
    show();
    start('enterprise-multicloud');
    expect(within(ranking()).getByText(/management platform such as Rancher/)).toBeTruthy();
    expect(within(ranking()).queryByText('Rancher', { selector: 'summary b' })).toBeNull();
  });

  it('gives a path to someone who wants to become an expert', () => {
    show();
    start('become-expert');
    expect(within(ranking()).getByRole('link', { name: /Kubernetes the Hard Way/ }).getAttribute('href')).toContain('kelseyhightower');
  });

  it('says so when nothing is left, and what would open a way', () => {
    show();
    start('finance-security');
    choose('Who operates it?', 'nobody');
    expect(within(ranking()).getByText(/No candidate meets all ten answers/)).toBeTruthy();
    expect(within(changes()).getAllByRole('button').length).toBeGreaterThan(0);
  });

  it('keeps the answers over a reload and a change of language', () => {
    show();
    start('learn-alone');
    cleanup();
    show('ko');
    expect(situation('자주 묻는 상황').value).toBe('learn-alone');
  });
});

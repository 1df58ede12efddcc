// @vitest-environment jsdom
import { act, cleanup, configure, fireEvent, render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { PRESET_IDS, type Preset } from './presets';
import RouterLab from './RouterLab';
import { parseState, stateOf, takeOver, withMode } from './state';

const show = async (preset?: Preset, locale: Locale = 'en') => {
  await act(async () => {
    render(
      <LocaleContext value={locale}>
        <Suspense fallback="waiting">
          <RouterLab preset={preset} />
        </Suspense>
      </LocaleContext>,
    );
  });
};

// The first text of a Gateway loads its kinds and CEL.
configure({ asyncUtilTimeout: 30_000 });
beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('RouterLab', { timeout: 90_000 }, () => {
  it('says which rule takes the request, and what is no address', async () => {
    await show();
    expect(await screen.findByText('It matches shop.example.com Exact /api and goes to default/api-exact:80.')).toBeTruthy();
    expect(screen.getByText('of equal length Exact comes first')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Address'), { target: { value: 'shop' } });
    expect(await screen.findByText(/An address begins with/)).toBeTruthy();
  });

  it('converts an Ingress and tries what came out', async () => {
    await show('nginx', 'ko');
    expect(await screen.findByText(/limit-rps: 명세에 짝이 없습니다/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '이것으로 시험' }));
    expect(await screen.findByText(/RegularExpression .*에 맞아 default\/api:80으로 갑니다/)).toBeTruthy();
  });

  it('moves weights in the text', async () => {
    await show('canary');
    const slider = await screen.findByRole('slider', { name: /Weight of the second backend/ });
    fireEvent.change(slider, { target: { value: '40' } });
    expect(await screen.findByText('40%')).toBeTruthy();
    expect(screen.getByText(/default\/api-next:80 · 200/)).toBeTruthy();
  });

  it.each(PRESET_IDS)('keeps what it writes down: %s', (preset) => {
    const state = stateOf(preset);
    expect(parseState(JSON.parse(JSON.stringify(state)))).toEqual(state);
    expect(parseState({ ...state, view: 'x' })).toBeUndefined();
    expect(takeOver({ preset }, stateOf('paths'))?.mode).toBe(state.mode);
    expect(withMode({ ...state, view: state.mode === 'ingress' ? 'convert' : 'status' }, state.mode === 'ingress' ? 'gateway' : 'ingress').view).toBe('rules');
  });
});

// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { PRESET_IDS, type Preset } from './presets';
import ServiceLab from './ServiceLab';
import { parseState, startOf, takeOver, withOptions } from './state';

const page = (preset?: Preset, locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <ServiceLab preset={preset} />
  </LocaleContext>
);
const choose = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('ServiceLab', () => {
  it('shows on the server who answered and the line that decided', () => {
    expect(renderToString(page())).toContain('100 of 100 were answered, by 4 Pods');
    expect(renderToString(page())).toContain('-j DNAT --to-destination 10.244.');
    expect(renderToString(page(undefined, 'ko'))).toContain('100개 가운데 100개에 응답이 왔고');
  });

  it('draws again, and takes a Pod out by a press', () => {
    render(page());
    const before = screen.getByRole('button', { name: /^web-1 ready/ }).title;
    fireEvent.click(screen.getByRole('button', { name: '100 more' }));
    expect(screen.getByRole('button', { name: /^web-1 ready/ }).title).not.toBe(before);
    fireEvent.click(screen.getByRole('button', { name: /^web-1 ready/ }));
    expect(screen.getByRole('button', { name: 'web-1 not ready 0', description: '0 requests. Press to change its state.' })).toBeTruthy();
    expect(screen.getByText(/by 3 Pods/)).toBeTruthy();
  });

  it('shows who Pods see with each external policy', () => {
    render(page('local'));
    expect(screen.getByText(/Pods see the source 192\.168\.0\.2\./)).toBeTruthy();
    fireEvent.click(screen.getAllByRole('radio', { name: 'Local' })[0]!);
    expect(screen.getByText(/by 2 Pods.*Pods see the source 203\.0\.113\.7\./)).toBeTruthy();
    choose('Way in', 'node-c');
    expect(screen.getByText(/by 1 Pods/)).toBeTruthy();
    choose('Address', 'cluster-ip');
    expect(screen.getByText(/the packets reach no node/)).toBeTruthy();
  });

  it('says that conntrack decides on a kept connection, and which line decided in nftables mode', () => {
    render(page('kept'));
    expect(screen.getByText(/conntrack sent it to web-/)).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: 'nftables' }));
    expect(screen.getByText(/numgen random mod/)).toBeTruthy();
  });

  it('counts in its DNS tab the queries for any name, with what each is answered', () => {
    render(page());
    fireEvent.click(screen.getByRole('radio', { name: 'DNS queries' }));
    const type = (name: string) => fireEvent.change(screen.getByLabelText('Your own'), { target: { value: name } });
    type('web');
    expect(screen.getByText('It asks for 1 name and sends 2 queries. None is in vain.')).toBeTruthy();
    expect(screen.getByText('10.96.0.20')).toBeTruthy();
    type('www.some-shop.co.kr');
    expect(screen.getByText('It asks for 4 names and sends 8 queries. 6 of them are in vain.')).toBeTruthy();
    type('www.some-shop.co.kr.');
    expect(screen.getByText('It asks for 1 name and sends 2 queries. None is in vain.')).toBeTruthy();
    type('web.team-b');
    fireEvent.click(screen.getByRole('radio', { name: '1' }));
    fireEvent.click(screen.getByRole('radio', { name: 'Go' }));
    expect(screen.getByText(/^It asks for 3 names and sends 6 queries/)).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: 'musl (Alpine)' }));
    expect(screen.getByText('It asks for 1 name, sends 2 queries, and finds nothing.')).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: '100 requests' }));
    expect(screen.getByText(/^100 of 100 were answered/)).toBeTruthy();
  });

  it('begins in its DNS tab where a page says so, and reads what was stored before there was one', () => {
    expect(renderToString(page('dns', 'ko'))).toContain('이름 4개를 묻고 질의 8개를 보냅니다.');
    const { tab: _, dns: __, ...older } = startOf('local');
    expect(parseState(older)).toEqual(startOf('local'));
    expect(parseState({ ...startOf('dns'), tab: 'x' })).toBeUndefined();
    expect(parseState({ ...startOf('dns'), dns: { name: 1 } })).toBeUndefined();
  });

  it('takes presets from the page, and reads back what it stores and nothing else', () => {
    for (const id of PRESET_IDS) expect(parseState(JSON.parse(JSON.stringify(startOf(id))))).toEqual(startOf(id));
    expect(takeOver({ preset: 'local' })).toEqual(startOf('local'));
    const { options } = startOf('spread');
    expect(withOptions(startOf('local'), { type: 'ClusterIP' }).options.address).toBe('cluster-ip');
    for (const bad of [null, {}, { ...startOf('spread'), shown: 'x' }, { ...startOf('spread'), options: { ...options, seed: -1 } }, { ...startOf('spread'), options: { ...options, type: 'ClusterIP', address: 'node-port' } }]) {
      expect(parseState(bad)).toBeUndefined();
    }
  });
});

// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { podKind, createRegistry, readManifests } from '@site/src/simulation/api';
import { LocaleContext, type Locale } from '@site/src/i18n/messages';
import { yamlOf } from './Costs';
import { PRESET_IDS, PRESETS } from './examples';
import RightSizer from './RightSizer';
import { runSizer } from './run';
import { parseState, startOf, takeOver } from './state';

const page = (locale: Locale = 'en') => (
  <LocaleContext value={locale}>
    <RightSizer />
  </LocaleContext>
);
const paste = (text: string) => fireEvent.change(screen.getByRole('textbox', { name: 'Usage' }), { target: { value: text } });

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

describe('RightSizer', () => {
  it('gives sizes with reasons on the server, in both languages', () => {
    expect(renderToString(page())).toContain('90th percentile of the samples');
    expect(renderToString(page('ko'))).toContain('노드당 파드');
  });

  it('says what each goal means, and that one moment is little to go by', () => {
    render(page());
    paste(PRESETS.top);
    expect(screen.getByText(/With 2 samples a percentile is little else/)).toBeTruthy();
    fireEvent.change(screen.getByRole('combobox'), { target: { value: '1' } });
    expect(screen.getByText(/^db: 310m of CPU/)).toBeTruthy();
    fireEvent.click(screen.getByText('evenness', { selector: 'label' }));
    expect(screen.getByText(/The QoS class is Guaranteed/)).toBeTruthy();
  });

  it('names the line of bad input with a remedy, and keeps the rest', () => {
    render(page());
    paste(`${PRESETS.top}api-7d9c5b8f6d-q8w5z    app     12Om         402Mi\n`);
    expect(screen.getByText('Line 7')).toBeTruthy();
    expect(screen.getByText(/"12Om" in CPU\(cores\) is no amount/)).toBeTruthy();
    expect(screen.getByText(/of memory for one Pod/)).toBeTruthy();
    paste('NAME   CPU(cores)   MEMORY(bytes)\nweb-1   3m   5Mi\n');
    expect(screen.getByText(/Run it again with --containers/)).toBeTruthy();
    expect(screen.getByText(/There is no sample that could be read/)).toBeTruthy();
  });

  it('writes containers that the API server takes', () => {
    for (const id of PRESET_IDS) {
      const { shown } = runSizer(startOf(id));
      for (const size of Object.values(shown!.sizes)) {
        const text = `apiVersion: v1\nkind: Pod\nmetadata:\n  name: sized\nspec:\n${yamlOf(size).replaceAll(/^/gm, '  ').replaceAll(/^( {4}- name: .*)$/gm, '$1\n      image: nginx:1.30')}\n`;
        expect(readManifests(text, createRegistry([podKind])).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      }
    }
  });

  it('reads back what it stores, and nothing else', () => {
    for (const id of PRESET_IDS) expect(parseState(JSON.parse(JSON.stringify(startOf(id))))).toEqual(startOf(id));
    expect(takeOver({ text: PRESETS.top }, startOf('day'))?.text).toBe(PRESETS.top);
    for (const bad of [null, { ...startOf('day'), goal: 'best' }, { ...startOf('day'), text: 1 }, { ...startOf('day'), nodeCpu: 0 }]) expect(parseState(bad)).toBeUndefined();
  });
});

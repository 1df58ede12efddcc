import { evaluate } from '@mdx-js/mdx';
import * as runtime from 'react/jsx-runtime';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import recmaLatePassages from './recma-late-passages';

const said = vi.fn();
function Said({ word }: { word: string }) {
  said(word);
  return <b>{word}</b>;
}
const page = (content: string) => evaluate(content, { ...runtime, baseUrl: import.meta.url, recmaPlugins: [recmaLatePassages] });

describe('late passages', () => {
  it('are handed over as functions, and say the same when called', async () => {
    const handed: unknown[] = [];
    const Passage = ({ children }: { children: unknown }) => {
      handed.push(children);
      return <div>{typeof children === 'function' ? (children as () => never)() : null}</div>;
    };
    const { default: Page } = await page('One.\n\n<Passage>\n\nTwo *times*.\n\n- three\n\n</Passage>\n\n<Passage><Said word="four" /></Passage>');
    expect(renderToStaticMarkup(<Page components={{ Passage, Said }} />).replace(/\n/g, '')).toBe('<p>One.</p><div><p>Two <em>times</em>.</p><ul><li>three</li></ul></div><div><b>four</b></div>');
    expect(handed.map((children) => typeof children)).toEqual(['function', 'function']);
  });

  it('run nothing of a passage that is not called', async () => {
    said.mockClear();
    const made = vi.fn();
    const { default: Page } = await page('<Passage><Said word={props.made()} /></Passage>\n\n<Other><Said word="here" /></Other>');
    const components = { Passage: () => null, Other: ({ children }: { children: never }) => children, Said };
    expect(renderToStaticMarkup(<Page components={components} made={made} />).trim()).toBe('<b>here</b>');
    expect(made).not.toHaveBeenCalled();
    expect(said).toHaveBeenCalledExactlyOnceWith('here');
  });
});

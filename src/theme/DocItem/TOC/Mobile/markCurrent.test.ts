// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { markCurrent } from './markCurrent';

const listOf = (...ids: string[]) => {
  const list = document.createElement('div');
  list.innerHTML = ids.map((id) => `<a href="#${id}">${id}</a>`).join('');
  return list;
};
const marked = (list: HTMLElement) => [...list.querySelectorAll('[aria-current="location"]')].map(({ textContent }) => textContent);

it('marks the section that the reader is in, and no other', () => {
  const list = listOf('one', 'two', 'three');
  markCurrent(list, 'two');
  expect(marked(list)).toEqual(['two']);
  markCurrent(list, 'three');
  expect(marked(list)).toEqual(['three']);
  markCurrent(list, undefined);
  expect(marked(list)).toEqual([]);
});

it('scrolls the list, not the page, to a section below its edge', () => {
  const list = listOf('one', 'far');
  list.getBoundingClientRect = () => ({ top: 100, bottom: 400, height: 300 }) as DOMRect;
  list.querySelectorAll('a')[1]!.getBoundingClientRect = () => ({ top: 900, bottom: 944 }) as DOMRect;
  markCurrent(list, 'far');
  expect(list.scrollTop).toBe(900 - 100 - (300 - 44) / 2);
});

// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest';
import { placeAt, positionOf } from './place';

/** Gives each element with `data-top` its place in the document. */
function lay(): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-top]')) {
    element.getBoundingClientRect = () => ({ top: Number(element.dataset.top) - window.scrollY }) as DOMRect;
  }
}

beforeEach(() => {
  document.body.innerHTML = `<main><h1 id="top" data-top="0"></h1><h2 id="one" data-top="500"></h2>
    <div data-island><h3 id="inside" data-top="800"></h3></div>
    <details><summary></summary><h3 id="folded" data-top="900"></h3></details><h2 id="two" data-top="2000"></h2></main>`;
  lay();
});

it('is so far below the heading passed last, not counting what a widget or a closed fold holds', () => {
  expect(placeAt(1200)).toEqual({ id: 'one', below: 700 });
  expect(placeAt(2000)).toEqual({ id: 'two', below: 0 });
});

it('is found again where what stands above has another height', () => {
  const place = placeAt(1200);
  document.getElementById('one')!.dataset.top = '3500';
  expect(positionOf(place)).toBe(4200);
  document.getElementById('one')!.remove();
  expect(positionOf(place)).toBe(700);
});

it('opens the fold that the reader was in', () => {
  const fold = document.querySelector('details')!;
  fold.open = true;
  const place = placeAt(950);
  fold.open = false;
  expect([place.id, positionOf(place), fold.open]).toEqual(['folded', 950, true]);
});

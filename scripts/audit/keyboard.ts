import type { Page } from 'playwright-core';

const BATCH = 40;

/** Kept in the page while Tab is pressed. */
interface Recorded {
  visited: Element[];
  invisible: Set<HTMLElement>;
  showsFocus: (element: Element) => boolean;
  describe: (element: Element) => string;
  usable: () => HTMLElement[];
  usableAtFirst: Set<Element>;
}

/**
 * Presses Tab from the page's top to its end and says what a reader without a pointer would miss: what can be used but is never
 * reached, a place that holds the focus, focus that cannot be seen, and what reacts to a pointer alone.
 */
export async function keyboardProblems(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    const describe = (element: Element) => `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}”`;
    const visited: Element[] = [];
    const invisible = new Set<HTMLElement>();
    // Where a ring is drawn, one of these differs from the element's look without focus.
    const look = (element: Element) => {
      const { outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor } = getComputedStyle(element);
      return { ring: outlineStyle !== 'none' && outlineWidth !== '0px', rest: `${boxShadow}|${borderColor}|${backgroundColor}` };
    };
    const before = new WeakMap<Element, string>();
    for (const element of document.querySelectorAll('*')) before.set(element, look(element).rest);
    // A control may show its focus on its label or frame (an editor's is three levels up) or on what stands beside it.
    const showsFocus = (element: Element) => {
      const frames = [element.parentElement, element.parentElement?.parentElement, element.parentElement?.parentElement?.parentElement];
      return [element, element.nextElementSibling, ...frames].some((one) => one && (look(one).ring || look(one).rest !== before.get(one)));
    };
    // Several presses are under way at once, so what counts is where the focus goes, not which key came up.
    document.addEventListener(
      'focusin',
      ({ target }) => {
        if (!(target instanceof Element) || target === document.body) return;
        visited.push(target);
        if (!showsFocus(target) && target instanceof HTMLElement) invisible.add(target);
      },
      true,
    );
    const usable = () =>
      [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex], [contenteditable="true"]')].filter(
        (element) => !element.matches(':disabled, [tabindex="-1"], [inert] *, input[type="hidden"]') && element.checkVisibility({ visibilityProperty: true }) && element.tabIndex >= 0,
      );
    Object.assign(window, { keyboardAudit: { visited, invisible, describe, showsFocus, usable, usableAtFirst: new Set(usable()) } });
  });

  let rounds = 0;
  const most = 60;
  let before = -1;
  while (rounds++ < most) {
    await Promise.all(Array.from({ length: BATCH }, () => page.keyboard.press('Tab')));
    const { count, done } = await page.evaluate(() => {
      const { visited } = (window as unknown as { keyboardAudit: Recorded }).keyboardAudit;
      return { count: visited.length, done: visited.lastIndexOf(visited[0]!) > 0 };
    });
    if (done) break;
    if (count === before) {
      rounds = most + 1;
      break;
    }
    before = count;
  }

  return page.evaluate(
    async ({ ended }) => {
      const { visited, invisible, showsFocus, describe, usable, usableAtFirst } = (window as unknown as { keyboardAudit: Recorded }).keyboardAudit;
      const problems: string[] = [];
      if (!ended) problems.push(`Tab does not reach the end; it stands at ${describe(visited.at(-1) ?? document.body)}`);
      const reached = new Set(visited);
      const radioName = (element: Element) => (element instanceof HTMLInputElement && element.type === 'radio' ? element.name : null);
      const reachedRadios = new Set(visited.map(radioName).filter(Boolean));
      // What came or went meanwhile (a button that scrolling shows) could not be reached in order.
      const missed = usable().filter((element) => usableAtFirst.has(element) && !reached.has(element) && !(radioName(element) && reachedRadios.has(radioName(element))));
      if (missed.length > 0) problems.push(`never reached by Tab (${missed.length}): ${missed.slice(0, 3).map(describe).join(', ')}`);
      const unseen: Element[] = [];
      for (const element of invisible) {
        // Some draw their ring by script, a moment after the focus came.
        element.focus();
        await new Promise((done) => setTimeout(done, 100));
        if (document.activeElement === element && !showsFocus(element)) unseen.push(element);
      }
      if (unseen.length > 0) problems.push(`focus cannot be seen (${unseen.length}): ${unseen.slice(0, 3).map(describe).join(', ')}`);
      const pointerOnly = [...document.querySelectorAll<HTMLElement>('main *')].filter(
        (element) =>
          getComputedStyle(element).cursor === 'pointer' &&
          getComputedStyle(element.parentElement!).cursor !== 'pointer' &&
          element.checkVisibility() &&
          element.tabIndex < 0 &&
          !element.matches('[inert] *, :disabled, [tabindex="-1"][role]') &&
          !element.closest('label, button, a, summary, svg') &&
          !element.querySelector('button, a, input'),
      );
      if (pointerOnly.length > 0) problems.push(`only for a pointer (${pointerOnly.length}): ${pointerOnly.slice(0, 3).map(describe).join(', ')}`);
      return problems;
    },
    { ended: rounds <= most },
  );
}

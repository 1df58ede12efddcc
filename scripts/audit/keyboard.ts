import type { Page } from 'playwright-core';

const BATCH = 40;

/**
 * Presses Tab from the page's top to its end and says what a reader without a pointer would miss: what can be used but is never
 * reached, a place that holds the focus, focus that cannot be seen, and what reacts to a pointer alone.
 */
export async function keyboardProblems(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    const describe = (element: Element) => `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}”`;
    const visited: Element[] = [];
    const invisible = new Set<string>();
    // Where a ring is drawn, one of these differs from the element's look without focus.
    const look = (element: Element) => {
      const { outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor } = getComputedStyle(element);
      return { ring: outlineStyle !== 'none' && outlineWidth !== '0px', rest: `${boxShadow}|${borderColor}|${backgroundColor}` };
    };
    const before = new WeakMap<Element, string>();
    for (const element of document.querySelectorAll('*')) before.set(element, look(element).rest);
    // Several presses are under way at once, so what counts is where the focus goes, not which key came up.
    document.addEventListener(
      'focusin',
      ({ target }) => {
        if (!(target instanceof Element) || target === document.body) return;
        visited.push(target);
        // A native control in a label may show its focus on the label or on what stands beside it.
        const shown = [target, target.parentElement, target.nextElementSibling].some((one) => one && (look(one).ring || look(one).rest !== before.get(one)));
        if (!shown) invisible.add(describe(target));
      },
      true,
    );
    Object.assign(window, { keyboardAudit: { visited, invisible, describe } });
  });

  let rounds = 0;
  const most = 60;
  while (rounds++ < most) {
    await Promise.all(Array.from({ length: BATCH }, () => page.keyboard.press('Tab')));
    const done = await page.evaluate(() => {
      const { visited } = (window as unknown as { keyboardAudit: { visited: Element[] } }).keyboardAudit;
      return visited.lastIndexOf(visited[0]!) > 0;
    });
    if (done) break;
  }

  return page.evaluate(
    ({ ended }) => {
      const { visited, invisible, describe } = (window as unknown as { keyboardAudit: { visited: Element[]; invisible: Set<string>; describe: (element: Element) => string } }).keyboardAudit;
      const problems: string[] = [];
      if (!ended) problems.push(`Tab does not reach the end; it stands at ${describe(visited.at(-1) ?? document.body)}`);
      const reached = new Set(visited);
      const radioName = (element: Element) => (element instanceof HTMLInputElement && element.type === 'radio' ? element.name : null);
      const reachedRadios = new Set(visited.map(radioName).filter(Boolean));
      const usable = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex], [contenteditable="true"]')].filter(
        (element) => !element.matches(':disabled, [tabindex="-1"], [inert] *, input[type="hidden"]') && element.checkVisibility({ visibilityProperty: true }) && element.tabIndex >= 0,
      );
      const missed = usable.filter((element) => !reached.has(element) && !(radioName(element) && reachedRadios.has(radioName(element))));
      if (missed.length > 0) problems.push(`never reached by Tab (${missed.length}): ${missed.slice(0, 3).map(describe).join(', ')}`);
      if (invisible.size > 0) problems.push(`focus cannot be seen (${invisible.size}): ${[...invisible].slice(0, 3).join(', ')}`);
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

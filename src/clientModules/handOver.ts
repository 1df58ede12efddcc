import { handOver } from '@site/src/widgets/state/handOver';

/** One listener for every button that hands an example to a widget of the page: such buttons, like the code beside them, are plain HTML. */
if (typeof document !== 'undefined') {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button[data-hand-to]') : null;
    if (!button) return;
    const { handTo = '', preset } = button.dataset;
    const text = button.closest('[data-hand-over]')?.querySelector('code')?.textContent ?? undefined;
    handOver(handTo, preset === undefined ? { text } : { preset });
  });
}

export {};

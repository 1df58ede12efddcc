/** One listener for every code block's copy button: the blocks are plain HTML. */
if (typeof document !== 'undefined') {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button[data-copy-code]') : null;
    const code = button?.parentElement?.querySelector('code')?.textContent;
    if (!button || !code) return;
    void navigator.clipboard.writeText(code).then(() => {
      const label = button.textContent;
      if (label === button.dataset.copied) return;
      button.textContent = button.dataset.copied ?? label;
      window.setTimeout(() => {
        button.textContent = label;
      }, 1500);
    });
  });
}

export {};

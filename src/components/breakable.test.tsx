import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { breakable } from './breakable';

it.each([
  ['CreateContainerConfigError', 'Create<wbr/>Container<wbr/>Config<wbr/>Error'],
  ['networking.k8s.io/v1', 'networking.<wbr/>k8s.<wbr/>io/<wbr/>v1'],
  ['--field-selector=status.phase', '--field-<wbr/>selector=<wbr/>status.<wbr/>phase'],
  ['kube-proxy', 'kube-proxy'],
  ['10.244.0.0/16', '10.244.0.0/16'],
  ['0123456789abcdef', '0123456789abcdef'],
])('%s', (text, markup) => {
  expect(renderToStaticMarkup(<>{breakable(text)}</>)).toBe(markup);
});

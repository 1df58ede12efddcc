import { island } from '@site/src/islands/island';

/** The list of all terms. Its data, by far the largest on the site, is loaded with the list's code and not with the page. */
export const Glossary = island({
  name: 'glossary',
  load: () => import('./GlossaryList'),
});

import { island } from '@site/src/islands/island';

/** The list of all terms. Its data, by far the largest on the site, is loaded with the list's code and not with the page. */
export const Glossary = island({
  id: 'glossary',
  heights: { phone: 1400, tablet: 1200, desktop: 1100 },
  load: () => import('./GlossaryList'),
});

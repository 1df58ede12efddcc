/** Stands for `@docusaurus/useBrokenLinks` in unit tests: no build listens to the places that a page names. */
export default function useBrokenLinks() {
  return { collectAnchor: () => {}, collectLink: () => {} };
}

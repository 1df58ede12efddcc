/**
 * A link's page is loaded when the reader points at it, touches or focuses it (`preload`), not because the link is in sight: on a slow line
 * that would take the page's own widgets their turn. The service worker fetches the pages of the reader's stage anyway, when there is time.
 */
interface Loader {
  prefetch: (path: string) => unknown;
}

export function onRouteDidUpdate({ previousLocation }: { previousLocation: unknown }): void {
  if (previousLocation) return;
  const holder = window as unknown as { docusaurus: Loader };
  holder.docusaurus = { ...holder.docusaurus, prefetch: () => false };
}

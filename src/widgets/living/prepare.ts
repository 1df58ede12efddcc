import type { Begin } from './engine';

/**
 * Loads a widget together with the cluster that it draws first, so that its first drawing has one; the page shows what the server wrote meanwhile. `load: () =>
 * withCluster(() => import('./X/X'), { scene, options })` in widgets/index.ts. The engine is loaded with it and not with the page.
 */
export async function withCluster<M>(load: () => Promise<M>, ...begins: readonly Begin[]): Promise<M> {
  const [loaded, { prepare }] = await Promise.all([load(), import('./engine')]);
  await Promise.all(begins.map(prepare));
  return loaded;
}

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { islandElementId } from '../islands/islandElementId';
import type { CourseComponent } from './component';

export type PictureKind = 'figure' | 'widget';

/** Where each kind is listed: figures are made by `still`, widgets by `island`. */
const indexes: Record<PictureKind, { file: string; made: RegExp }> = {
  figure: { file: 'src/components/figures/index.ts', made: /^export const (\w+) = still\b/gm },
  widget: { file: 'src/widgets/index.ts', made: /^export const (\w+) = island\b/gm },
};

/** A figure never changes once the server has drawn it; a widget is alive, and larger. */
export const picture = (kind: PictureKind): CourseComponent => (kind === 'figure' ? { still: true, room: 700 } : { room: 1500, anchor: islandElementId });

const root = join(__dirname, '../..');
let read: { stamp: string; pictures: ReadonlyMap<string, CourseComponent> } | null = null;

/** Every figure and widget that pages may use, by name; read again when an index changes (authors add to it while the site runs). */
export function pictures(): ReadonlyMap<string, CourseComponent> {
  const kinds = Object.keys(indexes) as PictureKind[];
  const stamp = kinds.map((kind) => statSync(join(root, indexes[kind].file)).mtimeMs).join(' ');
  if (read?.stamp !== stamp) {
    const named = kinds.flatMap((kind) => [...readFileSync(join(root, indexes[kind].file), 'utf8').matchAll(indexes[kind].made)].map(([, name = '']) => [name, picture(kind)] as const));
    read = { stamp, pictures: new Map(named) };
  }
  return read.pictures;
}

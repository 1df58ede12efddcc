import type { Code, Root } from 'mdast';
import type { VFile } from 'vfile';
import { manifestName, readManifest } from './manifests';
import { isJsx, stringProp, walk } from './nodes';

/** Puts the file that `<Manifest file="pods/web.yaml" />` names in its place, as a fence with the file's name. A file that is not there stops the build. */
export default function remarkManifests() {
  return (tree: Root, page: VFile): void => {
    const locale = /[\\/]i18n[\\/]en[\\/]/.test(page.path ?? '') ? 'en' : 'ko';
    walk(tree, (node, parents) => {
      const parent = parents.at(-1);
      if (!isJsx(node) || node.name !== 'Manifest' || !parent) return;
      const file = stringProp(node, 'file') ?? '';
      try {
        const code: Code = { type: 'code', lang: 'yaml', meta: `title="${manifestName(file)}"`, value: readManifest(file, locale), position: node.position };
        parent.children = parent.children.map((child) => (child === node ? code : child)) as typeof parent.children;
      } catch (error) {
        page.fail(error instanceof Error ? error.message : String(error), node.position);
      }
    });
  };
}

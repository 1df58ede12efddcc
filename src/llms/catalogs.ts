import { existsSync } from 'node:fs';
import { join } from 'node:path';
import createLoader from 'jiti';
import type { PrintContext } from '../mdx/component';
import type { PictureKind } from '../mdx/pictures';

export type Locale = 'ko' | 'en';

/** What a text without pictures says of a figure or a widget. */
export interface Described {
  kind: PictureKind;
  title: string;
  /** A figure's point, or what to try first in a widget. */
  says: string;
  caveat: string | undefined;
}

interface Texts {
  title?: unknown;
  point?: unknown;
  caveat?: unknown;
  tryFirst?: unknown;
}

const isTexts = (value: unknown): value is Record<Locale, Texts> => typeof value === 'object' && value !== null && 'ko' in value && 'en' in value;

/** A text, or where it depends on the widget's state, the text of its first state. */
function firstText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null) return firstText(Object.values(value)[0]);
  return undefined;
}

/**
 * Reads the text catalogs that stand beside the components, so that a page's Markdown says of a figure what its caption says.
 * @param siteDir the project's folder
 */
export function openCatalogs(siteDir: string) {
  // The catalogs import by the site's alias, which only this loader knows outside of the bundler.
  const load = createLoader(join(siteDir, 'src/llms/catalogs.ts'), { alias: { '@site': siteDir }, interopDefault: true, cache: false });
  const known = new Map<string, Record<Locale, Texts>[]>();
  const read = (file: string): Record<Locale, Texts>[] => {
    let texts = known.get(file);
    if (!texts) known.set(file, (texts = Object.values(load(file) as Record<string, unknown>).filter(isTexts)));
    return texts;
  };

  return {
    /** The course furniture's labels. */
    course: (locale: Locale): PrintContext['labels'] => read(join(siteDir, 'src/course/messages.ts'))[0]![locale] as PrintContext['labels'],

    /** What the component `name` of a page shows. Throws where it has no catalog with a title: a reader without pictures would get nothing. */
    describe(name: string, locale: Locale): Described {
      for (const [kind, folder] of [['widget', 'src/widgets'], ['figure', 'src/components/figures']] as const) {
        const file = join(siteDir, folder, name, 'messages.ts');
        if (!existsSync(file)) continue;
        const texts = read(file).find((catalog) => typeof catalog[locale].title === 'string')?.[locale];
        if (!texts) throw new Error(`${folder}/${name}/messages.ts has no title`);
        return { kind, title: texts.title as string, says: firstText(texts.point) ?? firstText(texts.tryFirst) ?? '', caveat: firstText(texts.caveat) };
      }
      throw new Error(`<${name}> is neither a widget nor a figure with a messages.ts, nor in the table of src/mdx/components.ts`);
    },
  };
}

export type Catalogs = ReturnType<typeof openCatalogs>;

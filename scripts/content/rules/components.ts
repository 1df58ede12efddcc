import { componentNamed, whereComponentsBelong } from '../../../src/mdx/components';
import { wordProps } from '../../../src/mdx/component';
import type { Component, Page } from '../page';
import type { Finding, Problem, Rule } from '../problem';
import { completePairs, pagesOf, type Project } from '../project';

const hangul = /[ㄱ-ㆎ가-힣]/;
const stringLiterals = /(["'`])(?:\\[\s\S]|(?!\1)[^\\])*\1/g;

/** A prop's value as far as it must be equal in both languages. */
function structure(value: string | null, other: string | null): string | null {
  if (value === null || other === null) return value;
  if (!hangul.test(value) && !hangul.test(other)) return value;
  // `{[{label: '파드', value: 3}]}`: the words may differ, the rest may not.
  return value.startsWith('{') ? value.replace(stringLiterals, '""').replace(/\s+/g, ' ') : '""';
}

function differingProp(ko: Component, en: Component): string | null {
  for (const name of new Set([...ko.props.keys(), ...en.props.keys()])) {
    if (ko.props.has(name) !== en.props.has(name)) return `prop ${name} stands in ${ko.props.has(name) ? 'Korean' : 'English'} only`;
    if (wordProps.has(name)) continue;
    const [a, b] = [ko.props.get(name) ?? null, en.props.get(name) ?? null];
    if (structure(a, b) !== structure(b, a)) return `prop ${name} is ${b ?? '(bare)'}, in Korean ${a ?? '(bare)'}`;
  }
  return null;
}

/** Name and value-carrying props of an inline component, which may stand anywhere in its section. */
const inlineKey = ({ name, props }: Component): string =>
  `<${name}${[...props].filter(([prop, value]) => !wordProps.has(prop) && !(value && hangul.test(value))).map(([prop, value]) => ` ${prop}=${value ?? ''}`).sort().join('')}>`;

function checkBlocks(ko: Page, en: Page): Problem[] {
  const [korean, english] = [ko, en].map((page) => page.components.filter(({ inline }) => !inline)) as [Component[], Component[]];
  for (let i = 0; i < Math.max(korean.length, english.length); i += 1) {
    const [there, here] = [korean[i], english[i]];
    const line = here?.line ?? english.at(-1)?.line ?? 1;
    if (!there || !here || there.name !== here.name) {
      return [{ file: en.file, line, message: `component ${i + 1} is ${here?.name ?? 'missing'}, in Korean ${there ? `${there.name} (line ${there.line})` : 'missing'}`, remedy: 'give both pages the same components in the same order' }];
    }
  }
  return english.flatMap((here, i) => {
    const difference = differingProp(korean[i]!, here);
    return difference ? [{ file: en.file, line: here.line, message: `<${here.name}>: ${difference} (line ${korean[i]!.line})`, remedy: 'give it the same props in both languages' }] : [];
  });
}

function checkInline(ko: Page, en: Page): Problem[] {
  const count = (page: Page) => {
    const counted = new Map<string, { times: number; line: number; key: string; section: number }>();
    for (const component of page.components.filter(({ inline }) => inline)) {
      const key = inlineKey(component);
      const at = `${component.section} ${key}`;
      const entry = counted.get(at) ?? { times: 0, line: component.line, key, section: component.section };
      counted.set(at, { ...entry, times: entry.times + 1 });
    }
    return counted;
  };
  const [korean, english] = [count(ko), count(en)];
  return [...new Set([...korean.keys(), ...english.keys()])].flatMap((at) => {
    const [there, here] = [korean.get(at), english.get(at)];
    if (there?.times === here?.times) return [];
    const { key, section } = (here ?? there)!;
    return [{ file: en.file, line: here?.line ?? en.headings[section - 1]?.line ?? 1, message: `${key} stands ${here?.times ?? 0} times in this section, in Korean ${there?.times ?? 0} times`, remedy: 'use it in both languages' }];
  });
}

function checkImports(ko: Page, en: Page): Problem[] {
  const list = (page: Page) => page.imports.map(({ source }) => source).sort().join(', ');
  return list(ko) === list(en) ? [] : [{ file: en.file, line: en.imports[0]?.line ?? 1, message: `imports ${list(en) || 'nothing'}, in Korean ${list(ko) || 'nothing'}`, remedy: 'import the same modules' }];
}

/** The same components with the same props, in the same order; inside sentences the same ones a section. */
export const components: Rule<Project> = {
  name: 'components',
  check: (project) =>
    completePairs(project).map(({ path, ko, en }): Finding => {
      const blocks = checkBlocks(ko, en);
      // With other headings the sections do not correspond, which the headings rule says already.
      const comparableSections = ko.headings.length === en.headings.length;
      return { subject: path, problems: [...checkImports(ko, en), ...blocks, ...(comparableSections ? checkInline(ko, en) : [])] };
    }),
};

/** Every component of a page is one that the site knows, or that the page imports. */
export const known: Rule<Project> = {
  name: 'known components',
  check: (project) =>
    pagesOf(project).map((page): Finding => {
      const imported = new Set(page.imports.flatMap(({ names }) => names));
      return {
        subject: page.file,
        problems: page.components
          .filter(({ name }) => !imported.has(name) && !componentNamed(name))
          .map(({ name, element, line }) => {
            const remedy = element ? `mend its name, or add it: ${whereComponentsBelong}` : 'use <Callout kind="note">, or <GoesDeeper> for what may be skipped';
            return { file: page.file, line, message: `${element ? `<${name}>` : name} is no component that pages may use`, remedy };
          }),
      };
    }),
};

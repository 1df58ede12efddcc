import { expect, it } from 'vitest';
import { messagesOf, projectOf } from '../testing';
import { components, known } from './components';

const check = (ko: string, en: string) => messagesOf(components.check(projectOf(ko, en)));

it('accepts the same components with other words', () => {
  expect(check('<Quiz id="a"><Question ask="왜?">\n\n글\n\n</Question></Quiz>\n\n<Lab steps={[{text: "가", n: 1}]} />', '<Quiz id="a"><Question ask="Why?">\n\ntext\n\n</Question></Quiz>\n\n<Lab steps={[{text: "a", n: 1}]} />')).toEqual([]);
});

it('reports a missing component, in the order of the page', () => {
  expect(check('<Objectives>\n<Objective>가</Objective>\n<Objective>나</Objective>\n</Objectives>', '<Objectives>\n<Objective>a</Objective>\n</Objectives>')).toEqual(['6: component 3 is missing, in Korean Objective (line 7)']);
  expect(check('<A />\n\n<B />', '<B />\n\n<A />')).toEqual(['5: component 1 is B, in Korean A (line 5)']);
});

it('reports props that differ', () => {
  expect(check('<CgroupLab preset="a" />', '<CgroupLab preset="b" />')).toEqual(['5: <CgroupLab>: prop preset is b, in Korean a (line 5)']);
  expect(check('<Lab n={3} />', '<Lab n="3" />')).toEqual(['5: <Lab>: prop n is 3, in Korean {3} (line 5)']);
  expect(check('<Lab open />', '<Lab />')).toEqual(['5: <Lab>: prop open stands in Korean only (line 5)']);
  expect(check('<Lab steps={[{text: "가", n: 1}]} />', '<Lab steps={[{text: "a", n: 2}]} />')[0]).toContain('prop steps');
});

it('lets words of a sentence change places, inside a section', () => {
  expect(check('글 <Term id="a">가</Term> 글 <Cite id="b" /> 글', 'text <Cite id="b" /> text <Term id="a">a</Term>')).toEqual([]);
  expect(check('글 <Term id="a">가</Term> 글', 'text')).toEqual(['1: <Term id=a> stands 0 times in this section, in Korean 1 times']);
});

it('reports other imports and other call-outs', () => {
  expect(check("import A from '@site/a'\n\n글", 'text')).toEqual(["1: imports nothing, in Korean @site/a"]);
  expect(check(':::note\n\n글\n\n:::', ':::tip\n\ntext\n\n:::')).toEqual(['5: component 1 is :::tip, in Korean :::note (line 5)']);
});

it('reports components that the site does not know, and says where they belong', () => {
  const findings = known.check(projectOf("import { Own } from '@site/own'\n\n<Own />\n\n<Intro question=\"왜?\" audience=\"누구나\">\n\n<FourEras />\n\n<SchedulerLab />\n\n<Unheard />\n\n</Intro>", null));
  expect(messagesOf(findings)).toEqual(['15: <Unheard> is no component that pages may use']);
  expect(findings.flatMap(({ problems }) => problems)[0]?.remedy).toMatch(/src\/components\/figures\/index\.ts.*src\/widgets\/index\.ts.*src\/mdx\/components\.ts/);
});

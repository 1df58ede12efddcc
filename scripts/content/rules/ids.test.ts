import { expect, it } from 'vitest';
import { messagesOf, projectOf } from '../testing';
import { ids } from './ids';

const check = (text: string) => messagesOf(ids.check(projectOf(text, null)));

it('accepts one id a kind', () => expect(check('<Objective id="a">가</Objective>\n\n<Question id="a" ask="왜?">\n\n글\n\n</Question>')).toEqual([]));

it('reports ids that are missing, twice, or not ASCII', () => {
  expect(check('<Objective>가</Objective>')).toEqual(['5: <Objective> has no id']);
  expect(check('<Objective id="a">가</Objective>\n\n<Objective id="a">나</Objective>')).toEqual(['7: <Objective id="a"> stands already in line 5']);
  expect(check('<Objective id="목표">가</Objective>')).toEqual(['5: <Objective id="목표"> is not lower-case ASCII with hyphens']);
});

import { expect, it } from 'vitest';
import { messagesOf, projectOf } from '../testing';
import { korean, plainEndings } from './korean';

const check = (text: string) => messagesOf(korean.check(projectOf(text, null)));

it('accepts the polite style', () => {
  expect(check('파드는 노드에서 실행됩니다. 커널은 하나입니다! 왜 그럴까요?\n\n- 바다\n- `kubectl apply`를 다시 실행합니다.')).toEqual([]);
});

it('reports the plain style with its line', () => {
  expect(check('파드는 노드에서 실행됩니다.\n커널은 하나다. 그래서 빠르다.\n\n- `runc`다.')).toEqual(['6: "하나다." is plain style', '6: "빠르다." is plain style', '8: "`…`다." is plain style']);
  expect(check('<Mistake why="컨테이너는 가상 머신이다.">\n\n글\n\n</Mistake>')).toEqual(['5: "머신이다." is plain style']);
  expect(check('<Objective>**커널**을 설명한다.</Objective>')).toContain('5: "설명한다." is plain style');
});

it('leaves quotations and code alone', () => {
  expect(check('“도커는 끝났다.”라는 말은 틀립니다.\n\n> 이것은 인용이다.\n\n```text\n로그다.\n```')).toEqual([]);
  expect(check('<OlderPost id="a" claim="도커는 끝났다.">\n\n아닙니다.\n\n</OlderPost>')).toEqual([]);
  expect(plainEndings('그는 "끝이다."라고 했습니다.')).toEqual([]);
});

it('reports other spellings', () => {
  expect(check('포드는 쿠버네테스의 단위입니다.')).toEqual(['5: "포드" is not the house\'s word', '5: "쿠버네테스" is not the house\'s word']);
  expect(check('클러스터와 클러스트의 차이입니다.')).toEqual(['5: "클러스트" is not the house\'s word']);
});

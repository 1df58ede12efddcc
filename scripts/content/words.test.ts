import { expect, it } from 'vitest';
import { messagesOf, projectOf } from './testing';
import { english } from './rules/english';
import { korean } from './rules/korean';
import { englishWords, koreanWords, wordProblems } from './words';

const wordsIn = (text: string, words = koreanWords) => wordProblems(text, words).map(({ word }) => word);

it('knows one word for each concept', () => {
  expect(wordsIn('매니지드 서비스의 로드밸런서는 도커를 씁니다.')).toEqual(['매니지드', '로드밸런서', '도커']);
  expect(wordsIn('관리형 서비스의 로드 밸런서는 Docker를 쓰고, 상태는 데이터 저장소에, 코드는 Git 저장소에 둡니다.')).toEqual([]);
  expect(wordsIn('저장소를 바꿉니다.')).toEqual(['저장소']);
  expect(wordsIn('노드를 드레인합니다.')).toEqual(['드레인']);
  expect(wordsIn('영역마다, 광역시에도 둡니다.')).toEqual([]);
});

it('knows calques and how figures are written', () => {
  expect(wordsIn('앱이 우아하게 끝나고 노드가 흔들립니다.')).toEqual(['우아하게', '흔들립']);
  expect(wordsIn('16GB의 44 %를 씁니다.')).toEqual(['6GB', '4 %']);
  expect(wordsIn('16 GB의 44%, 파드 110개, 128Mi를 씁니다.')).toEqual([]);
});

it('leaves code and quotations alone', () => {
  expect(wordsIn('`docker only has 1771MiB available`')).toEqual([]);
  expect(messagesOf(korean.check(projectOf('“매니지드”라고도 합니다.\n\n<Source id="a" href="https://a.example" title="ConfigMap의 44 %" />', null)))).toEqual([]);
});

it('spells English with -ize and says per node', () => {
  expect(wordsIn('virtualisation of 110 Pods a node at 50 %', englishWords)).toEqual(['virtualisation', '0 %', '0 Pods a node']);
  expect(wordsIn('virtualization, exercise, otherwise, 110 Pods per node, 0.10 USD an hour', englishWords)).toEqual([]);
  expect(messagesOf(english.check(projectOf('글', 'It is containerised.')))).toEqual(['5: "containerised" is not the house\'s word']);
});

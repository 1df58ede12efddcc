import { defineMessages } from '@site/src/i18n/messages';

export const messages = defineMessages({
  ko: {
    title: '이 셀렉터는 어느 파드를 고를까요?',
    tryFirst: '`env,env!=dev`를 골라 앞의 것과 견주어 보세요.',
    examples: '셀렉터',
    own: '직접 적기(kubectl의 -l과 같은 꼴)',
    matched: '골라짐',
    not: '아님',
    pods: '파드와 레이블',
    noLabel: '값이 비어 있음',
    refused: (error: string) => `API 서버가 거절합니다: ${error}`,
    says: (count: number, without: number) => `파드 ${count}개를 고릅니다.${without > 0 ? ` 그중 ${without}개에는 식이 말하는 키 가운데 하나가 아예 없습니다.` : ''}`,
    none: '아무 파드도 고르지 않습니다. 오류는 아닙니다.',
    all: '빈 셀렉터는 모두를 고릅니다.',
    simplifies: '셀렉터를 읽고 푸는 코드는 apimachinery의 labels.Parse와 Requirement.Matches를 따르고, 기록된 사례와 같은 답을 냅니다. 파드 여섯은 지어낸 것입니다.',
  },
  en: {
    title: 'Which Pods does this selector select?',
    tryFirst: 'choose `env,env!=dev` and compare it with the one before.',
    examples: 'Selector',
    own: 'Your own, in the form of kubectl’s -l',
    matched: 'selected',
    not: 'not',
    pods: 'Pods and their labels',
    noLabel: 'an empty value',
    refused: (error: string) => `The API server refuses it: ${error}`,
    says: (count: number, without: number) => `It selects ${count === 1 ? '1 Pod' : `${count} Pods`}.${without > 0 ? ` ${without} of them ${without === 1 ? 'lacks' : 'lack'} a key that the expression names.` : ''}`,
    none: 'It selects no Pod, and that is no error.',
    all: 'An empty selector selects all.',
    simplifies: 'Selectors are read and evaluated after labels.Parse and Requirement.Matches of apimachinery, with the same answers as the recorded cases. The six Pods are made up.',
  },
});

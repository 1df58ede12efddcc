import { defineMessages } from '@site/src/i18n/messages';

export const mapMessages = defineMessages({
  ko: {
    stage: (n: number) => `${n}단계`,
    part: (n: number) => `${n}부`,
    open: '지금 읽을 수 있습니다',
    planned: '아직 쓰지 않았습니다',
    range: (from: number, to: number) => `${from}–${to}부`,
    read: '읽었습니다',
    started: '읽는 중입니다',
    next: '다음 차례',
    reachedOf: (n: number, all: number) => `목표 ${all}개 중 ${n}개`,
    reached: (n: number) => `목표 ${n}개`,
    again: (n: number) => `다시 볼 질문 ${n}개`,
    stepsOf: (n: number, all: number) => `실습 ${all}단계 중 ${n}단계`,
    steps: (n: number) => `실습 ${n}단계`,
  },
  en: {
    stage: (n: number) => `Stage ${n}`,
    part: (n: number) => `Part ${n}`,
    open: 'Ready to read',
    planned: 'Not written yet',
    range: (from: number, to: number) => `Parts ${from}–${to}`,
    read: 'Read',
    started: 'In progress',
    next: 'Next',
    reachedOf: (n: number, all: number) => `${n} of ${all} objectives`,
    reached: (n: number) => `${n} ${n === 1 ? 'objective' : 'objectives'}`,
    again: (n: number) => `${n} to revisit`,
    stepsOf: (n: number, all: number) => `${n} of ${all} lab steps`,
    steps: (n: number) => `${n} lab ${n === 1 ? 'step' : 'steps'}`,
  },
});

import { defineMessages } from '@site/src/i18n/messages';

export const messages = defineMessages({
  ko: {
    title: 'LOG_LEVEL을 info에서 debug로 바꾼 뒤',
    tryFirst: '“컨테이너만 재시작”을 골라 보세요. 파드는 그대로인데 환경 변수가 바뀝니다.',
    seconds: '바꾼 뒤 지난 시간',
    secondsShown: (count: number) => `${count}초`,
    since: '그사이 파드에 일어난 일',
    sinceNames: { nothing: '없음', containerRestarted: '컨테이너만 재시작', podReplaced: '새 파드' },
    way: '가져오는 방법',
    sees: '프로세스가 읽는 값',
    names: { env: '환경 변수(env, envFrom)', volume: '볼륨', subPath: 'subPath', projected: '프로젝티드 볼륨', immutable: '볼륨, immutable: true' },
    values: { old: 'info', within: 'info 또는 debug', new: 'debug', refused: 'info (수정이 거절됨)' },
    says: {
      start: '막 바꿨습니다. API 서버에는 debug가 있지만 도는 프로세스는 모두 info입니다.',
      within: (latest: number) => `볼륨은 다음 동기화에서 바뀝니다. 늦어도 ${latest}초쯤입니다. 환경 변수와 subPath는 기다려도 바뀌지 않습니다.`,
      settled: '볼륨의 파일은 이제 debug입니다. 환경 변수와 subPath는 하루가 지나도 info입니다.',
      restarted: '컨테이너가 다시 만들어지면 환경 변수도 다시 계산됩니다. 같은 파드의 다른 컨테이너나 다른 파드와 값이 어긋나기 쉽습니다.',
      replaced: '새 파드는 처음부터 debug를 봅니다. 불변 오브젝트는 수정 자체가 거절되므로 여전히 info입니다.',
    },
    simplifies: 'kubelet은 기본값(Watch, 동기화 60초에 0–50%를 더함)입니다. 파일이 바뀌어도 앱이 다시 읽지 않으면 소용이 없습니다. 다른 까닭으로 파드가 동기화되면 볼륨은 더 빨리 바뀝니다.',
  },
  en: {
    title: 'After LOG_LEVEL was changed from info to debug',
    tryFirst: 'choose “container restarts”. The Pod stays, yet its variables change.',
    seconds: 'Time since the change',
    secondsShown: (count: number) => `${count} s`,
    since: 'What happened to the Pod meanwhile',
    sinceNames: { nothing: 'nothing', containerRestarted: 'container restarts', podReplaced: 'new Pod' },
    way: 'Way in',
    sees: 'What the process reads',
    names: { env: 'variables (env, envFrom)', volume: 'volume', subPath: 'subPath', projected: 'projected volume', immutable: 'volume, immutable: true' },
    values: { old: 'info', within: 'info or debug', new: 'debug', refused: 'info (the edit is refused)' },
    says: {
      start: 'Changed this moment. The API server holds debug; every running process still has info.',
      within: (latest: number) => `A volume follows at the next sync, after ${latest} s or so at the latest. Variables and subPath do not, however long you wait.`,
      settled: 'The files of the volumes say debug now. Variables and subPath will say info tomorrow as well.',
      restarted: 'When a container is created again, its variables are worked out again. So it may well differ from other containers and Pods.',
      replaced: 'A new Pod sees debug from the start. An immutable object refuses the edit, so there it is still info.',
    },
    simplifies: 'The kubelet has its defaults (Watch, a sync after 60 s plus 0–50%). A changed file is of no use if the program does not read it again. When a Pod is synced for another reason, volumes follow sooner.',
  },
});

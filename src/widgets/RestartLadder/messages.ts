import { defineMessages } from '@site/src/i18n/messages';

const ORDINAL = ['1st', '2nd', '3rd'];

export const messages = defineMessages({
  ko: {
    title: '끝날 때마다 얼마나 기다렸다가 다시 시작할까요?',
    tryFirst: '종료 코드를 1로 바꿔 보세요. 기다리는 시간이 달라질까요? 다음은 실행 시간을 11분으로.',
    code: '종료 코드',
    runs: '실행 시간',
    policy: 'restartPolicy',
    seconds: { '1': '1초', '60': '1분', '600': '10분', '660': '11분' },
    end: (index: number) => `${index}번째 끝`,
    wait: (seconds: number) => (seconds === 0 ? '바로' : `${seconds}초`),
    none: '다시 시작하지 않음',
    crash: (code: string) => `종료 코드가 ${code}인데도 대기는 10초, 20초, 40초 … 300초로 늘어납니다. kubelet은 종료 코드를 보지 않습니다. 기다리는 동안의 이름이 CrashLoopBackOff입니다.`,
    reset: '한 번에 10분(정확히는 최대 대기 300초의 두 배)을 넘겨 돌았으므로 매번 처음부터 다시 셉니다. 대기가 늘지 않습니다.',
    done: '이 정책에서는 여기서 끝입니다. STATUS는 Completed이고 파드의 단계는 Succeeded입니다.',
    failed: '이 정책에서는 실패해도 다시 시작하지 않습니다. STATUS는 Error이고 파드의 단계는 Failed입니다.',
    simplifies: '가장 짧은 대기입니다. 실제 kubelet은 조금 늦게 살핍니다. 짧은 대기는 1–1.5배가 걸리고, 긴 대기에서는 길어야 90초쯤 더 걸립니다. 137이 메모리 부족 때문이면 이유가 OOMKilled로 적힐 뿐, 대기는 같습니다. 계산은 kubelet의 doBackOff와 같습니다.',
  },
  en: {
    title: 'How long is the wait after each end?',
    tryFirst: 'set the exit code to 1. Does any wait change? Then let it run for 11 minutes.',
    code: 'Exit code',
    runs: 'It runs for',
    policy: 'restartPolicy',
    seconds: { '1': '1 s', '60': '1 min', '600': '10 min', '660': '11 min' },
    end: (index: number) => `${ORDINAL[index - 1] ?? `${index}th`} end`,
    wait: (seconds: number) => (seconds === 0 ? 'at once' : `${seconds} s`),
    none: 'not started again',
    crash: (code: string) => `With exit code ${code} the waits still grow: 10, 20, 40 … 300 s. The kubelet does not ask for the code. CrashLoopBackOff is the name of the waiting.`,
    reset: 'Each run lasts longer than 10 minutes (twice the longest wait of 300 s), so the count begins anew each time and no wait grows.',
    done: 'Under this policy it ends here: STATUS Completed, and the Pod’s phase is Succeeded.',
    failed: 'Under this policy even a failure is not started again: STATUS Error, and the Pod’s phase is Failed.',
    simplifies: 'These are the shortest waits. A real kubelet looks a little later: short waits take 1 to 1.5 times as long, long ones at most about 90 s more. Where 137 comes from a lack of memory, the reason is OOMKilled, but the wait is the same. Computed as the kubelet’s doBackOff does.',
  },
});

import { choice, step, t } from './texts';
import type { BothIncident } from './texts';
import { deployment, SHOP } from './world';

/** A program that looks at its settings before it works, as many do. */
const SCRIPT = [
  'test -n "$QUEUE_HOST" || { echo "FATAL QUEUE_HOST is not set"; exit 1; }',
  '[ "$MODE" = steady ] || [ "$MODE" = burst ] || { echo "FATAL MODE=$MODE is unknown (steady or burst)"; exit 2; }',
  'grep -q ^token= /etc/worker/worker.conf || { echo "FATAL /etc/worker/worker.conf has no token"; exit 78; }',
  'echo "working on queue $QUEUE_HOST"',
  `trap 'exit 0' TERM`,
  'while :; do sleep 5; done',
];

const WORKER = `apiVersion: v1
kind: ConfigMap
metadata: { name: worker, namespace: shop }
data: { QUEUE_HOST: queue.shop, MODE: steady }
---
apiVersion: v1
kind: Secret
metadata: { name: worker, namespace: shop }
stringData: { worker.conf: "user=worker\\ntoken=f00d\\n" }
---
` + deployment('worker', {
  image: 'busybox:1.37', strategy: 'Recreate',
  spec: ['volumes: [{ name: conf, secret: { secretName: worker } }]'],
  container: ['command:', '- sh', '- -c', '- |', ...SCRIPT.map((line) => `  ${line}`), 'env:', '- { name: QUEUE_HOST, valueFrom: { configMapKeyRef: { name: worker, key: QUEUE_HOST, optional: true } } }', '- { name: MODE, valueFrom: { configMapKeyRef: { name: worker, key: MODE } } }', 'volumeMounts: [{ name: conf, mountPath: /etc/worker }]'],
});

const pods = step('kubectl -n shop get pods -l app=worker', '`RESTARTS`가 늘고, 상태는 `Error`와 `CrashLoopBackOff`를 오갑니다. 여기서 알 수 있는 것은 프로그램이 거듭 끝난다는 것뿐입니다.', '`RESTARTS` grows, and the status goes between `Error` and `CrashLoopBackOff`. All it says is that the program keeps ending.');
const logs = (ko: string, en: string): ReturnType<typeof step> => step('kubectl -n shop logs deploy/worker --previous', ko, en);
const restart = step('kubectl -n shop rollout restart deploy/worker && kubectl -n shop rollout status deploy/worker --timeout=120s', '백오프를 기다리지 않고 새로 띄웁니다.', 'Start them anew, so as not to sit out the back-off.');

/** CrashLoopBackOff by configuration. */
export const crash: BothIncident = {
  id: 'crash',
  title: t('worker가 자꾸 죽습니다', 'The worker keeps dying'),
  story: t('주문을 처리하는 `worker`가 오늘 설정을 바꾼 뒤 `CrashLoopBackOff`입니다. 코드와 이미지는 그대로라고 합니다. 둘 다 계속 돌게 하세요. 디플로이먼트의 프로그램은 고치지 않습니다.', 'The `worker` that handles orders has been in `CrashLoopBackOff` since today’s change of settings. Code and image are said to be the same. Make both run and stay running, without changing the program in the Deployment.'),
  start: { manifests: SHOP + WORKER, settled: 40 },
  check: ['deploy/worker@shop : status.readyReplicas == 2', 'deploy/worker@shop : spec.replicas == 2', 'deploy/worker@shop : spec.template.spec.containers[0].command[2] contains "exit 78"', 'pods -l app=worker @shop : status.containerStatuses[0].state.running exists'],
  steady: 30,
  causes: [
    {
      id: 'key', text: t('컨피그맵에 키 `QUEUE_HOST`가 없습니다', 'The ConfigMap has no key `QUEUE_HOST`'),
      broken: [`kubectl -n shop patch cm worker --type=json -p '[{"op":"move","from":"/data/QUEUE_HOST","path":"/data/QUEUE_HOSTNAME"}]'`, 'kubectl -n shop rollout restart deploy/worker'], brokenFor: 150,
      hints: [t('죽은 컨테이너가 남긴 마지막 말을 읽으세요.', 'Read the last words of the container that died.'), t('`kubectl -n shop logs deploy/worker --previous`, 그리고 `kubectl -n shop get cm worker -o yaml`의 키입니다.', 'It is `kubectl -n shop logs deploy/worker --previous`, and then the keys in `kubectl -n shop get cm worker -o yaml`.')],
      path: [pods, logs('`QUEUE_HOST`가 없다고 합니다.', 'It says that `QUEUE_HOST` is missing.'), step('kubectl -n shop get cm worker -o yaml', '키의 이름이 `QUEUE_HOSTNAME`으로 바뀌었습니다.', 'The key has become `QUEUE_HOSTNAME`.'), step(`kubectl -n shop patch cm worker -p '{"data":{"QUEUE_HOST":"queue.shop"}}'`, '키를 되돌립니다.', 'Put the key back.'), restart],
      after: t('`optional: true`라서 kubelet은 아무 말 없이 변수를 비워 두었고, 알아챈 것은 프로그램입니다. 꼭 있어야 하는 키에 `optional`을 쓰지 않으면 `CreateContainerConfigError`가 키의 이름을 말해 줍니다.', 'With `optional: true` the kubelet leaves the variable out without a word, and it was the program that noticed. Without `optional`, `CreateContainerConfigError` names the key.'),
    },
    {
      id: 'value', text: t('컨피그맵의 `MODE` 값이 틀렸습니다', 'The value of `MODE` in the ConfigMap is wrong'),
      broken: [`kubectl -n shop patch cm worker -p '{"data":{"MODE":"steddy"}}'`, 'kubectl -n shop rollout restart deploy/worker'], brokenFor: 150,
      hints: [t('종료 코드와 로그는 프로그램이 스스로 말한 것입니다.', 'Exit code and log are the program’s own words.'), t('`logs --previous`가 말하는 값과 컨피그맵의 `MODE`를 견주세요.', 'Compare the value that `logs --previous` tells with `MODE` in the ConfigMap.')],
      path: [pods, logs('`MODE=steddy`를 모른다고 합니다.', 'It does not know `MODE=steddy`.'), step(`kubectl -n shop patch cm worker -p '{"data":{"MODE":"steady"}}'`, '값을 되돌립니다.', 'Put the value right.'), restart],
      after: t('컨피그맵의 값은 아무도 검사하지 않습니다. 값을 아는 것은 프로그램뿐이니, 배포하기 전에 같은 프로그램으로 설정을 검사하는 단계를 두세요.', 'Nobody checks the values of a ConfigMap. Only the program knows them, so let a step before the release check the settings with the program itself.'),
    },
    {
      id: 'file', text: t('시크릿의 파일에 필요한 줄이 없습니다', 'A line is missing in the Secret’s file'),
      broken: [`kubectl -n shop patch secret worker -p '{"stringData":{"worker.conf":"user=worker\\n"}}'`, 'kubectl -n shop rollout restart deploy/worker'], brokenFor: 150,
      hints: [t('환경 변수만 설정은 아닙니다.', 'Settings are not only environment variables.'), t('로그가 말하는 파일은 시크릿 `worker`에서 옵니다. `base64 -d`로 읽어 보세요.', 'The file that the log names comes from the Secret `worker`. Read it with `base64 -d`.')],
      path: [pods, logs('설정 파일에 token이 없다고 합니다.', 'The file has no token, it says.'), step(`kubectl -n shop get secret worker -o jsonpath='{.data.worker\\.conf}' | base64 -d`, '한 줄이 빠졌습니다.', 'One line is gone.'), step(`kubectl -n shop patch secret worker -p '{"stringData":{"worker.conf":"user=worker\\ntoken=f00d\\n"}}'`, '되돌립니다.', 'Put it back.'), restart],
      after: t('마운트한 시크릿은 1분쯤 뒤에 파드 안에서 저절로 바뀌므로, 다음 재시작에서야 고장이 드러나기도 합니다. 이름에 해시가 붙은 불변 시크릿을 쓰면 나쁜 설정이 롤아웃으로 드러나고 되돌릴 수 있습니다.', 'A mounted Secret changes inside the Pod by itself within about a minute, so the damage may show only at the next restart. With immutable Secrets that carry a hash in their names, bad settings show in a rollout and can be rolled back.'),
    },
  ],
  lures: [choice('oom', '메모리 한도에 걸려 OOM으로 죽습니다', 'It is killed for its memory limit (OOM)'), choice('liveness', '활성 프로브가 죽입니다', 'The liveness probe kills it'), choice('image', '이미지에 실행 파일이 없습니다', 'The program is not in the image')],
};

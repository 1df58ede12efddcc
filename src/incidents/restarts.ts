import { choice, step, t } from './texts';
import type { BothIncident } from './texts';
import { deployment, READY, service, SHOP } from './world';

const pods = step('kubectl -n shop get pods -l app=web', '`RESTARTS`가 자꾸 늘어납니다.', '`RESTARTS` keeps growing.');
const last = (ko: string, en: string): ReturnType<typeof step> => step(`kubectl -n shop get pods -l app=web -o jsonpath='{range .items[*]}{.metadata.name} {.status.containerStatuses[0].lastState.terminated.reason} {.status.containerStatuses[0].lastState.terminated.exitCode}{"\\n"}{end}'`, ko, en);
const events = (ko: string, en: string): ReturnType<typeof step> => step('kubectl -n shop get events --field-selector reason=Unhealthy --sort-by=.lastTimestamp -o custom-columns=WHO:.involvedObject.name,TIMES:.count,WHAT:.message', ko, en);
const done = step('kubectl -n shop rollout status deploy/web --timeout=180s', '새 파드로 바뀝니다.', 'New Pods take over.');
const LIVE = ['livenessProbe: { httpGet: { path: /healthz, port: 8000 }, periodSeconds: 5, failureThreshold: 3 }'];

/** Programs that are restarted again and again. */
export const restarts: BothIncident = {
  id: 'restarts',
  title: t('파드가 끝없이 재시작합니다', 'The Pods restart without end'),
  story: t('오늘 배포한 뒤로 `web`의 파드가 떴다가 재시작하기를 되풀이하고, 손님들은 연결을 거절당합니다. 셋 다 재시작 없이 돌게 하세요. 활성 프로브는 없애지 않습니다.', 'Since today’s release the Pods of `web` come up and restart over and over, and customers are refused. Make all three run without a restart, and keep a liveness probe.'),
  start: { manifests: SHOP + deployment('web', { replicas: 3, image: 'registry.k8s.example/shop:1.0', strategy: 'Recreate', container: [...READY, ...LIVE, 'resources: { requests: { memory: 64Mi }, limits: { memory: 128Mi } }'] }) + service('web', 80, 8000), images: { 'registry.k8s.example/shop': { words: ['rss=20Mi', 'pull=2s', 'pull-again=200ms', 'serves=hello', 'port=8000@300ms', 'log=listening on :8000@300ms', 'holds=30Mi@12s', 'term=500ms:0'] }, 'registry.k8s.example/shop-cold': { words: ['rss=36Mi', 'pull=2s', 'pull-again=200ms', 'serves=hello', 'log=warming up the cache', 'port=8000@40s', 'log=listening on :8000@40s', 'term=500ms:0'] } }, settled: 40 },
  check: ['deploy/web@shop : status.readyReplicas == 3', 'deploy/web@shop : spec.replicas == 3', 'deploy/web@shop : spec.template.spec.containers[0].livenessProbe exists', 'pods -l app=web @shop : status.containerStatuses[0].restartCount == 0', 'get(http://web/, deploy/client@shop) == 200'],
  steady: 60,
  causes: [
    {
      id: 'memory', text: t('메모리 한도가 프로그램이 쓰는 것보다 작습니다', 'The memory limit is below what the program uses'),
      broken: [`kubectl -n shop patch deploy web -p '{"spec":{"template":{"spec":{"containers":[{"name":"web","resources":{"requests":{"memory":"32Mi"},"limits":{"memory":"40Mi"}}}]}}}}'`], brokenFor: 150,
      hints: [t('누가 죽였나요? 마지막 상태의 이유와 코드를 보세요.', 'Who kills it? See reason and code of the last state.'), t('`OOMKilled`, 137입니다. 한도를 보세요.', '`OOMKilled`, 137. See the limit.')],
      path: [pods, last('`OOMKilled 137`: 커널이 한도에서 죽였습니다.', '`OOMKilled 137`: the kernel killed it at its limit.'), step(`kubectl -n shop get deploy web -o jsonpath='{.spec.template.spec.containers[0].resources}{"\\n"}'`, '한도가 40Mi입니다.', 'The limit is 40Mi.'), step('kubectl -n shop set resources deploy web --requests=memory=64Mi --limits=memory=128Mi', '쓰는 만큼 줍니다.', 'Give it what it uses.'), done],
      after: t('프로그램은 시작하고 조금 지나면 50Mi를 쓰는데 한도가 40Mi였습니다. 한도를 올리기 전에, 늘 같은 크기에서 멈출 프로그램인지 갈수록 새는 프로그램인지부터 가려내세요.', 'A while after its start it uses 50Mi, and the limit was 40Mi. Before a limit is raised, tell a program that needs so much and no more from one that leaks.'),
    },
    {
      id: 'path', text: t('활성 프로브가 틀린 포트를 봅니다', 'The liveness probe looks at the wrong port'),
      broken: [`kubectl -n shop patch deploy web --type=json -p '[{"op":"replace","path":"/spec/template/spec/containers/0/livenessProbe/httpGet/port","value":8001}]'`], brokenFor: 150,
      hints: [t('죽인 것은 커널이 아니라 kubelet입니다. 왜 죽였다고 하나요?', 'It is not the kernel that kills it but the kubelet. What does it say?'), t('`Unhealthy`의 주소와 앱의 포트를 견주세요.', 'Compare the address in `Unhealthy` with the app’s port.')],
      path: [pods, last('`Completed 0`: 끝내라는 신호를 받고 스스로 끝났습니다. OOM이 아닙니다.', '`Completed 0`: it was told to end and did. It is no OOM.'), events('활성 프로브가 8001번에서 거절당합니다.', 'The liveness probe is refused at port 8001.'), step(`kubectl -n shop patch deploy web --type=json -p '[{"op":"replace","path":"/spec/template/spec/containers/0/livenessProbe/httpGet/port","value":8000}]'`, '포트를 바로잡습니다.', 'Put the port right.'), done],
      after: t('준비성 프로브는 통과하므로 파드는 매번 잠깐 `Ready`가 됩니다. 그래서 가끔은 답합니다. 포트는 이름으로 적어 한 곳에서만 바꾸세요.', 'The readiness probe passes, so each time the Pod is `Ready` for a while, and the site answers now and then. Name the port, so that it changes in one place.'),
    },
    {
      id: 'slow-start', text: t('앱이 다 뜨기 전에 활성 프로브가 죽입니다', 'The liveness probe kills it before it has started'),
      broken: [`kubectl -n shop patch deploy web --type=json -p '[{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"registry.k8s.example/shop-cold:1.0"}]'`], brokenFor: 180,
      hints: [t('로그가 매번 같은 곳에서 끊깁니다.', 'The log breaks off at the same place each time.'), t('앱은 40초가 걸려 듣기 시작하는데 프로브는 15초쯤에 죽입니다. 시작을 봐 주는 프로브가 따로 있습니다.', 'It takes 40 seconds until it listens, and the probe kills it after about 15. There is a probe of its own for the start.')],
      path: [pods, events('활성 프로브가 8000번에서 거절당합니다. 포트는 맞습니다.', 'The liveness probe is refused at port 8000, which is the right one.'), step('kubectl -n shop logs deploy/web', '캐시를 채우는 중이라고만 하고, 듣는다는 줄이 없습니다. 다 뜨기 전에 죽습니다.', 'It says that it warms its cache, and never that it listens: it is killed before it has started.'), step(`kubectl -n shop patch deploy web -p '{"spec":{"template":{"spec":{"containers":[{"name":"web","startupProbe":{"httpGet":{"path":"/","port":8000},"periodSeconds":5,"failureThreshold":24}}]}}}}'`, '시작 프로브로 2분까지 기다려 줍니다.', 'Give it up to two minutes with a startup probe.'), done],
      after: t('새 이미지는 캐시를 채우느라 40초가 걸립니다. 시작 프로브가 통과할 때까지 활성 프로브는 돌지 않습니다. `initialDelaySeconds`보다 낫습니다. 빨리 뜬 날에는 곧바로 살피고, 느린 날에는 더 기다리기 때문입니다.', 'The new image takes 40 seconds to warm its cache. Until the startup probe has passed, liveness does not run. It is better than `initialDelaySeconds`: on a fast day liveness begins at once, and on a slow day it waits.'),
    },
  ],
  lures: [choice('dependency', '데이터베이스가 없어 앱이 스스로 끝납니다', 'The app ends by itself, as its database is away'), choice('node', '노드가 자꾸 다시 시작합니다', 'The node keeps rebooting'), choice('eviction', '노드의 압박으로 축출됩니다', 'They are evicted for node pressure')],
};

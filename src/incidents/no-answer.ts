import { choice, step, t } from './texts';
import type { BothIncident } from './texts';
import { deployment, READY, service, SHOP } from './world';

const slices = step('kubectl -n shop get endpointslices -l kubernetes.io/service-name=web', '서비스 뒤에 무엇이 있는지부터 봅니다.', 'First, what stands behind the Service.');
const look = step('sleep 2; kubectl -n shop exec deploy/client -- curl -sS -m 3 http://web', '다시 닿습니다.', 'It answers again.');

/** A Service that nobody answers behind. */
export const noAnswer: BothIncident = {
  id: 'no-answer',
  title: t('가게 첫 화면에 연결이 거절됩니다', 'The shop’s front page refuses connections'),
  story: t('`shop`의 다른 파드가 `http://web`을 부르면 곧바로 `connection refused`입니다. 조금 전까지는 됐고, 오늘 여러 사람이 이 네임스페이스를 만졌습니다. `client`에서 `http://web`(80번)이 다시 답하게 하세요.', 'Other Pods in `shop` that call `http://web` get `connection refused` at once. It worked a while ago, and several people have worked in this namespace today. Make `http://web` (port 80) answer `client` again.'),
  start: { manifests: SHOP + deployment('web', { replicas: 3, strategy: 'Recreate', container: READY }) + service('web', 80, 8000), settled: 40 },
  check: ['get(http://web/, deploy/client@shop) == 200', 'svc/web@shop : spec.ports[0].port == 80'],
  steady: 20,
  causes: [
    {
      id: 'selector', text: t('서비스의 셀렉터가 파드의 레이블과 다릅니다', 'The Service’s selector does not fit the Pods’ labels'),
      broken: ['kubectl -n shop set selector svc web app=wbe'],
      hints: [t('서비스에 엔드포인트가 있나요?', 'Has the Service any endpoints?'), t('서비스의 셀렉터와 파드의 레이블(`--show-labels`)을 한 글자씩 견주세요.', 'Compare the Service’s selector with the Pods’ labels (`--show-labels`), letter by letter.')],
      path: [slices, step('kubectl -n shop get svc web -o wide; kubectl -n shop get pods --show-labels', '셀렉터는 `app=wbe`, 파드는 `app=web`입니다.', 'The selector says `app=wbe`, the Pods say `app=web`.'), step('kubectl -n shop set selector svc web app=web', '셀렉터를 되돌립니다.', 'Put the selector back.'), look],
      after: t('엔드포인트슬라이스가 비면 kube-proxy가 거절합니다. 셀렉터의 오타는 오류를 내지 않으니, 배포 뒤에 슬라이스의 주소를 세는 검사가 안전장치입니다.', 'Where the EndpointSlice is empty, kube-proxy refuses. A typo in a selector is no error, so the guard-rail is a test after each release that counts the slice’s addresses.'),
    },
    {
      id: 'target-port', text: t('`targetPort`에서 아무도 듣지 않습니다', 'Nobody listens on the `targetPort`'),
      broken: [`kubectl -n shop patch svc web --type=json -p '[{"op":"replace","path":"/spec/ports/0/targetPort","value":9000}]'`],
      hints: [t('준비된 엔드포인트가 있는데도 거절된다면, 거절한 것은 파드의 커널입니다.', 'There are ready endpoints, and still it is refused: the refusal comes from the Pods’ kernel.'), t('슬라이스의 `PORTS`와 `kubectl logs deploy/web`이 말하는 포트를 견주세요.', 'Compare `PORTS` of the slice with the port that `kubectl logs deploy/web` tells.')],
      path: [slices, step('kubectl -n shop logs deploy/web', '앱은 8000번에서 듣고, 슬라이스는 9000번이라고 합니다.', 'The app listens on 8000; the slice says 9000.'), step(`kubectl -n shop patch svc web --type=json -p '[{"op":"replace","path":"/spec/ports/0/targetPort","value":8000}]'`, '`targetPort`를 앱의 포트로 되돌립니다.', 'Give `targetPort` the app’s port again.'), look],
      after: t('슬라이스에 주소가 있어도 그 포트를 듣는 프로세스는 아무도 확인해 주지 않습니다. 준비성 프로브가 같은 포트를 보게 하고, 포트에 이름을 붙여 `targetPort`가 이름을 가리키게 하세요.', 'A slice with addresses says nothing of a process on that port. Let the readiness probe look at the same port, and let `targetPort` name a port by its name.'),
    },
    {
      id: 'readiness', text: t('준비성 프로브가 틀려 준비된 파드가 없습니다', 'A wrong readiness probe leaves no Pod ready'),
      broken: [`kubectl -n shop patch deploy web --type=json -p '[{"op":"replace","path":"/spec/template/spec/containers/0/readinessProbe/httpGet/port","value":8443}]'`],
      hints: [t('파드는 도는데 준비되지 않았습니다. 누가 그렇게 판정했나요?', 'The Pods run and are not ready. Who judged so?'), t('`kubectl -n shop get events`의 `Unhealthy`가 묻는 포트를 보세요.', 'See which port the `Unhealthy` events in `kubectl -n shop get events` ask.')],
      path: [slices, step('kubectl -n shop get pods -l app=web', '돌지만 `0/1`입니다.', 'They run, at `0/1`.'), step('kubectl -n shop get events --field-selector reason=Unhealthy -o custom-columns=WHO:.involvedObject.name,WHAT:.message', '프로브가 8443번에서 거절당합니다.', 'The probe is refused at port 8443.'), step(`kubectl -n shop patch deploy web --type=json -p '[{"op":"replace","path":"/spec/template/spec/containers/0/readinessProbe/httpGet/port","value":8000}]'`, '프로브의 포트를 되돌립니다.', 'Give the probe the right port.'), step('kubectl -n shop rollout status deploy/web --timeout=120s', '준비될 때까지 기다립니다.', 'Wait until they are ready.'), look],
      after: t('준비되지 않은 파드는 슬라이스에 `ready: false`로 남고 kube-proxy는 보내지 않습니다. 이 배포는 `Recreate`라 옛 파드가 남지 않았습니다. `RollingUpdate`였다면 새 파드가 준비되지 않은 채 롤아웃이 멈췄을 것입니다.', 'A Pod that is not ready stays in the slice with `ready: false`, and kube-proxy sends nothing there. This Deployment is `Recreate`, so no old Pods were left; with `RollingUpdate` the rollout would have stopped at the first Pod that is not ready.'),
    },
    {
      id: 'scaled-down', text: t('디플로이먼트가 0으로 줄어 파드가 없습니다', 'The Deployment was scaled to 0, so there are no Pods'),
      broken: ['kubectl -n shop scale deploy web --replicas=0'],
      hints: [t('슬라이스가 비어 있습니다. 맞는 파드가 하나라도 있나요?', 'The slice is empty. Is there any Pod that fits?'), t('`kubectl -n shop get deploy web`의 `READY`를 보세요.', 'See `READY` of `kubectl -n shop get deploy web`.')],
      path: [slices, step('kubectl -n shop get deploy,pods -l app=web', '`0/0`, 파드가 없습니다.', '`0/0`: there are no Pods.'), step('kubectl -n shop scale deploy web --replicas=3', '셋으로 되돌립니다.', 'Scale it back to three.'), step('kubectl -n shop rollout status deploy/web --timeout=120s', '준비될 때까지 기다립니다.', 'Wait until they are ready.'), look],
      after: t('0은 올바른 값이라 아무도 경고하지 않습니다. 밤에 줄이는 스크립트에는 돌아오는 짝이 있어야 하고, `0/0`인 운영 디플로이먼트에는 경보가 있어야 합니다.', 'Zero is a valid number, so nothing warns. A script that scales down at night needs its counterpart in the morning, and a production Deployment at `0/0` needs an alert.'),
    },
  ],
  lures: [choice('policy', '네트워크폴리시가 패킷을 버립니다', 'A NetworkPolicy drops the packets'), choice('dns', 'CoreDNS가 이름을 풀지 못합니다', 'CoreDNS does not resolve the name')],
};

import { choice, step, t } from './texts';
import type { BothIncident } from './texts';
import { deployment, READY, service, SHOP } from './world';

const apply = (text: string): string => `kubectl apply -f - <<EOF\n${text}EOF`;
const RESTART = 'kubectl -n shop rollout restart deploy/api';

const deploy = step('kubectl -n shop get deploy,rs,pods -l app=api', '레플리카셋은 있는데 파드가 없습니다.', 'There is a ReplicaSet, and there are no Pods.');
const events = (ko: string, en: string): ReturnType<typeof step> => step('kubectl -n shop get events --field-selector reason=FailedCreate -o custom-columns=WHAT:.message | tail -1', ko, en);
const again = step('kubectl -n shop annotate rs -l app=api nudge=now --overwrite', '레플리카셋은 백오프로 기다리는 중입니다. 건드리면 바로 다시 해 봅니다.', 'The ReplicaSet sits out its back-off. Touch it, and it tries again at once.');
const done = step('kubectl -n shop rollout status deploy/api --timeout=120s', '셋이 됩니다.', 'There are three.');

const ACCOUNT = `apiVersion: v1
kind: ServiceAccount
metadata: { name: api, namespace: shop }
---
`;

/** A namespace in which nothing is created any more. */
export const noPods: BothIncident = {
  id: 'no-pods',
  title: t('api가 통째로 사라졌습니다', 'The api is gone altogether'),
  story: t('다시 배포한 뒤로 `api`의 파드가 하나도 없습니다. `kubectl get pods`에 아무것도 나오지 않습니다. 네임스페이스 `shop`의 한도와 계정을 오늘 누가 정리했습니다. 셋이 모두 준비되게 하세요. `api`의 요청과 한도는 줄이지 않습니다.', 'Since the last release there is not one Pod of `api`, and `kubectl get pods` shows nothing. Limits and accounts of namespace `shop` were tidied up today. Get all three ready, without lowering the requests and limits of `api`.'),
  start: { manifests: SHOP + ACCOUNT + deployment('api', { replicas: 3, strategy: 'Recreate', spec: ['serviceAccountName: api'], container: [...READY, 'resources: { requests: { cpu: 300m, memory: 128Mi }, limits: { cpu: 600m, memory: 256Mi } }'] }) + service('api', 8000), settled: 40 },
  check: ['deploy/api@shop : status.readyReplicas == 3', 'deploy/api@shop : spec.replicas == 3', 'deploy/api@shop : spec.template.spec.containers[0].resources.limits.memory == 256Mi', 'deploy/api@shop : spec.template.spec.containers[0].resources.requests.cpu == 300m'],
  steady: 20,
  causes: [
    {
      id: 'quota', text: t('쿼터가 파드 하나도 들이지 못할 만큼 작습니다', 'A ResourceQuota is too small for even one Pod'),
      broken: [apply('apiVersion: v1\nkind: ResourceQuota\nmetadata: { name: compute, namespace: shop }\nspec: { hard: { limits.memory: 200Mi }, scopes: [NotBestEffort] }\n'), 'sleep 3', RESTART],
      hints: [t('파드를 만드는 것은 레플리카셋입니다. 그 이벤트를 보세요.', 'It is the ReplicaSet that creates Pods. See its events.'), t('`exceeded quota`가 쓴 양과 한도를 말합니다.', '`exceeded quota` tells what is used and what is allowed.')],
      path: [deploy, events('`exceeded quota`: 파드 하나의 메모리 한도 256Mi가 쿼터 200Mi를 넘습니다.', '`exceeded quota`: the memory limit of one Pod, 256Mi, is above the 200Mi of the quota.'), step('kubectl -n shop describe quota', '쓴 양과 한도입니다.', 'What is used, and what is allowed.'), step(`kubectl -n shop patch quota compute -p '{"spec":{"hard":{"limits.memory":"2Gi"}}}'`, '한도를 올립니다.', 'Raise it.'), step('sleep 3', '쿼터가 다시 계산됩니다.', 'The quota is computed again.'), again, done],
      after: t('쿼터는 만들 때만 봅니다. 넣을 때 이미 넘쳐 있었지만 도는 파드는 그대로였고, `Recreate`라 옛 파드가 먼저 사라진 뒤 새 파드는 만들어지지 못했습니다. 쓴 양이 80%를 넘으면 경보가 울리게 하세요.', 'A quota looks only when something is created. It was overrun from its first second, and the Pods ran on; with `Recreate` the old ones went first, and the new ones could not be made. Put an alert at 80% of use.'),
    },
    {
      id: 'limit-range', text: t('리밋레인지의 `max`보다 한도가 큽니다', 'The limit is above the `max` of a LimitRange'),
      broken: [apply('apiVersion: v1\nkind: LimitRange\nmetadata: { name: small, namespace: shop }\nspec: { limits: [{ type: Container, max: { memory: 128Mi } }] }\n'), 'sleep 3', RESTART],
      hints: [t('쿼터가 아니라 컨테이너 하나의 크기가 문제일 수도 있습니다.', 'It need not be the sum: one container may be too large.'), t('`maximum memory usage per Container`입니다. `kubectl -n shop describe limitrange`를 보세요.', 'It is `maximum memory usage per Container`. See `kubectl -n shop describe limitrange`.')],
      path: [deploy, events('컨테이너 하나의 메모리가 128Mi까지라고 합니다.', 'One container may have 128Mi of memory, it says.'), step('kubectl -n shop describe limitrange', '`max`가 128Mi입니다.', 'Its `max` is 128Mi.'), step(`kubectl -n shop patch limitrange small --type=json -p '[{"op":"replace","path":"/spec/limits/0/max/memory","value":"512Mi"}]'`, '`max`를 올립니다.', 'Raise the `max`.'), again, done],
      after: t('리밋레인지는 도는 파드를 건드리지 않습니다. 넣은 날이 아니라 다음에 배포하는 날 터집니다. 넣기 전에 지금 도는 파드의 한도와 견주세요.', 'A LimitRange leaves running Pods alone, so it goes off on the day of the next release. Compare it with what runs before you put it there.'),
    },
    {
      id: 'service-account', text: t('파드가 쓰는 서비스어카운트가 없습니다', 'The Pods’ ServiceAccount is gone'),
      broken: ['kubectl -n shop delete sa api', RESTART],
      hints: [t('한도만 정리한 것이 아닙니다.', 'Limits are not all that was tidied up.'), t('`FailedCreate`가 서비스어카운트의 이름을 말합니다.', '`FailedCreate` tells the name of a ServiceAccount.')],
      path: [deploy, events('서비스어카운트 `api`가 없습니다.', 'The ServiceAccount `api` is not found.'), step('kubectl -n shop get sa', '`default`만 있습니다.', 'There is only `default`.'), step('kubectl -n shop create sa api', '다시 만듭니다. 롤바인딩은 이름으로 가리키므로 그대로 맞습니다.', 'Create it again. RoleBindings name it, so they fit as they are.'), again, done],
      after: t('계정을 지우면 그 토큰을 든 파드는 돌지만 401을 받고, 새 파드는 만들어지지 않습니다. 지우기 전에 누가 쓰는지 `kubectl get pods -A -o custom-columns=NS:.metadata.namespace,SA:.spec.serviceAccountName`으로 보세요.', 'Without its account a running Pod gets 401 for its token, and new ones are not created. See who uses an account, with `kubectl get pods -A -o custom-columns=NS:.metadata.namespace,SA:.spec.serviceAccountName`, before you delete it.'),
    },
    {
      id: 'pod-security', text: t('네임스페이스의 파드 시큐리티 수준이 파드를 거절합니다', 'The namespace’s Pod Security level refuses the Pods'),
      broken: ['kubectl label ns shop pod-security.kubernetes.io/enforce=restricted', RESTART],
      hints: [t('한도도 계정도 멀쩡합니다. 네임스페이스 자체를 보세요.', 'Limits and accounts are fine. See the namespace itself.'), t('`violates PodSecurity`입니다. 네임스페이스의 레이블이 정합니다.', 'It is `violates PodSecurity`, and a label of the namespace decides it.')],
      path: [deploy, events('`restricted` 수준에 맞지 않는다고 합니다.', 'They violate the level `restricted`.'), step('kubectl get ns shop --show-labels', '`enforce=restricted`가 붙었습니다.', 'It has got `enforce=restricted`.'), step('kubectl label ns shop pod-security.kubernetes.io/enforce=baseline --overwrite', '앱을 고칠 때까지 `baseline`으로 낮춥니다.', 'Lower it to `baseline` until the app is mended.'), again, done],
      after: t('`enforce`는 디플로이먼트가 아니라 파드를 거절하므로 apply는 성공합니다. 레이블을 붙일 때 나오는 경고가 지금 도는 파드의 위반을 말해 줍니다. `warn`부터 올리세요.', '`enforce` refuses Pods and not the Deployment, so apply succeeds. The warning when the label is set tells which running Pods violate it. Begin with `warn`.'),
    },
  ],
  lures: [choice('webhook', '어드미션 웹훅이 실패합니다', 'An admission webhook fails'), choice('scheduler', '스케줄러가 파드를 놓지 못합니다', 'The scheduler finds no node')],
};

import { choice, step, t } from './texts';
import type { BothIncident } from './texts';
import { deployment, SHOP } from './world';

const claim = (name: string, storageClass = ''): string => `apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: ${name}, namespace: shop }
spec: { ${storageClass === '' ? '' : `storageClassName: ${storageClass}, `}accessModes: [ReadWriteOnce], resources: { requests: { storage: 5Gi } } }
---
`;

const DB = deployment('db', {
  replicas: 1, image: 'postgres:18', strategy: 'Recreate',
  spec: ['volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]'],
  container: ['volumeMounts: [{ name: data, mountPath: /var/lib/postgresql }]', 'readinessProbe: { tcpSocket: { port: 5432 }, periodSeconds: 5 }'],
});

const apply = (text: string): string => `kubectl apply -f - <<EOF\n${text.replace(/---\n$/, '')}EOF`;
const pods = step('kubectl -n shop get pods,pvc', '파드와 PVC를 함께 봅니다.', 'See the Pods together with the claims.');
const done = step('kubectl -n shop rollout status deploy/db --timeout=180s', '`db`가 뜰 때까지 기다립니다.', 'Wait until `db` is up.');

/** A database without its volume. */
export const claims: BothIncident = {
  id: 'claim',
  title: t('데이터베이스가 디스크를 기다립니다', 'The database waits for its disk'),
  story: t('`shop`에 새로 만든 `db`가 몇 분째 뜨지 않습니다. 같은 차트가 다른 클러스터에서는 됐습니다. PVC `data`를 쓰는 `db`가 준비되게 하세요. 아직 아무 데이터도 없습니다.', 'The new `db` in `shop` has not come up for minutes. The same chart worked on another cluster. Make `db` ready, with its claim `data`. There is no data yet.'),
  start: { manifests: SHOP + `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: fast }
provisioner: disk.csi.example.com
volumeBindingMode: WaitForFirstConsumer
reclaimPolicy: Delete
`, settled: 20 },
  wanted: [apply(claim('data')), apply(DB)],
  check: ['pvc/data@shop : status.phase == Bound', 'deploy/db@shop : status.readyReplicas == 1', 'deploy/db@shop : spec.template.spec.volumes[0].persistentVolumeClaim.claimName == data'],
  steady: 20,
  causes: [
    {
      id: 'class', text: t('PVC가 없는 스토리지클래스를 부릅니다', 'The claim names a StorageClass that is not there'),
      broken: [apply(claim('data', 'fats')), apply(DB)],
      hints: [t('파드는 PVC를 기다릴 뿐입니다. PVC는 무엇을 기다리나요?', 'The Pod only waits for the claim. What does the claim wait for?'), t('`kubectl -n shop describe pvc data`의 이벤트와 `kubectl get sc`를 견주세요.', 'Compare the events of `kubectl -n shop describe pvc data` with `kubectl get sc`.')],
      path: [pods, step('kubectl -n shop describe pvc data | tail -4; kubectl get sc', '클래스 `fats`가 없습니다. `fast`의 오타입니다.', 'There is no class `fats`; it is a typo of `fast`.'), step('kubectl -n shop scale deploy db --replicas=0 && kubectl -n shop delete pvc data', '클래스는 바꿀 수 없으니, 쓰는 파드를 내리고 지웁니다.', 'The class cannot be changed: take the Pod down that uses the claim, and delete it.'), step(apply(claim('data', 'fast')), '맞는 클래스로 다시 만듭니다.', 'Create it again with the right class.'), step('kubectl -n shop scale deploy db --replicas=1', '되돌립니다.', 'Scale back.'), done],
      after: t('클래스의 이름은 클러스터마다 다릅니다. 차트에서는 값으로 빼고, 배포하기 전에 `kubectl get sc`로 확인하세요.', 'Names of classes differ from cluster to cluster. Make them a value of the chart, and look with `kubectl get sc` before you install it.'),
    },
    {
      id: 'no-default', text: t('기본 스토리지클래스가 없습니다', 'There is no default StorageClass'),
      broken: ['kubectl annotate sc standard storageclass.kubernetes.io/is-default-class-', apply(claim('data')), apply(DB)],
      hints: [t('PVC에 클래스가 적혀 있나요?', 'Does the claim name a class?'), t('적혀 있지 않으면 기본 클래스가 채웁니다. `kubectl get sc`에 `(default)`가 있나요?', 'Where it names none, the default fills it in. Is there a `(default)` in `kubectl get sc`?')],
      path: [pods, step('kubectl -n shop describe pvc data | tail -4; kubectl get sc', '클래스가 적혀 있지 않고, 기본으로 표시된 클래스도 없습니다.', 'No class is set, and none is marked as the default.'), step('kubectl annotate sc standard storageclass.kubernetes.io/is-default-class=true', '기본을 다시 정합니다. 기다리던 PVC에도 채워집니다.', 'Mark one again; claims that wait are filled in too.'), step('sleep 45', '컨트롤러가 기다리던 PVC를 다시 봅니다.', 'The controller looks at waiting claims again.'), done],
      after: t('기본 클래스가 나중에 생겨도 클래스 없는 PVC에 채워집니다(1.26부터, 1.28에 GA). 기본이 둘이면 나중에 만든 것이 이깁니다.', 'A default that appears later is filled into claims without a class (since 1.26, GA in 1.28). With two defaults the one made later wins.'),
      mendedBy: ['class'],
    },
    {
      id: 'quota', text: t('쿼터 때문에 PVC가 만들어지지 않았습니다', 'A quota kept the claim from being created'),
      broken: [apply('apiVersion: v1\nkind: ResourceQuota\nmetadata: { name: storage, namespace: shop }\nspec: { hard: { requests.storage: 1Gi } }\n'), 'sleep 3', `${apply(claim('data'))}\ntrue`, apply(DB)],
      hints: [t('파드의 이벤트가 PVC를 어떻게 말하나요?', 'What do the Pod’s events say of the claim?'), t('PVC가 아예 없습니다. 다시 만들어 보면 까닭이 나옵니다.', 'The claim does not exist at all. Try to create it, and you are told why.')],
      path: [pods, step(apply(claim('data')), '`exceeded quota`라며 거절합니다.', 'It is refused: `exceeded quota`.'), step('kubectl -n shop describe quota', '스토리지 1Gi까지입니다.', 'No more than 1Gi of storage.'), step(`kubectl -n shop patch quota storage -p '{"spec":{"hard":{"requests.storage":"20Gi"}}}'`, '한도를 올립니다.', 'Raise the limit.'), step(`sleep 3; ${apply(claim('data'))}`, 'PVC를 만듭니다.', 'Create the claim.'), done],
      after: t('거절은 만든 사람에게만 보입니다. 파이프라인이 오류를 무시하면 남는 것은 `persistentvolumeclaim "data" not found`뿐입니다.', 'Only whoever creates it sees the refusal. Where a pipeline ignores errors, all that is left is `persistentvolumeclaim "data" not found`.'),
    },
    {
      id: 'zone', text: t('파드가 노드가 하나도 없는 영역을 요구합니다', 'The Pod asks for a zone that has no node'),
      broken: [apply(claim('data')), apply(DB.replace('    spec:\n      volumes', '    spec:\n      nodeSelector: { topology.kubernetes.io/zone: kr-c }\n      volumes'))],
      hints: [t('PVC는 `WaitForFirstConsumer`라 파드를 기다립니다. 그 파드는 왜 놓이지 못하나요?', 'The claim is `WaitForFirstConsumer` and waits for the Pod. Why does the Pod get no node?'), t('파드의 `FailedScheduling`을 읽고, 노드의 영역을 `kubectl get nodes -L topology.kubernetes.io/zone`으로 보세요.', 'Read the Pod’s `FailedScheduling`, and see the nodes’ zones with `kubectl get nodes -L topology.kubernetes.io/zone`.')],
      path: [pods, step('kubectl -n shop describe pods -l app=db | tail -4; kubectl get nodes -L topology.kubernetes.io/zone', '영역 `kr-c`의 노드가 없습니다. PVC는 파드를 기다릴 뿐입니다.', 'There is no node in zone `kr-c`; the claim only waits for the Pod.'), step(`kubectl -n shop patch deploy db --type=json -p '[{"op":"replace","path":"/spec/template/spec/nodeSelector/topology.kubernetes.io~1zone","value":"kr-a"}]'`, '있는 영역을 적습니다.', 'Name a zone that is there.'), done],
      after: t('PVC의 `Pending`이 언제나 고장은 아닙니다. `WaitForFirstConsumer`는 파드가 놓이기를 기다리므로, 먼저 볼 것은 파드의 스케줄링입니다.', 'A claim that is `Pending` is not always broken. With `WaitForFirstConsumer` it waits until the Pod has a node, so look at the Pod’s scheduling first.'),
    },
  ],
  lures: [choice('attach', '다른 노드가 볼륨을 아직 붙이고 있습니다', 'Another node still has the volume attached'), choice('csi', 'CSI 드라이버가 돌지 않습니다', 'The CSI driver does not run')],
};

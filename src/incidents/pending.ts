import { choice, step, t } from './texts';
import type { BothIncident } from './texts';
import { deployment, SHOP } from './world';

const RESTART = 'kubectl -n shop rollout restart deploy/report';
const pods = step('kubectl -n shop get pods -l app=report -o wide', '셋 다 `Pending`이고 노드가 없습니다.', 'All three are `Pending`, without a node.');
const events = (ko: string, en: string): ReturnType<typeof step> => step('kubectl -n shop get events --field-selector reason=FailedScheduling -o custom-columns=WHO:.involvedObject.name,WHAT:.message', ko, en);
const done = step('kubectl -n shop rollout status deploy/report --timeout=120s', '셋 다 뜰 때까지 기다립니다.', 'Wait until all three are up.');

/** Pods that find no node. */
export const pending: BothIncident = {
  id: 'pending',
  title: t('보고서 파드가 Pending입니다', 'The report’s Pods are Pending'),
  story: t('어젯밤 작업 뒤로 `report`의 파드 셋이 모두 `Pending`입니다. 노드는 모두 `Ready`라고 합니다. 레플리카를 줄이지 말고 셋 다 뜨게 하세요.', 'Since last night’s work, all three Pods of `report` are `Pending`. All nodes are said to be `Ready`. Get all three up, without scaling down.'),
  start: { manifests: SHOP + deployment('report', { replicas: 3, strategy: 'Recreate', container: ['resources: { requests: { cpu: 500m, memory: 256Mi } }'] }), settled: 40 },
  check: ['deploy/report@shop : status.readyReplicas == 3', 'deploy/report@shop : spec.replicas == 3', 'deploy/report@shop : status.updatedReplicas == 3'],
  steady: 20,
  causes: [
    {
      id: 'requests', text: t('요청이 어느 노드보다도 큽니다', 'The request is larger than any node'),
      broken: ['kubectl -n shop set resources deploy report --requests=cpu=8'],
      hints: [t('스케줄러는 노드마다 안 되는 까닭을 적습니다.', 'The scheduler writes down why each node is out.'), t('`Insufficient cpu`입니다. 요청과 노드의 Allocatable을 견주세요.', 'It is `Insufficient cpu`. Compare the request with the nodes’ Allocatable.')],
      path: [pods, events('워커 노드 셋이 `Insufficient cpu`입니다. 나머지 하나는 컨트롤 플레인이라 늘 테인트가 있습니다.', '`Insufficient cpu` for the three worker nodes. The fourth node is the control plane’s, which always has a taint.'), step('kubectl -n shop get deploy report -o jsonpath=\'{.spec.template.spec.containers[0].resources}{"\\n"}\'; kubectl get nodes -o custom-columns=NAME:.metadata.name,CPU:.status.allocatable.cpu', '8코어를 요청하는데 노드는 3.8코어를 내줍니다.', 'It asks for 8 CPUs; a node has 3.8 to give.'), step('kubectl -n shop set resources deploy report --requests=cpu=500m', '`500m`을 `8`로 적었던 것을 되돌립니다.', 'Put back `500m` for `8`.'), done],
      after: t('스케줄러는 쓰는 양이 아니라 요청을 셉니다. 파드 하나의 요청이 가장 큰 노드보다 크면 같은 크기의 노드를 아무리 더해도 소용없습니다. 리밋레인지의 `max`가 안전장치입니다.', 'The scheduler counts requests and not what is used. A Pod that asks for more than the largest node has waits however many nodes of that size are added. The `max` of a LimitRange is the guard-rail.'),
    },
    {
      id: 'taint', text: t('워커 노드에 파드가 견디지 못하는 테인트가 있습니다', 'The worker nodes have a taint that the Pods do not tolerate'),
      broken: ['kubectl taint nodes node-a node-b node-c maintenance=kernel:NoSchedule', RESTART],
      hints: [t('노드가 파드를 받지 않습니다. 자원이 모자라서가 아닙니다.', 'The nodes turn the Pods away, and not for want of room.'), t('`untolerated taint`입니다. `kubectl describe nodes | grep Taints`를 보세요.', 'It is `untolerated taint`. See `kubectl describe nodes | grep Taints`.')],
      path: [pods, events('넷 다 견디지 못하는 테인트가 있습니다. 어떤 테인트인지는 말하지 않습니다.', 'All four have a taint that is not tolerated. It does not say which.'), step('kubectl describe nodes | grep Taints', '워커 노드 셋에 `maintenance=kernel`이 있습니다.', 'Three worker nodes have `maintenance=kernel`.'), step('kubectl taint nodes node-a node-b node-c maintenance-', '끝난 작업의 테인트를 뗍니다.', 'Remove the taint of work that is over.'), done],
      after: t('`NoSchedule`은 이미 도는 파드를 건드리지 않으므로, 다음 배포나 재시작 때에야 드러납니다. 작업을 시작한 절차가 끝낼 때 테인트를 떼는 것까지 맡아야 합니다.', '`NoSchedule` leaves running Pods alone, so it shows only at the next release or restart. Whatever procedure puts a taint there has to take it off.'),
    },
    {
      id: 'node-selector', text: t('nodeSelector에 맞는 노드가 없습니다', 'No node fits the nodeSelector'),
      broken: [`kubectl -n shop patch deploy report -p '{"spec":{"template":{"spec":{"nodeSelector":{"disktype":"ssd"}}}}}'`],
      hints: [t('까다로운 쪽은 파드입니다.', 'It is the Pods that are choosy.'), t('`didn\'t match Pod\'s node affinity/selector`입니다. 노드의 레이블을 보세요.', 'It is `didn\'t match Pod\'s node affinity/selector`. See the nodes’ labels.')],
      path: [pods, events('워커 노드 셋이 노드 어피니티나 셀렉터에 맞지 않습니다.', 'Three worker nodes do not match the node affinity or selector.'), step('kubectl get nodes -L disktype', '그 레이블이 있는 노드가 없습니다.', 'No node has the label.'), step(`kubectl -n shop patch deploy report --type=json -p '[{"op":"remove","path":"/spec/template/spec/nodeSelector"}]'`, '셀렉터를 뗍니다. 정말 SSD가 필요하다면 노드에 레이블을 붙입니다.', 'Remove the selector. If an SSD is really needed, label a node.'), done],
      after: t('노드의 레이블은 노드가 새로 등록되면 사라지기도 합니다. 필요하다면 노드를 만드는 쪽에 적고, 꼭 필요하지 않다면 `preferred` 어피니티로 적으세요.', 'Labels of nodes may go when a node is registered anew. If they are needed, write them where nodes are made; if not strictly, use a `preferred` affinity.'),
    },
    {
      id: 'scheduler-name', text: t('파드가 기본이 아닌 `schedulerName`을 적었는데 그런 스케줄러가 없습니다', 'The Pods name a `schedulerName` other than the default, and nobody has that name'),
      broken: [`kubectl -n shop patch deploy report -p '{"spec":{"template":{"spec":{"schedulerName":"batch-scheduler"}}}}'`],
      hints: [t('파드에 이벤트가 하나도 없다는 것이 단서입니다.', 'That the Pods have no event at all is the clue.'), t('스케줄러는 도는데 이 파드들을 보지 않습니다. 파드의 spec을 보세요.', 'The scheduler runs, and does not look at these Pods. See the Pods’ spec.')],
      path: [pods, events('이벤트가 없습니다. 아무 스케줄러도 보지 않았습니다.', 'No events: no scheduler has looked.'), step(`kubectl -n shop get pods -l app=report -o jsonpath='{.items[*].spec.schedulerName}{"\\n"}'`, '`batch-scheduler`를 기다립니다.', 'They wait for `batch-scheduler`.'), step(`kubectl -n shop patch deploy report -p '{"spec":{"template":{"spec":{"schedulerName":"default-scheduler"}}}}'`, '기본 스케줄러로 되돌립니다.', 'Give them to the default scheduler.'), done],
      after: t('없는 스케줄러를 적어도 API 서버는 받아들입니다. 그 이름의 스케줄러가 나중에 올 수도 있기 때문입니다. 이벤트 없이 Pending이면 이것과 스케줄러 자체를 먼저 보세요.', 'The API server accepts the name of a scheduler that is not there, as it may yet come. Where a Pod is Pending without events, look at this and at the scheduler itself first.'),
    },
    {
      id: 'scheduler-down', text: t('kube-scheduler가 돌지 않습니다', 'kube-scheduler does not run'),
      broken: ['ssh cp-1 mv /etc/kubernetes/manifests/kube-scheduler.yaml /root/', RESTART], brokenFor: 90,
      hints: [t('이벤트가 없습니다. 다른 새 파드도 그런지 보세요.', 'There are no events. See whether any other new Pod fares better.'), t('`kubectl -n kube-system get pods`에 kube-scheduler가 있나요? 스태틱 파드의 파일은 `cp-1`에 있습니다.', 'Is kube-scheduler in `kubectl -n kube-system get pods`? The file of a static Pod is on `cp-1`.')],
      path: [pods, events('이벤트가 없습니다. 아무 스케줄러도 보지 않았습니다.', 'No events: no scheduler has looked.'), step('kubectl -n kube-system get pods,lease', 'kube-scheduler의 파드가 없습니다.', 'There is no Pod of kube-scheduler.'), step('ssh cp-1 "ls /etc/kubernetes/manifests /root"', '매니페스트가 폴더 밖에 있습니다.', 'Its manifest lies outside of the folder.'), step('ssh cp-1 mv /root/kube-scheduler.yaml /etc/kubernetes/manifests/', '되돌리면 kubelet이 다시 띄웁니다.', 'Put it back, and the kubelet starts it.'), done],
      after: t('도는 파드는 스케줄러가 없어도 돕니다. 그래서 다음 배포 때까지 아무도 모릅니다. 리스의 `renewTime`에 경보를 거세요.', 'Running Pods do not need a scheduler, so nobody notices until the next release. Put an alert on the `renewTime` of its Lease.'),
    },
  ],
  lures: [choice('pvc', 'PVC가 묶이지 않아 기다립니다', 'They wait for a claim that does not bind'), choice('quota', '쿼터가 파드를 막습니다', 'A quota keeps the Pods out')],
};

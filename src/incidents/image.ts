import { choice, step, t } from './texts';
import type { BothIncident } from './texts';
import { deployment, READY, service, SHOP } from './world';

const pods = step('kubectl -n shop get pods -l app=web', '새 레플리카셋의 파드 하나가 뜨지 못하고, 요청은 옛 파드 셋이 그대로 받습니다.', 'One Pod of the new ReplicaSet does not come up; the three old ones go on serving.');
const events = (ko: string, en: string): ReturnType<typeof step> => step(`kubectl -n shop get events --field-selector type=Warning,reason!=Unhealthy --no-headers -o custom-columns=WHY:.reason,WHAT:.message | sort | uniq`, ko, en);
const done = step('kubectl -n shop rollout status deploy/web --timeout=120s', '롤아웃이 끝까지 갑니다.', 'The rollout goes through.');
const setImage = step('kubectl -n shop set image deploy/web web=registry.k8s.example/hello:2.0', '참조를 바로잡습니다.', 'Put the reference right.');

/** A rollout that hangs at an image. */
export const image: BothIncident = {
  id: 'image',
  title: t('새 버전이 나오지 않습니다', 'The new version does not come out'),
  story: t('몇 분 전에 `web`의 2.0을 배포했는데 손님들은 아직 1.0을 봅니다. 사이트는 살아 있습니다. 되돌리지 말고 `registry.k8s.example/hello:2.0`이 셋 모두에서 돌게 하세요.', 'Version 2.0 of `web` was released some minutes ago, and customers still see 1.0. The site is up. Do not roll back; make all three Pods run `registry.k8s.example/hello:2.0`.'),
  start: { manifests: SHOP + deployment('web', { replicas: 3, container: READY }) + service('web', 80, 8000), images: { 'old-registry.k8s.example/hello': { words: ['pull=20s', 'pull-error=unreachable'] } }, settled: 40 },
  wanted: ['kubectl -n shop set image deploy/web web=registry.k8s.example/hello:2.0'],
  check: ['deploy/web@shop : status.updatedReplicas == 3', 'deploy/web@shop : status.readyReplicas == 3', 'deploy/web@shop : status.replicas == 3', 'pods -l app=web @shop : spec.containers[0].image == registry.k8s.example/hello:2.0', 'get(http://web/, deploy/client@shop) contains (2.0)'],
  steady: 20,
  causes: [
    {
      id: 'tag', text: t('`web` 컨테이너의 이미지에 그런 태그가 없습니다', 'The image of container `web` has no such tag'),
      broken: ['kubectl -n shop set image deploy/web web=registry.k8s.example/hello:2.O'], brokenFor: 150,
      hints: [t('이벤트에 레지스트리의 답이 그대로 있습니다.', 'The events hold the registry’s own answer.'), t('`not found`입니다. 태그를 한 글자씩 읽으세요.', 'It is `not found`. Read the tag letter by letter.')],
      path: [pods, events('`2.O`(영문자 O)를 찾지 못합니다.', '`2.O`, with the letter O, is not found.'), setImage, done],
      after: t('롤아웃 자체가 옛 파드를 지켰습니다. `maxUnavailable`(셋의 25%, 내림)이 하나도 줄이지 못하게 했기 때문입니다. 태그는 사람이 치지 말고 파이프라인이 다이제스트로 적게 하세요.', 'The rollout itself kept the old Pods, as `maxUnavailable` (25% of three, rounded down) lets none go. Let the pipeline write a digest, and nobody type a tag.'),
      mendedBy: ['registry'],
    },
    {
      id: 'registry', text: t('`web` 컨테이너가 가리키는 레지스트리가 답하지 않습니다', 'The registry that container `web` names does not answer'),
      broken: ['kubectl -n shop set image deploy/web web=old-registry.k8s.example/hello:2.0'], brokenFor: 150,
      hints: [t('답이 없는 것과 없다는 답은 다릅니다.', 'No answer, and the answer “no”, are two things.'), t('이벤트의 주소에서 호스트를 읽고, 받아야 할 이미지의 것과 견주세요.', 'Read the host in the address that the event tells, and compare it with that of the image that is wanted.')],
      path: [pods, events('`old-registry.k8s.example`에 접속하지 못합니다.', 'There is no way to `old-registry.k8s.example`.'), setImage, done],
      after: t('옮기기 전의 레지스트리를 가리켰습니다. 태그가 없다는 답은 바로 오지만, 접속하지 못하면 시간 초과까지 걸립니다. 어드미션에서 허용하는 레지스트리의 목록을 검사하면 이런 실수는 만들 때 걸립니다.', 'It named the registry from before a move. A registry that has no such tag says so at once; one that cannot be reached takes its whole time-out. A list of allowed registries, checked at admission, catches such a mistake when the object is made.'),
      mendedBy: ['tag'],
    },
    {
      id: 'init', text: t('초기화 컨테이너의 이미지를 받지 못합니다', 'The image of an init container cannot be pulled'),
      broken: [`kubectl -n shop patch deploy web -p '{"spec":{"template":{"spec":{"initContainers":[{"name":"migrate","image":"busybox:1.73","command":["true"]}],"containers":[{"name":"web","image":"registry.k8s.example/hello:2.0"}]}}}}'`], brokenFor: 150,
      hints: [t('파드의 `STATUS`가 어느 컨테이너를 말하는지 보세요.', 'See which container the Pod’s `STATUS` speaks of.'), t('`Init:`으로 시작합니다. 이미지는 하나가 아닙니다.', 'It begins with `Init:`. There is more than one image.')],
      path: [pods, events('`busybox:1.73`을 찾지 못합니다.', '`busybox:1.73` is not found.'), step(`kubectl -n shop patch deploy web -p '{"spec":{"template":{"spec":{"initContainers":[{"name":"migrate","image":"busybox:1.37"}]}}}}'`, '초기화 컨테이너의 태그를 바로잡습니다.', 'Put the init container’s tag right.'), done],
      after: t('앱의 이미지는 맞았습니다. `Init:ImagePullBackOff`의 `Init:`이 어느 컨테이너인지 말해 줍니다. `kubectl set image`는 초기화 컨테이너도 이름으로 바꿉니다.', 'The app’s image was right. It is the `Init:` of `Init:ImagePullBackOff` that says which container. `kubectl set image` changes init containers too, by their names.'),
    },
    {
      id: 'never', text: t('`imagePullPolicy: Never`인데 노드에 이미지가 없습니다', '`imagePullPolicy` is `Never`, and the nodes do not have the image'),
      broken: [`kubectl -n shop patch deploy web -p '{"spec":{"template":{"spec":{"containers":[{"name":"web","image":"registry.k8s.example/hello:2.0","imagePullPolicy":"Never"}]}}}}'`], brokenFor: 150,
      hints: [t('레지스트리에 묻기는 했나요?', 'Was the registry asked at all?'), t('`ErrImageNeverPull`은 받지 말라고 적혀 있다는 뜻입니다.', '`ErrImageNeverPull` means that somebody said not to pull.')],
      path: [pods, events('`ErrImageNeverPull`: 노드에 없는데 받지 말라고 되어 있습니다.', '`ErrImageNeverPull`: it is not on the node, and must not be pulled.'), step(`kubectl -n shop patch deploy web -p '{"spec":{"template":{"spec":{"containers":[{"name":"web","imagePullPolicy":"IfNotPresent"}]}}}}'`, '정책을 되돌립니다.', 'Put the policy back.'), done],
      after: t('`Never`는 노드마다 미리 넣어 둔 이미지에만 맞습니다. 개발용 minikube의 매니페스트가 그대로 운영에 왔을 때 흔히 남는 흔적입니다.', '`Never` fits images that were put on every node beforehand. It is a common trace of a manifest that came to production from somebody’s minikube.'),
    },
  ],
  lures: [choice('probe', '새 버전의 준비성 프로브가 실패합니다', 'The new version fails its readiness probe'), choice('quota', '쿼터가 파드를 더 만들지 못하게 합니다', 'A quota allows no more Pods')],
};

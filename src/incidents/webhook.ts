import { choice, step, t } from './texts';
import type { BothIncident } from './texts';
import { deployment, READY, service, SHOP } from './world';

const apply = (text: string): string => `kubectl apply -f - <<EOF\n${text}EOF`;
const SCALE = 'kubectl -n shop scale deploy web --replicas=5';

const hooks = (kind: 'Validating' | 'Mutating', name: string, client: string): string => apply(`apiVersion: admissionregistration.k8s.io/v1
kind: ${kind}WebhookConfiguration
metadata: { name: ${name} }
webhooks:
- name: ${name}.platform.example
  clientConfig: { ${client} }
  rules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
  failurePolicy: Fail
  timeoutSeconds: 5
  sideEffects: None
  admissionReviewVersions: [v1]
`);

const policy = (name: string, expression: string, message: string): string => apply(`apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: ${name} }
spec:
  failurePolicy: Fail
  matchConstraints: { resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }] }
  validations: [{ expression: "${expression}", message: "${message}" }]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: ${name} }
spec: { policyName: ${name}, validationActions: [Deny] }
`);

const events = (ko: string, en: string): ReturnType<typeof step> => step('kubectl -n shop get events --field-selector reason=FailedCreate -o custom-columns=WHO:.involvedObject.name,WHAT:.message | tail -1', ko, en);
const deploy = step('kubectl -n shop get deploy,rs', '레플리카셋이 다섯을 원하는데 둘에서 멈췄습니다.', 'The ReplicaSet wants five and stays at two.');
const again = step('kubectl -n shop annotate rs -l app=web nudge=now --overwrite', '레플리카셋은 백오프로 기다리는 중입니다. 건드리면 바로 다시 해 봅니다.', 'The ReplicaSet sits out its back-off. Touch it, and it tries again at once.');
const done = step('kubectl -n shop rollout status deploy/web --timeout=120s', '다섯이 됩니다.', 'There are five.');

/** Admission that lets no Pod in. */
export const webhook: BothIncident = {
  id: 'webhook',
  title: t('늘렸는데 파드가 늘지 않습니다', 'Scaled up, and no more Pods'),
  story: t('손님이 몰려 `web`을 다섯으로 늘렸는데 둘 그대로입니다. `Pending`인 파드도 없습니다. 플랫폼팀이 오늘 클러스터의 규칙을 바꿨습니다. 다섯이 모두 준비되게 하세요. `web`의 템플릿은 고치지 않습니다.', 'Customers are coming in, and `web` was scaled to five. It stays at two, and no Pod is `Pending`. The platform team changed rules of the cluster today. Get all five ready, without changing the template of `web`.'),
  start: { manifests: SHOP + deployment('web', { container: READY }) + service('web', 80, 8000), settled: 40 },
  wanted: [SCALE],
  check: ['deploy/web@shop : spec.replicas == 5', 'deploy/web@shop : status.readyReplicas == 5', 'deploy/web@shop : spec.template.metadata.labels.cost-center absent'],
  steady: 20,
  causes: [
    {
      id: 'service-gone', text: t('사라진 서비스를 부르는 검증 웹훅이 남았습니다', 'A validating webhook is left whose Service is gone'),
      broken: [hooks('Validating', 'image-guard', 'service: { namespace: guard, name: image-guard, path: /validate }'), SCALE],
      hints: [t('없는 파드에는 이벤트가 없습니다. 파드를 만드는 것은 누구인가요?', 'A Pod that is not there has no events. Who creates Pods?'), t('레플리카셋의 `FailedCreate`가 웹훅의 이름을 말합니다.', 'The ReplicaSet’s `FailedCreate` tells the name of a webhook.')],
      path: [deploy, events('웹훅이 부르는 서비스가 없습니다.', 'The webhook’s Service is not found.'), step('kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations', '설정만 남았습니다.', 'Its configuration alone is left.'), step('kubectl delete validatingwebhookconfiguration image-guard', '남은 설정을 지웁니다.', 'Delete what was left.'), again, done],
      after: t('웹훅을 뺄 때는 설정, 서비스, 파드의 순서입니다. 거꾸로 하면 `Fail`이 클러스터를 닫습니다.', 'To remove a webhook, delete the configuration first, then the Service, then the Pods. The other way round `Fail` shuts the cluster.'),
    },
    {
      id: 'url', text: t('바깥 주소를 부르는 변경 웹훅에 닿지 않습니다', 'A mutating webhook outside the cluster is not reached'),
      broken: [hooks('Mutating', 'add-labels', 'url: "https://203.0.113.20/pods"'), SCALE],
      hints: [t('검증 웹훅만 있는 것이 아닙니다.', 'Validating webhooks are not the only kind.'), t('`FailedCreate`의 주소는 바깥의 것입니다. `kubectl get mutatingwebhookconfigurations`를 보세요.', 'The address in `FailedCreate` is outside. See `kubectl get mutatingwebhookconfigurations`.')],
      path: [deploy, events('바깥 주소 `203.0.113.20`이 접속을 거절합니다.', 'The address `203.0.113.20`, outside, refuses the connection.'), step('kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations', '변경 웹훅입니다.', 'It is a mutating one.'), step(`kubectl patch mutatingwebhookconfiguration add-labels --type=json -p '[{"op":"replace","path":"/webhooks/0/failurePolicy","value":"Ignore"}]'`, '레이블을 더하는 웹훅입니다. 실패해도 지나가게 합니다.', 'It adds labels. Let requests pass where it fails.'), again, done],
      after: t('바깥 웹훅은 네트워크가 끊기면 클러스터까지 멈춰 세웁니다. 꾸미기만 하는 웹훅은 `Ignore`로, 지키는 웹훅은 클러스터 안에 레플리카 둘 이상으로 두세요.', 'A webhook outside takes the cluster down with the network. Those that decorate should be `Ignore`; those that guard belong inside, with two replicas or more.'),
    },
    {
      id: 'policy', text: t('어드미션 정책이 파드에 없는 레이블을 요구합니다', 'An admission policy asks for a label that the Pods do not have'),
      broken: [policy('cost-center', `has(object.metadata.labels) && 'cost-center' in object.metadata.labels`, 'a label cost-center is needed'), SCALE],
      hints: [t('거절한 것은 웹훅이 아닐 수도 있습니다.', 'It need not be a webhook that refuses.'), t('`FailedCreate`가 ValidatingAdmissionPolicy의 이름을 말합니다. 바인딩의 `validationActions`를 보세요.', '`FailedCreate` tells the name of a ValidatingAdmissionPolicy. See `validationActions` of its binding.')],
      path: [deploy, events('정책 `cost-center`가 거절합니다.', 'The policy `cost-center` refuses.'), step('kubectl get validatingadmissionpolicybindings cost-center -o yaml', '조치가 `Deny`입니다.', 'Its action is `Deny`.'), step(`kubectl patch validatingadmissionpolicybinding cost-center --type=merge -p '{"spec":{"validationActions":["Warn","Audit"]}}'`, '앱들이 레이블을 달 때까지 경고로 낮춥니다.', 'Lower it to a warning until the apps have the label.'), again, done],
      after: t('이미 도는 파드는 검사하지 않으므로, 새 정책은 다음 배포나 확장 때에야 터집니다. `Audit`, `Warn`, `Deny`의 순서로 올리고 그 사이에 위반이 몇 건인지 세세요.', 'Pods that run are not checked, so a new policy goes off at the next release or scale. Go from `Audit` to `Warn` to `Deny`, and count the violations in between.'),
    },
    {
      id: 'expression', text: t('어드미션 정책의 식이 실행 중에 오류를 냅니다', 'The expression of an admission policy fails as it runs'),
      broken: [policy('owners', `object.metadata.annotations['owner'] != ''`, 'an owner is needed'), SCALE],
      hints: [t('규칙이 틀렸다는 말과, 규칙이 실행되지 못했다는 말은 다릅니다.', 'That a rule says no, and that it could not be run, are two things.'), t('`FailedCreate`의 `no such key`를 보세요. 식이 없는 필드를 읽습니다.', 'See `no such key` in `FailedCreate`: the expression reads a field that is not there.')],
      path: [deploy, events('식이 `no such key`로 실패합니다.', 'The expression fails: `no such key`.'), step('kubectl get validatingadmissionpolicy owners -o yaml', '애너테이션이 없을 때를 생각하지 않았습니다.', 'It does not think of Pods without annotations.'), step(`kubectl patch validatingadmissionpolicy owners --type=json -p '[{"op":"replace","path":"/spec/failurePolicy","value":"Ignore"}]'`, '식을 고칠 때까지 오류는 지나가게 합니다.', 'Let errors pass until the expression is mended.'), again, done],
      after: t('`failurePolicy`는 식의 오류에도 적용됩니다. `has()`나 `?`로 없는 필드를 먼저 묻고, 레이블도 애너테이션도 없는 파드로 시험하세요.', '`failurePolicy` covers errors of the expression too. Ask with `has()` or `?` whether a field is there, and test with a Pod that has neither labels nor annotations.'),
    },
  ],
  lures: [choice('quota', '쿼터가 다 찼습니다', 'A quota is used up'), choice('controller', 'kube-controller-manager가 돌지 않습니다', 'kube-controller-manager does not run')],
};

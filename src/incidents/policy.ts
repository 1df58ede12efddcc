import { ALLOW_DNS, DEFAULT_DENY } from './dns';
import { choice, step, t } from './texts';
import type { BothIncident } from './texts';
import { deployment, namespace, READY, service, tools } from './world';

const WEB_OUT = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web-out, namespace: shop }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Egress]
  egress:
  - to: [{ namespaceSelector: { matchLabels: { team: backend } }, podSelector: { matchLabels: { app: api } } }]
    ports: [{ protocol: TCP, port: 8000 }]
---
`;

const API_IN = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api-in, namespace: backend }
spec:
  podSelector: { matchLabels: { app: api } }
  policyTypes: [Ingress]
  ingress:
  - from: [{ namespaceSelector: { matchLabels: { team: shop } }, podSelector: { matchLabels: { app: web } } }]
    ports: [{ protocol: TCP, port: 8000 }]
---
`;

const call = step('kubectl -n shop exec deploy/web -- wget -qO- -T 3 http://api.backend:8000/', '거절이 아니라 시간 초과입니다. 무언가 버립니다.', 'It times out and is not refused: something drops it.');
const done = step('sleep 2; kubectl -n shop exec deploy/web -- wget -qO- -T 3 http://api.backend:8000/', '다시 닿습니다.', 'It gets through again.');
const both = (ko: string, en: string): ReturnType<typeof step> => step('kubectl get networkpolicy -A; kubectl get ns --show-labels', ko, en);

/** A way that NetworkPolicies close. */
export const policy: BothIncident = {
  id: 'policy',
  title: t('web에서 api로 가는 연결이 시간 초과입니다', 'Connections from web to api time out'),
  story: t('네임스페이스 `shop`의 `web`이 `backend`의 `api`(8000번)를 부르면 시간 초과입니다. 이름은 풀리고 두 앱은 멀쩡합니다. `web`은 닿고, `backend`에 있는 다른 파드(`visitor`)는 여전히 닿지 못하게 하세요.', '`web` in namespace `shop` times out when it calls `api` in `backend` on port 8000. The name resolves, and both apps are well. Make `web` get through, while another Pod (`visitor` in `backend`) still does not.'),
  start: { manifests: namespace('shop', 'team: shop') + namespace('backend', 'team: backend') + deployment('web', { container: READY }) + deployment('api', { namespace: 'backend', container: READY }) + service('api', 8000, 8000, 'backend') + tools('visitor', 'backend') + DEFAULT_DENY + ALLOW_DNS + WEB_OUT + API_IN, settled: 40 },
  check: ['get(http://api.backend:8000/, deploy/web@shop) == 200', 'get(http://api.backend:8000/, deploy/visitor@backend) == timed-out'],
  steady: 20,
  causes: [
    {
      id: 'namespace-label', text: t('네임스페이스 `shop`의 레이블이 사라졌습니다', 'The label of namespace `shop` is gone'),
      broken: ['kubectl label ns shop team-'],
      hints: [t('나가는 쪽과 들어오는 쪽이 둘 다 허락해야 합니다. 정책 자체는 그대로입니다.', 'Both ends have to allow it. The policies themselves are as they were.'), t('`api-in`은 `team=shop`인 네임스페이스를 고릅니다. `kubectl get ns --show-labels`를 보세요.', '`api-in` chooses namespaces with `team=shop`. See `kubectl get ns --show-labels`.')],
      path: [call, both('정책은 다 있고, `shop`에 `team` 레이블이 없습니다.', 'The policies are all there, and `shop` has no label `team`.'), step('kubectl -n backend describe networkpolicy api-in', '`team=shop`에서 오는 것만 받습니다.', 'It takes what comes from `team=shop` only.'), step('kubectl label ns shop team=shop', '레이블을 되돌립니다.', 'Put the label back.'), done],
      after: t('네임스페이스의 레이블은 방화벽 규칙의 일부입니다. API 서버가 붙이고 지울 수 없는 `kubernetes.io/metadata.name`으로 고르면 이런 일이 없습니다.', 'Labels of namespaces are part of the firewall. Choose by `kubernetes.io/metadata.name`, which the API server writes and nobody can remove.'),
    },
    {
      id: 'port', text: t('받는 쪽 정책이 다른 포트를 엽니다', 'The policy at the receiving end opens another port'),
      broken: [`kubectl -n backend patch networkpolicy api-in --type=json -p '[{"op":"replace","path":"/spec/ingress/0/ports/0/port","value":80}]'`],
      hints: [t('정책은 서비스의 주소가 파드의 주소로 바뀐 뒤에 적용됩니다.', 'A policy is applied after the Service’s address has become a Pod’s.'), t('`api-in`의 포트와 컨테이너의 포트를 견주세요.', 'Compare the port in `api-in` with the container’s.')],
      path: [call, both('정책과 레이블은 다 있습니다.', 'Policies and labels are all there.'), step('kubectl -n backend describe networkpolicy api-in', '80번을 여는데 앱은 8000번입니다.', 'It opens port 80; the app is at 8000.'), step(`kubectl -n backend patch networkpolicy api-in --type=json -p '[{"op":"replace","path":"/spec/ingress/0/ports/0/port","value":8000}]'`, '파드의 포트를 적습니다.', 'Write the Pods’ port.'), done],
      after: t('정책의 포트는 서비스의 `port`가 아니라 파드의 포트입니다. 포트의 이름을 적으면 앱이 포트를 바꿔도 따라갑니다.', 'The port of a policy is the Pods’ and not the Service’s `port`. A named port follows the app when it moves.'),
    },
    {
      id: 'egress', text: t('`web`이 나가는 길을 여는 정책이 없습니다', 'The policy that lets `web` out is gone'),
      broken: ['kubectl -n shop delete networkpolicy web-out'],
      hints: [t('`backend` 쪽은 오늘 아무도 만지지 않았습니다.', 'Nobody touched the side of `backend` today.'), t('`shop`에는 나가는 쪽 기본 거부가 있습니다. 무엇이 `web`을 내보내나요?', '`shop` denies egress by default. What lets `web` out?')],
      path: [call, both('`shop`에는 기본 거부와 DNS만 있습니다.', '`shop` has the default deny and DNS, and nothing more.'), step(`kubectl apply -f - <<EOF\n${WEB_OUT.replace('---\n', '')}EOF`, '`web`에서 `api`로 나가는 길만 엽니다.', 'Open the way out from `web` to `api`, and no more.'), done],
      after: t('양쪽이 다 닫혀 있으면 한 연결에 정책 둘이 필요합니다. 하나가 빠져도 어느 쪽에도 오류가 남지 않습니다. 둘을 한 차트로 묶고 연결을 시험하세요.', 'Where both ends are closed, one connection takes two policies, and with one of them missing neither end shows an error. Keep both in one chart, and test the connection.'),
    },
    {
      id: 'pod-label', text: t('`web` 파드의 레이블이 바뀌었습니다', 'The label of the `web` Pods has changed'),
      broken: ['kubectl -n shop get deploy web -o yaml > web.yaml', 'kubectl -n shop delete deploy web', `sed -i 's/app: web/app: web-v2/' web.yaml`, 'kubectl apply -f web.yaml'],
      hints: [t('정책은 파드를 레이블로만 압니다.', 'A policy knows Pods by their labels only.'), t('`kubectl -n shop get pods --show-labels`와 두 정책의 `podSelector`를 견주세요.', 'Compare `kubectl -n shop get pods --show-labels` with the `podSelector` of both policies.')],
      path: [call, both('정책과 네임스페이스의 레이블은 그대로입니다.', 'Policies and namespaces are as they were.'), step('kubectl -n shop get pods --show-labels', '파드는 `app=web-v2`입니다. 두 정책은 `app=web`을 고릅니다.', 'The Pods are `app=web-v2`; both policies choose `app=web`.'), step(`kubectl -n shop patch networkpolicy web-out -p '{"spec":{"podSelector":{"matchLabels":{"app":"web-v2"}}}}' && kubectl -n backend patch networkpolicy api-in --type=json -p '[{"op":"replace","path":"/spec/ingress/0/from/0/podSelector/matchLabels/app","value":"web-v2"}]'`, '두 정책이 새 레이블을 고르게 합니다.', 'Let both policies choose the new label.'), done],
      after: t('레이블에는 서비스뿐 아니라 정책, 어피니티, 중단 예산, 모니터링도 매달려 있습니다. 이름을 바꾸기 전에 `grep`으로 그 레이블을 쓰는 곳을 찾으세요.', 'A label carries policies, affinity, budgets and monitoring besides the Service. Before a rename, `grep` for everything that uses it.'),
    },
  ],
  lures: [choice('endpoints', '서비스 `api`에 엔드포인트가 없습니다', 'Service `api` has no endpoints'), choice('dns', 'CoreDNS가 답하지 않습니다', 'CoreDNS does not answer')],
};

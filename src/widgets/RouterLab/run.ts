import type { Kind } from '@site/src/simulation/api/kind';
import { routerAnswer, type Question, type RouterAnswer } from '@site/src/simulation/scenarios/router/answer';
import { INGRESS_KINDS } from '@site/src/simulation/scenarios/router/read';

/** The kinds of the Gateway API and what runs the rules in them, loaded when a text of them is first asked about. */
let gatewayKinds: Promise<readonly Kind[]> | undefined;

async function loadGatewayKinds(): Promise<readonly Kind[]> {
  const [{ GATEWAY_API }, { customKinds }, { ruleObjectErrors }] = await Promise.all([
    import('@site/src/simulation/network/gateway/definitions'),
    import('@site/src/simulation/api/custom/custom-kinds'),
    import('@site/src/simulation/api/custom/rules/check-object'),
  ]);
  return GATEWAY_API.flatMap((definition) => customKinds(definition, ruleObjectErrors));
}

export async function runRouter(question: Question): Promise<RouterAnswer> {
  if (question.mode === 'ingress') return routerAnswer(question, INGRESS_KINDS);
  gatewayKinds ??= loadGatewayKinds();
  return routerAnswer(question, await gatewayKinds);
}

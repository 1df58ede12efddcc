/** Replays the `ingress` suite: where Ingress and the Gateway API send requests, what their statuses say, and what clients say of certificates. */
import { replayCrdValidation } from './ingress/crd-validation';
import { replayFilter, replayRoute, replayStatus } from './ingress/gateway';
import { replayIngress } from './ingress/ingress';
import { replayTls } from './ingress/tls';
import type { GoldenCase, Replay } from './types';

const KINDS: Readonly<Record<string, (input: never, expected: never) => unknown>> = {
  httproute: replayRoute, routeFilter: replayFilter, status: replayStatus, ingress: replayIngress, ingressClass: replayIngress, ingressTLS: replayIngress, tls: replayTls, crdValidation: replayCrdValidation,
};

export const replay: Replay = (one: GoldenCase) => KINDS[one.kind]?.(one.in as never, one.out as never);

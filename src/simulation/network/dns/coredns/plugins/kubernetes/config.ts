/** A `kubernetes` stanza read. After plugin/kubernetes/setup.go (github.com/coredns/coredns v1.14.2). */
import { parseDuration } from '../../../../../base/go/duration';
import type { Requirement } from '../../../../../api/selector';
import { parseLabelSelector } from '../../../../../api/selector';
import { isReverse } from '../../../message';
import { CorefileError } from '../../corefile/dispenser';
import type { Controller } from '../controller';
import { atoi } from '../controller';
import { fallThrough, originsOf } from '../origins';

export interface KubernetesConfig {
  readonly zones: readonly string[];
  /** The first that is no reverse zone: names of addresses are in it. */
  readonly primaryZone: string;
  readonly pods: 'disabled' | 'insecure' | 'verified';
  readonly endpointPodNames: boolean;
  /** Empty: all. */
  readonly namespaces: readonly string[];
  readonly labels: readonly Requirement[] | undefined;
  readonly namespaceLabels: readonly Requirement[] | undefined;
  readonly fallThrough: readonly string[];
  readonly ttl: number;
  readonly endpoints: boolean;
  readonly ignoreEmptyService: boolean;
}

const DEFAULT_TTL = 5;
const LONGEST_TTL = 3600;

type Draft = { -readonly [K in keyof KubernetesConfig]: KubernetesConfig[K] };

const needs = (controller: Controller, fits: (count: number) => boolean): string[] => {
  const args = controller.remainingArgs();
  if (!fits(args.length)) throw controller.argError();
  return args;
};

function selectorOf(controller: Controller, option: string): readonly Requirement[] {
  const text = needs(controller, (count) => count > 0).join(' ');
  const parsed = parseLabelSelector(text);
  if (!parsed.ok) throw new CorefileError(`unable to parse ${option} value: '${text}': couldn't parse the selector string ${JSON.stringify(text)}: ${parsed.error}`);
  return parsed.value;
}

function tuning(controller: Controller, option: string): void {
  const [text] = needs(controller, (count) => count === 1);
  if (!/^[+-]?\d+(\.\d+)?$/.test(text!)) throw controller.error(`invalid ${option} "${text}": strconv.${option === 'apiserver_qps' ? 'ParseFloat' : 'Atoi'}: parsing "${text}": invalid syntax`);
  if (Number(text) < 0) throw controller.error(`${option} must be >= 0`);
}

const OPTIONS: Readonly<Record<string, (controller: Controller, draft: Draft) => void>> = {
  endpoint_pod_names: (controller, draft) => {
    needs(controller, (count) => count === 0);
    draft.endpointPodNames = true;
  },
  pods: (controller, draft) => {
    const [mode] = needs(controller, (count) => count === 1);
    if (mode !== 'disabled' && mode !== 'insecure' && mode !== 'verified') throw new CorefileError(`wrong value for pods: ${mode},  must be one of: disabled, verified, insecure`);
    draft.pods = mode;
  },
  namespaces: (controller, draft) => {
    draft.namespaces = [...draft.namespaces, ...needs(controller, (count) => count > 0)];
  },
  endpoint: (controller) => void needs(controller, (count) => count > 0),
  tls: (controller) => void needs(controller, (count) => count === 3),
  kubeconfig: (controller) => void needs(controller, (count) => count === 1 || count === 2),
  labels: (controller, draft) => {
    draft.labels = selectorOf(controller, 'label selector');
  },
  namespace_labels: (controller, draft) => {
    draft.namespaceLabels = selectorOf(controller, 'namespace_label selector');
  },
  fallthrough: (controller, draft) => {
    draft.fallThrough = fallThrough(controller.remainingArgs());
  },
  ttl: (controller, draft) => {
    const [text] = needs(controller, (count) => count > 0);
    const ttl = atoi(text!);
    if (ttl < 0 || ttl > LONGEST_TTL) throw controller.error(`ttl must be in range [0, ${LONGEST_TTL}]: ${ttl}`);
    draft.ttl = ttl;
  },
  noendpoints: (controller, draft) => {
    needs(controller, (count) => count === 0);
    draft.endpoints = false;
  },
  ignore: (controller, draft) => {
    const [what] = controller.remainingArgs();
    if (what === undefined) return;
    if (what !== 'empty_service') throw new CorefileError(`unable to parse ignore value: '${what}'`);
    draft.ignoreEmptyService = true;
  },
  multicluster: (controller) => void controller.remainingArgs(),
  startup_timeout: (controller) => {
    const [text] = needs(controller, (count) => count > 0);
    const parsed = parseDuration(text!);
    if (!parsed.ok) throw new CorefileError(`failed to parse startup_timeout: ${text}, ${parsed.error}`);
  },
  apiserver_qps: (controller) => tuning(controller, 'apiserver_qps'),
  apiserver_burst: (controller) => tuning(controller, 'apiserver_burst'),
  apiserver_max_inflight: (controller) => tuning(controller, 'apiserver_max_inflight'),
};

/** kubernetesParse. */
export function parseKubernetes(controller: Controller, inCluster: boolean): KubernetesConfig {
  let draft: Draft | undefined;
  while (controller.next()) {
    if (draft !== undefined) throw new CorefileError('this plugin can only be used once per Server Block');
    const zones = originsOf(controller.remainingArgs(), controller.keys);
    const primaryZone = zones.find((zone) => !isReverse(zone));
    if (primaryZone === undefined) throw new CorefileError('non-reverse zone name must be used');
    draft = {
      zones, primaryZone, pods: 'disabled', endpointPodNames: false, namespaces: [], labels: undefined, namespaceLabels: undefined,
      fallThrough: [], ttl: DEFAULT_TTL, endpoints: true, ignoreEmptyService: false,
    };
    while (controller.nextBlock()) {
      const option = Object.hasOwn(OPTIONS, controller.value()) ? OPTIONS[controller.value()] : undefined;
      if (option === undefined) throw controller.error(`unknown property '${controller.value()}'`);
      option(controller, draft);
    }
    if (draft.namespaces.length > 0 && draft.namespaceLabels !== undefined) throw controller.error('namespaces and namespace_labels cannot both be set');
  }
  if (!inCluster) throw new CorefileError('unable to load in-cluster configuration, KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT must be defined');
  return draft!;
}

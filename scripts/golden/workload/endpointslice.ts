import type { ApiObject, Node, Pod } from '@site/src/simulation/api/types';
import type { Endpoint, EndpointSlice } from '@site/src/simulation/api/generated/types/discovery.v1';
import { endpointSliceController } from '@site/src/simulation/cluster/controllers/endpointslice';
import { anyController } from '@site/src/simulation/cluster/control/controller';
import { START } from './pods';
import { eventsOf, SECOND, Stage } from './stage';

interface Input {
  readonly maxEndpointsPerSlice: number;
  readonly nodes?: readonly Node[] | null;
  readonly pods?: readonly Pod[] | null;
  readonly service: ApiObject;
}

/** A Pod as the case gives it: where it is, its status, and on its way out if it says so. */
function createPod(stage: Stage, pod: Pod): void {
  const { deletionTimestamp, ...metadata } = pod.metadata;
  stage.createWhole({ ...pod, metadata } as ApiObject);
  // A Pod that is bound to a node and has not ended stays, terminating, for its grace period.
  if (deletionTimestamp !== undefined) stage.delete({ ...pod, metadata } as ApiObject, 3600);
}

const text = (value: unknown): string => JSON.stringify(value);

function endpointJson({ targetRef, ...endpoint }: Endpoint): unknown {
  return { ...endpoint, ...(targetRef === undefined ? {} : { targetRef: targetRef.name }) };
}

/** How many endpoints each zone is given, where some are lent by chance; undefined where none are. */
function lent(endpoints: readonly Endpoint[]): Record<string, number> | undefined {
  const hinted: Record<string, number> = {};
  let some = false;
  for (const { zone, hints } of endpoints) {
    for (const { name } of hints?.forZones ?? []) {
      hinted[name] = (hinted[name] ?? 0) + 1;
      some ||= name !== zone;
    }
  }
  return some ? hinted : undefined;
}

function sliceJson({ addressType, endpoints, ports, metadata }: EndpointSlice, numbersOnly: boolean): unknown {
  const list = endpoints ?? [];
  const hinted = lent(list);
  const shown = numbersOnly ? list.length : hinted === undefined ? list.map(endpointJson).sort((a, b) => (text((a as Endpoint).addresses) < text((b as Endpoint).addresses) ? -1 : 1)) : { hintedTo: hinted };
  return { addressType, endpoints: shown, labels: metadata.labels, ports: [...(ports ?? [])].sort((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1)) };
}

export function replayEndpointSlices(input: Input): unknown {
  const stage = new Stage([anyController(endpointSliceController(input.maxEndpointsPerSlice))], START);
  stage.halt();
  for (const node of input.nodes ?? []) stage.createWhole(node);
  for (const pod of input.pods ?? []) createPod(stage, pod);
  stage.create(input.service);
  stage.resume();
  stage.run(stage.now + SECOND);
  const said = eventsOf(stage.look(), 'endpoint-slice-controller').map((one) => one.said).slice(-1);
  const numbersOnly = input.maxEndpointsPerSlice < 100;
  const slices = stage.view.list('endpointslices.discovery.k8s.io').map((slice) => sliceJson(slice, numbersOnly));
  const key = (slice: unknown): string => {
    const { addressType, ports, endpoints } = slice as { addressType: string; ports: unknown; endpoints: unknown };
    return text([addressType, typeof endpoints === 'number' ? endpoints : 0, ports, endpoints]);
  };
  return { events: said.map(({ type, reason, message }) => ({ type, reason, message })), slices: slices.sort((a, b) => (key(a) < key(b) ? -1 : 1)) };
}

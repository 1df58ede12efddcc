import { formatQuantity, parseQuantity } from '../../api/quantity';
import type { Kind } from '../../api/kind';
import type { JsonObject } from '../../api/schema/walk';
import { printerFor } from '../output/formats';
import { fileFlags, select, visit } from '../resources/select';
import { recorded } from '../runtime/change-cause';
import { dryRunOf, tried } from '../runtime/dry-run';
import type { DryRun } from '../runtime/dry-run';
import { KubectlError, ServerError } from '../runtime/errors';
import type { Steps } from '../runtime/machine';
import type { Session, Verb } from '../runtime/session';
import { createTyped, place } from './create/draft';

const UNITS = { cpu: 'm', memory: 'Mi' } as const;

/** parseResourceInput: `70%`, `500m`, `512`. */
function targetOf(given: string, resource: 'cpu' | 'memory'): JsonObject {
  const text = given.trim();
  if (text.endsWith('%')) {
    const percent = text.slice(0, -1);
    if (!/^\+?[0-9]+$/.test(percent)) throw new KubectlError(`invalid percentage value: ${percent}`);
    return { type: 'Utilization', averageUtilization: Number(percent) };
  }
  const bare = text !== '' && Number.isFinite(Number(text));
  const read = parseQuantity(bare ? `${Number(text)}${UNITS[resource]}` : text);
  if (!read.ok) throw new KubectlError(`invalid resource ${resource} value: ${text}`);
  return { type: 'AverageValue', averageValue: formatQuantity(read.value) };
}

const metric = (name: 'cpu' | 'memory', target: JsonObject): JsonObject => ({ type: 'Resource', resource: { name, target } });

function metricsOf({ flags }: Session): readonly JsonObject[] {
  const [percent, cpu, memory] = [flags.int('cpu-percent'), flags.text('cpu'), flags.text('memory')];
  if (percent > 0 && cpu !== '') throw new KubectlError('--cpu-percent and --cpu are mutually exclusive');
  return [
    ...(percent > 0 ? [metric('cpu', { type: 'Utilization', averageUtilization: percent })] : []),
    ...(cpu === '' ? [] : [metric('cpu', targetOf(cpu, 'cpu'))]),
    ...(memory === '' ? [] : [metric('memory', targetOf(memory, 'memory'))]),
  ];
}

/** Whether discovery names a Scale of it (scale.NewDiscoveryScaleKindResolver). */
const isScalable = ({ resource }: Kind): boolean => resource?.subresources.some(({ name }) => name === 'scale') === true;

/** The second version is tried, then the first, which can say less. */
function* createAutoscaler(session: Session, draft: JsonObject, dryRun: DryRun): Steps<JsonObject> {
  try {
    return yield* createTyped(session, draft, { dryRun });
  } catch (error) {
    if (error instanceof ServerError && session.flags.text('cpu') === '') throw new KubectlError('failed to create autoscaling/v2 HPA and the configuration is incompatible with autoscaling/v1: empty input');
    throw error;
  }
}

/** `kubectl autoscale` (pkg/cmd/autoscale/autoscale.go). */
export const autoscale: Verb = function* autoscale(session) {
  const { flags, machine } = session;
  const dryRun = dryRunOf(session);
  const [least, most] = [flags.int('min'), flags.int('max')];
  if (most < 1) throw new KubectlError(`--max=MAXPODS is required and must be at least 1, max: ${most}`);
  if (most < least) throw new KubectlError(`--max=MAXPODS must be larger or equal to --min=MINPODS, max: ${most}, min: ${least}`);
  const metrics = [...metricsOf(session)];
  const selected = select(session, { args: session.args, ...fileFlags(session), continueOnError: true });
  let count = 0;
  yield* visit(selected, function* each({ kind, name }) {
    const { group = '', version = '', plural = '' } = kind.resource ?? {};
    const groupVersion = group === '' ? version : `${group}/${version}`;
    if (!isScalable(kind)) throw new KubectlError(`cannot autoscale a ${kind.kind}: could not find scale subresource for ${groupVersion}, Resource=${plural} in discovery information`);
    const draft = {
        apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: flags.text('name') === '' ? name : flags.text('name'), ...place(session) },
        spec: { scaleTargetRef: { apiVersion: kind.apiVersion, kind: kind.kind, name }, ...(least > 0 ? { minReplicas: least } : {}), maxReplicas: most, ...(metrics.length === 0 ? {} : { metrics }) },
    };
    const made = yield* createAutoscaler(session, recorded(session, draft), dryRun);
    machine.out(printerFor(session, { operation: tried(dryRun === 'client' ? 'created' : 'autoscaled', dryRun), typed: true })(made));
    count += 1;
  });
  if (count === 0) throw new KubectlError('no objects passed to autoscale');
};

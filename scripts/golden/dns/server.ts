/** The kinds of server.json and query.json. */
import { getFromCoreDns, reloadCoreDns } from '../../../src/simulation/network/dns/coredns';
import type { DnsQuery } from '../../../src/simulation/network/dns/message';
import { Lab } from './lab';
import type { ApiObject, LabInput } from './lab';
import { shapeLine, shapeReply } from './shape';

interface RecordedQuery {
  readonly name: string;
  readonly type: string;
  readonly transport?: 'udp' | 'tcp';
  readonly ednsBufferSize?: number;
  readonly from?: string;
}

const queryOf = ({ ednsBufferSize, ...query }: RecordedQuery): DnsQuery => ({ ...query, ...(ednsBufferSize === undefined ? {} : { edns: { size: ednsBufferSize } }) });

export const replayQuery = (input: LabInput & { query: RecordedQuery }): unknown => shapeReply(new Lab(input).ask(queryOf(input.query)).reply);

export function replayCorefile(input: LabInput & { query?: RecordedQuery }): unknown {
  const lab = new Lab(input);
  const { started, exitCode, stdout, stderr } = lab.started;
  return {
    started, exitCode,
    ...(stdout.length > 0 ? { stdout: stdout.map(shapeLine) } : {}),
    ...(stderr.length > 0 ? { stderr: stderr.map(shapeLine) } : {}),
    ...(input.query === undefined ? {} : { answer: shapeReply(lab.ask(queryOf(input.query)).reply) }),
  };
}

export function replayLog(input: LabInput & { queries: RecordedQuery[]; upstreamFails?: string }): unknown {
  const lab = new Lab(input);
  lab.fails = input.upstreamFails;
  const answered = input.queries.map((query) => lab.ask(queryOf(query)));
  return { answers: answered.map(({ reply }) => ({ rcode: reply.rcode })), lines: answered.flatMap(({ lines }) => lines.map(shapeLine)) };
}

export function replayHttp(input: LabInput & { gets: string[] }): unknown {
  const lab = new Lab(input);
  return input.gets.map((get) => {
    const slash = get.indexOf('/');
    return getFromCoreDns(lab.server!, get.slice(0, slash), get.slice(slash), input.apiServer !== 'down');
  });
}

interface Step {
  readonly query?: RecordedQuery;
  readonly waitSeconds?: number;
  readonly upstream?: string[];
  readonly upstreamFails?: string;
  readonly create?: ApiObject;
}

const CREATED = 700;

export function replaySeries(input: LabInput & { steps: Step[] }): unknown {
  const lab = new Lab(input);
  return input.steps.flatMap((step) => {
    if (step.waitSeconds !== undefined) lab.now += step.waitSeconds * 1000;
    if (step.upstreamFails !== undefined) lab.fails = step.upstreamFails;
    if (step.upstream !== undefined) {
      lab.fails = undefined;
      lab.knows(step.upstream);
    }
    if (step.create !== undefined) {
      lab.create(step.create);
      lab.now += CREATED;
    }
    if (step.query === undefined) return [];
    lab.asked = [];
    const { reply } = lab.ask(queryOf(step.query));
    return [{ ...shapeReply(reply), upstreamAsked: lab.asked }];
  });
}

export function replayReload(input: LabInput & { changedTo: string; query: RecordedQuery }): unknown {
  const lab = new Lab(input);
  const before = shapeReply(lab.ask(queryOf(input.query)).reply);
  const { server, stdout } = reloadCoreDns(lab.server!, lab.setup(input.changedTo));
  lab.server = server;
  const after = shapeReply(lab.ask(queryOf(input.query)).reply);
  return { before, after, stdout: [...lab.started.stdout, ...stdout].map(shapeLine) };
}

/** The kind of tool.json: what a tool in the Pod prints. */
import { BUSYBOX_TOOLS, DEBIAN_TOOLS, openDevTcp } from '../../../src/simulation/network/tools';
import type { Certificate, Listener, ToolResult, ToolWorld } from '../../../src/simulation/network/tools';
import { CLIENT, Lab } from './lab';
import type { LabInput } from './lab';
import { behaviour, HOSTS } from './resolve';
import { withoutSerial } from './shape';

interface ToolInput extends LabInput {
  readonly argv: readonly string[];
  readonly resolvConf: string;
  readonly nameServer?: string;
  readonly connections?: Readonly<Record<string, string>>;
}

const CERTIFICATES: Readonly<Record<string, Certificate>> = {
  other: { names: ['shop.example.com'], issuer: 'lab', expired: false },
  external: { names: ['api.example.com'], issuer: 'lab', expired: false },
  expired: { names: ['expired.shop.svc.cluster.local'], issuer: 'lab', expired: true },
  self: { names: ['self.shop.svc.cluster.local'], issuer: 'self', expired: false },
};

function listener(words: string | undefined): Listener {
  if (words === undefined) return { kind: 'refused' };
  if (words === 'packets are dropped') return { kind: 'dropped' };
  const [kind = '', what = ''] = words.split(' ');
  if (kind === 'http') return { kind, status: Number(what) };
  if (kind === 'https') return { kind: 'http', status: 200, certificate: CERTIFICATES[what]! };
  return { kind: words as 'closes' };
}

/** Ids, dates, times and ports by their names; the Pods' addresses in their order. */
function shape(text: string): string {
  const addresses = text.match(/10\.244\.\d+\.\d+/g)?.filter((address) => address !== CLIENT).sort() ?? [];
  let next = 0;
  return withoutSerial(text)
    .replace(/10\.244\.\d+\.\d+/g, (address) => (address === CLIENT ? address : addresses[next++]!))
    .replace(/, id: \d+/, ', id: ID')
    .replace(/Query time: \d+/, 'Query time: N')
    .replace(/rcvd: \d+/, 'rcvd: N')
    .replace(/(WHEN:|Date:) [^\r\n]+/g, '$1 DATE')
    .replace(/COOKIE: [0-9a-f]+/, 'COOKIE: COOKIE')
    .replace(/after \d+ (ms|milliseconds)/g, 'after N $1')
    .replace(/( from \S+ port )\d+/, '$1PORT');
}

function execute(argv: readonly string[], world: ToolWorld): ToolResult {
  const [name, ...args] = argv;
  if (name === 'busybox') return BUSYBOX_TOOLS[args[0]!]!(args.slice(1), world);
  if (name === 'bash') return openDevTcp(/<(\/dev\/tcp\/\S+)/.exec(args[1]!)![1]!, world);
  return DEBIAN_TOOLS[name!]!(args, world);
}

export function replayTool(input: ToolInput): unknown {
  const { resolvConf, connections, nameServer = 'CoreDNS', ...rest } = input;
  const lab = new Lab(rest);
  const world: ToolWorld = {
    resolvConf, hosts: HOSTS, from: CLIENT, now: lab.now,
    servers: (server, query) => (server === '10.96.0.10' ? behaviour(lab, nameServer, query) : { kind: 'refused', took: 1 }),
    listenerAt: (address, port) => listener(connections?.[`${address}:${port}`] ?? connections?.[address]),
    body: (host, path) => `host ${host} path ${path}\n`,
    issuersIn: (path) => (path === '' ? [] : path === '/lab/ca.crt' ? ['lab'] : undefined),
  };
  const { stdout, stderr, exitCode } = execute(input.argv, world);
  return { exitCode, ...(stdout === '' ? {} : { stdout: shape(stdout) }), ...(stderr === '' ? {} : { stderr: shape(stderr) }) };
}

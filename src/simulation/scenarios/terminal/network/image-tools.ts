import { shellIn } from '../../../cluster/images/programs';
import { BUSYBOX_TOOLS, DEBIAN_TOOLS } from '../../../network/tools';
import type { Tool } from '../../../network/tools';

/** What of a system is in an image: a shell, and tools that use the network. */
export interface ImageTools {
  readonly shell?: 'ash' | 'bash';
  readonly tools: Readonly<Record<string, Tool>>;
}

const pick = (...names: readonly string[]): Readonly<Record<string, Tool>> => Object.fromEntries(names.flatMap((name) => (DEBIAN_TOOLS[name] === undefined ? [] : [[name, DEBIAN_TOOLS[name]]])));

const BUSYBOX: ImageTools = { shell: 'ash', tools: BUSYBOX_TOOLS };
const DEBIAN: ImageTools = { shell: 'bash', tools: pick('getent') };

/** By the image's name; the first that fits counts. The official images as they are; those of the course have BusyBox. */
const IMAGES: readonly (readonly [name: RegExp, has: ImageTools])[] = [
  [/^registry\.k8s\.io\/(?:pause|coredns|kube-)/, { tools: {} }],
  [/^fluent\//, { tools: {} }],
  [/(?:^|\/)curl(?:images)?[/:]/, { shell: 'ash', tools: { ...BUSYBOX_TOOLS, ...pick('curl') } }],
  [/netshoot/, { shell: 'bash', tools: { ...DEBIAN_TOOLS, ping: BUSYBOX_TOOLS['ping']! } }],
  [/dnsutils/, { shell: 'bash', tools: pick('dig', 'host', 'nslookup', 'getent', 'nc') }],
  [/(?:^|\/)agnhost[:@]/, { shell: 'ash', tools: { ...BUSYBOX_TOOLS, ...pick('curl', 'dig', 'host', 'nslookup', 'getent', 'nc') } }],
  [/(?:^|\/)nginx:[^/]*alpine/, { shell: 'ash', tools: { ...BUSYBOX_TOOLS, ...pick('curl', 'getent') } }],
  [/(?:^|\/)nginx(?::|@|$)/, { shell: 'bash', tools: pick('curl', 'getent') }],
  [/(?:^|\/)alpine(?::|@|$)|:[^/]*alpine/, { shell: 'ash', tools: { ...BUSYBOX_TOOLS, ...pick('getent') } }],
  [/(?:^|\/)(?:httpd|redis|postgres|mysql|debian|ubuntu)(?::|@|$)/, DEBIAN],
  [/^envoyproxy\//, DEBIAN],
];

/** The shell is the one that a container's command finds too (cluster/images/programs). */
export function toolsOf(image: string): ImageTools {
  const has = IMAGES.find(([name]) => name.test(image.replace(/^docker\.io\/(?:library\/)?/, '')))?.[1] ?? BUSYBOX;
  const shell = shellIn(image);
  if (shell === undefined || shell === has.shell) return has;
  return shell === 'none' ? { tools: {} } : { ...has, shell };
}

const SHELLS: readonly string[] = ['sh', 'ash', 'bash'];
export const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Whether a command is a shell that the image has. */
export function isShell(image: string, command: string): boolean {
  const { shell } = toolsOf(image);
  const name = baseOf(command);
  return shell !== undefined && SHELLS.includes(name) && (name !== 'bash' || shell === 'bash') && (name !== 'ash' || shell === 'ash');
}

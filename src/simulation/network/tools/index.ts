/** The network tools of a Pod's shell: from arguments, name servers and connections to what they print, their exit code and the time they took. */
import { dig } from './bind/dig';
import { host } from './bind/host';
import { nslookup } from './bind/nslookup';
import { busyboxNslookup } from './busybox/nslookup';
import { busyboxNc, busyboxPing } from './busybox/small';
import { busyboxWget } from './busybox/wget';
import { curl } from './curl';
import { getent } from './getent';
import { nc } from './nc';
import type { Tool } from './types';
import { wget } from './wget';

/** The tools of an image with Debian's packages. */
export const DEBIAN_TOOLS: Readonly<Record<string, Tool>> = { curl, dig, getent, host, nc, nslookup, wget };

/** Those that BusyBox has of its own. */
export const BUSYBOX_TOOLS: Readonly<Record<string, Tool>> = { nc: busyboxNc, nslookup: busyboxNslookup, ping: busyboxPing, wget: busyboxWget };

export { openDevTcp } from './dev-tcp';
export type { Certificate, HttpAnswered, HttpAsked, Listener, Tool, ToolResult, ToolWorld } from './types';

export { DumpError, readDump } from './dump';
export type { Dump } from './dump';
export { explainPending, whyPending } from './explain';
export type { WhyPending } from './explain';
export type { Remedy } from './remedies';
export { groupAlike } from './group';
export type { PendingGroup } from './group';
export { ChangeError, whatIf } from './what-if';
export type { Change, WhatIf } from './what-if';

import type { Run } from '../shell';
import { alignedColumns } from './listing';

/** help: what there is. */
export const help: Run = function* help({ shell, out }) {
  const names = [...shell.host.programs.keys()].filter((name) => name !== '[').sort();
  out.write(`A small bash, version 5-like: pipes, > >> < 2> 2>&1 <<, && || ;, $VAR \${VAR} $( ) $(( )), "" '', * ? [ ], {a,b} {1..5},
for, while, until, if, aliases. Ctrl-C ends what runs; with \`&' it goes on beside the prompt (jobs, kill %1). Tab completes, Ctrl-R searches what you typed before.
vi and nano open the page's editor. curl, dig, nc and other network tools are here, outside the cluster, and inside Pods (kubectl exec).
ssh and scp lead to the machines of the cluster: ssh node-a, ssh cp-1, ssh etcd-0; systemctl is there.

${alignedColumns(names, Math.max(40, shell.host.columns))}`);
  return 0;
};

import type { Client, Network } from '../../../cluster/network';
import type { Tool } from '../../../network/tools';
import type { Program } from '../../../shell/shell';
import type { Steps } from '../../../shell/steps';

const MILLISECOND = 1000;

/** A tool as a command: it takes the time that it really would, and then says what it has to say. */
export const toolProgram = (tool: Tool, network: Network, client: () => Client | undefined): Program => ({
  *run({ args, out, err }): Steps<number> {
    const from = client();
    if (from === undefined) return 1;
    const { result: { stdout, stderr, exitCode, took }, ended } = network.holding(() => tool(args, network.worldOf(from)));
    try {
      yield { do: 'sleep', micros: Math.max(1, Math.round(took * MILLISECOND)) };
    } finally {
      ended();
    }
    err.write(stderr);
    out.write(stdout);
    return exitCode;
  },
});

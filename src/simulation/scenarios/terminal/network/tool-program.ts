import type { Client, Network } from '../../../cluster/network';
import type { Tool } from '../../../network/tools';
import type { Program } from '../../../shell/shell';
import type { Steps } from '../../../shell/steps';

const MILLISECOND = 1000;
/** How often it is looked whether more has come. */
const EVERY = 100 * MILLISECOND;

/** A tool as a command: it takes the time that it really would, and then says what it has to say. */
export const toolProgram = (tool: Tool, network: Network, client: () => Client | undefined): Program => ({
  *run({ args, out, err, shell }): Steps<number> {
    const from = client();
    if (from === undefined) return 1;
    const { result: { stdout, stderr, exitCode, took, goesOn }, ended } = network.holding(() => tool(args, network.worldOf(from)));
    try {
      yield { do: 'sleep', micros: Math.max(1, Math.round(took * MILLISECOND)) };
      err.write(stderr);
      out.write(stdout);
      if (goesOn === undefined) return exitCode;
      const until = shell.host.now() + goesOn.patience * MILLISECOND;
      while (shell.host.now() < until) {
        const more = goesOn.next();
        out.write(more.text);
        if (more.ended === true) return exitCode;
        yield { do: 'sleep', micros: Math.min(EVERY, Math.max(1, Math.round(until - shell.host.now()))) };
      }
      err.write(goesOn.late.stderr);
      return goesOn.late.exitCode;
    } finally {
      ended();
    }
  },
});

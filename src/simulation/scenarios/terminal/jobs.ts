import { FIRST_PROCESS } from '../../shell/run/run';
import type { Program } from '../../shell/shell';
import type { Resume, Steps } from '../../shell/steps';

/** What runs beside the prompt. */
export interface Jobs {
  list(): readonly { readonly number: number; readonly line: string }[];
  /** Ends one; false where there is none of this number. */
  end(number: number): boolean;
  /** Takes one to the front, the newest where no number is said: it goes on where it is. */
  take(number: number | undefined): Taken | undefined;
}

/** A command on its way: what it is resumed with, in so many µs. */
export interface Taken {
  readonly line: string;
  readonly steps: Steps<number>;
  readonly after: number;
  readonly resume: Resume;
}

/** What was begun elsewhere goes on here. */
function* goOn({ steps, after, resume }: Taken): Steps<number> {
  try {
    if (after > 0) yield { do: 'sleep', micros: after };
    let next = steps.next(resume);
    while (next.done !== true) next = steps.next(yield next.value);
    return next.value;
  } finally {
    // Ctrl-C is for it now.
    steps.return(130);
  }
}

/** `jobs`, `fg` and `kill`, as bash has them. */
export const jobPrograms = (beside: Jobs): Readonly<Record<string, Program>> => ({
  jobs: {
    builtin: true,
    *run({ out }): Steps<number> {
      const all = beside.list();
      for (const [at, { number, line }] of all.entries()) out.write(`[${number}]${at === all.length - 1 ? '+' : at === all.length - 2 ? '-' : ' '}  Running                 ${line}\n`);
      return 0;
    },
  },
  fg: {
    builtin: true,
    *run({ args: [spec], out, err }): Steps<number> {
      const taken = beside.take(spec === undefined ? undefined : Number(spec.replace(/^%/, '')));
      if (taken === undefined) {
        err.write(`bash: fg: ${spec ?? 'current'}: no such job\n`);
        return 1;
      }
      out.write(`${taken.line.replace(/\s*&\s*$/, '')}\n`);
      return yield* goOn(taken);
    },
  },
  kill: {
    builtin: true,
    *run({ args, err }): Steps<number> {
      const names = args.filter((arg) => !/^-/.test(arg));
      if (names.length === 0) {
        err.write('kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n');
        return 2;
      }
      let status = 0;
      for (const name of names) {
        const number = name.startsWith('%') ? Number(name.slice(1)) : Number(name) - FIRST_PROCESS;
        if (beside.end(number)) continue;
        err.write(name.startsWith('%') ? `bash: kill: ${name}: no such job\n` : /^\d+$/.test(name) ? `bash: kill: (${name}) - No such process\n` : `bash: kill: ${name}: arguments must be process or job IDs\n`);
        status = 1;
      }
      return status;
    },
  },
});

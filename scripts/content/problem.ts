/** One thing that is wrong, where, and what mends it. `file` is an absolute path, `line` counts from 1. */
export interface Problem {
  file: string;
  line: number;
  message: string;
  remedy: string;
}

/** What a rule found about one subject (a page, a pair of pages, a catalog): no problem means it passed. */
export interface Finding {
  subject: string;
  problems: Problem[];
}

export interface Rule<Input> {
  /** Short and stable; printed in the summary. */
  name: string;
  check: (input: Input) => Finding[];
}

/** `exit`. */
export class ExitShell extends Error {
  constructor(readonly status: number) {
    super();
  }
}

/** `break` and `continue`, of so many loops. */
export class LeaveLoop extends Error {
  constructor(
    readonly kind: 'break' | 'continue',
    readonly levels: number,
  ) {
    super();
  }
}

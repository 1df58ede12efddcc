/** What help says of one command. */
export interface HelpText {
  readonly short?: string;
  readonly long?: string;
  readonly example?: string;
  /** The usage of its own flags. */
  readonly flags: Readonly<Record<string, string>>;
}

/** By the path of the command: `kubectl create deployment`. */
export type HelpTexts = Readonly<Record<string, HelpText>>;

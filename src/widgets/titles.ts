/** What a widget is called, and what it is called where it starts with a preset that has a name of its own: two on one page are told apart by it. */
export interface Titled {
  readonly title: string;
  readonly titles?: Readonly<Partial<Record<string, string>>>;
}

export const titleOf = ({ title, titles }: Titled, preset: string | undefined): string => (preset === undefined ? undefined : titles?.[preset]) ?? title;

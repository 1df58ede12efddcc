/** The object with its name; of one that the API server will make up only the beginning is known, and an ellipsis stands for the rest. */
export const withStoredName = <T extends { readonly metadata: { readonly name?: string; readonly generateName?: string } }>(object: T) => ({
  ...object,
  metadata: { ...object.metadata, name: object.metadata.name ?? `${object.metadata.generateName ?? ''}…` },
});

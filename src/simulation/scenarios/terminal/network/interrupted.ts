/** Ctrl-C at a terminal that leads into a container: it ends what runs there, not the shell there. */
export class Interrupted extends Error {}

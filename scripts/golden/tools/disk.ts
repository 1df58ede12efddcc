/** The disk of a recorded machine. */
export { MemoryFiles as Disk } from '@site/src/simulation/tools/memory-files';

/** Where helm's warnings go: `place` is the file and line of its source, which stand in front of each on stderr (log.Lshortfile). */
export type Log = (place: string, message: string) => void;

import { simulate, type Question } from './simulate';

self.onmessage = ({ data }: MessageEvent<{ id: number; input: Question | null }>) => self.postMessage({ id: data.id, output: simulate(data.input) });

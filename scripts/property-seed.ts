// Property tests draw the same cases in every run, so that a change is judged by what it changed; each night they draw others (`SEED`, sweep.yml).
import fc from 'fast-check';

const { SEED } = process.env;
if (SEED !== undefined && !/^\d+$/.test(SEED)) throw new Error(`SEED=${SEED} is no number. Use one such as the number of the run.`);
fc.configureGlobal({ seed: SEED === undefined ? 1_128 : Number(SEED) % 2 ** 31 });

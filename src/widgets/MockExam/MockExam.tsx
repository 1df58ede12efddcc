import pool from '@generated/exam/default/pool.json';
import { Exam } from './Exam';

/** The mock exam over the pool of src/exam, in the language of the page. */
export default function MockExam() {
  return <Exam pool={pool} />;
}

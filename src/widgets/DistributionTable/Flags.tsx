import styles from './DistributionTable.module.css';

/** A command-line flag, kept in one piece at the end of a line. */
const FLAG = /(--[a-z][\w.=-]*)/;

export function Flags({ text }: { text: string }) {
  return text.split(FLAG).map((part, index) =>
    FLAG.test(part) ? (
      <code key={index} className={styles.flag}>
        {part}
      </code>
    ) : (
      part
    ),
  );
}

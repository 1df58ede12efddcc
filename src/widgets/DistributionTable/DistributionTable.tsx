import { useId } from 'react';
import { Select, TextInput } from '@site/src/components/fields';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { COLUMNS, KINDS, textIn, TOOLS, type Fact, type Tool } from '../distributions/data';
import { KindBadge } from '../distributions/KindBadge';
import { distributionMessages } from '../distributions/messages';
import { SegmentedControl } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import styles from './DistributionTable.module.css';
import { Flags } from './Flags';
import { tableMessages } from './messages';
import { FIRST, nextSort, parseTable, rows, type SortColumn, type TableState } from './view';

function FactCell({ fact }: { fact: Fact | undefined }) {
  const locale = useLocale();
  const text = useMessages(tableMessages);
  if (!fact) return <span className={styles.unverified}>{text.unverified}</span>;
  const label = text.sourceLabel(fact.source.title, fact.source.checked);
  return (
    <>
      <Flags text={textIn(fact.value, locale)} />
      {fact.options && (
        <span className={styles.options}>
          {text.options}
          <Flags text={textIn(fact.options, locale)} />
        </span>
      )}{' '}
      <a className={styles.source} href={fact.source.url} title={label} aria-label={label}>
        {text.source}
      </a>
    </>
  );
}

function Row({ tool, phone }: { tool: Tool; phone: TableState['phone'] }) {
  return (
    <tr data-kind={tool.kind}>
      <th scope="row">
        <a href={tool.home}>{tool.name}</a>
        <KindBadge kind={tool.kind} />
      </th>
      {COLUMNS.map((column) => (
        <td key={column} data-away={phone !== 'all' && phone !== column ? true : undefined}>
          <FactCell fact={tool.facts[column]} />
        </td>
      ))}
    </tr>
  );
}

/** The comparison table of the distribution guide: whole on the server, sortable and searchable when awake. */
export default function DistributionTable() {
  const locale = useLocale();
  const text = useMessages(tableMessages);
  const words = useMessages(distributionMessages);
  const searchId = useId();
  const phoneId = useId();
  const kept = useWidgetState<TableState>({ name: 'distribution-table', version: 1, initial: FIRST, parse: parseTable });
  const { state, setState } = kept;
  const shown = rows(TOOLS, state, locale);
  const label = (column: SortColumn) => (column === 'name' ? text.name : words.columns[column]);

  const heading = (column: SortColumn) => {
    const active = state.sort?.column === column ? state.sort : null;
    const away = column !== 'name' && state.phone !== 'all' && state.phone !== column;
    return (
      <th key={column} scope="col" aria-sort={active ? (active.descending ? 'descending' : 'ascending') : 'none'} data-away={away || undefined}>
        <button type="button" className={styles.sort} onClick={() => setState((now) => ({ ...now, sort: nextSort(now.sort, column) }))}>
          {label(column)}
          <span aria-hidden="true">{active ? (active.descending ? '▼' : '▲') : '↕'}</span>
        </button>
      </th>
    );
  };

  const order = !state.sort ? text.reading : state.sort.descending ? text.descending(label(state.sort.column)) : text.ascending(label(state.sort.column));

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      says={text.says(shown.length, TOOLS.length, order)}
      simplifies={text.simplifies}
      stage={
        <div className={styles.box} role="region" aria-label={text.scroll} tabIndex={0}>
          <table className={styles.table}>
            <caption className={styles.caption}>{text.caption}</caption>
            <thead>
              <tr>
                {heading('name')}
                {COLUMNS.map(heading)}
              </tr>
            </thead>
            <tbody>
              {shown.map((tool) => (
                <Row key={tool.id} tool={tool} phone={state.phone} />
              ))}
            </tbody>
          </table>
          {shown.length === 0 && <p className={styles.none}>{text.none}</p>}
        </div>
      }
      controls={
        <div className={styles.controls}>
          <div className={styles.phone}>
            <label className={styles.label} htmlFor={phoneId}>{text.phoneColumn}</label>
            <Select id={phoneId} className={styles.field} value={state.phone} onChange={(event) => setState((now) => ({ ...now, phone: event.target.value as TableState['phone'] }))}>
              {COLUMNS.map((column) => (
                <option key={column} value={column}>
                  {words.columns[column]}
                </option>
              ))}
              <option value="all">{text.everyColumn}</option>
            </Select>
          </div>
          <div>
            <label className={styles.label} htmlFor={searchId}>{text.search}</label>
            <TextInput
              id={searchId}
              type="search"
              className={styles.field}
              value={state.text}
              maxLength={100}
              placeholder={text.searchHint}
              onChange={(event) => setState((now) => ({ ...now, text: event.target.value }))}
            />
          </div>
          <SegmentedControl
            legend={text.kindLegend}
            options={[{ value: 'all', label: text.everyKind }, ...KINDS.map((kind) => ({ value: kind, label: words.kinds[kind] }))]}
            value={state.kind}
            onChange={(kind: TableState['kind']) => setState((now) => ({ ...now, kind }))}
          />
        </div>
      }
    />
  );
}

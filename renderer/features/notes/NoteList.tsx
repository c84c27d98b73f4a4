/** The notes, or what a search finds: a title and one line each, so that nobody reads over a shoulder. */
import { Button, CloseButton, SegmentedControl, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPinFilled, IconSearch, IconTag } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useState } from 'react';
import type { NoteLine } from '#shared/contract/notes.ts';
import type { Segment } from '#shared/domain/search/marked.ts';
import { TypedSelect } from '../../components/TypedSelect.tsx';
import { useEngine } from '../../ground/engine.ts';
import { hrefOf } from '../../ground/route.ts';
import { shortDate } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import classes from './notes.module.css';

interface NoteListProps {
  open: string | undefined;
  searchBox: RefObject<HTMLInputElement | null>;
}

export function NoteList({ open, searchBox }: NoteListProps) {
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed.trim(), 60);
  const [tag, setTag] = useState<string | null>(null);
  const [archived, setArchived] = useState(false);
  const tags = useEngine('notes.tags', {}).data?.tags ?? [];
  const searching = text !== '';
  const filter = { archived, ...(tag !== null && { tag }) };
  const found = useEngine('notes.search', { text, ...filter, limit: 50 }, { enabled: searching });

  return (
    <section className={`${classes.side} no-print`} aria-label={t.notes.list} onKeyDown={moveAmongLines}>
      <TextInput
        ref={searchBox}
        type="search"
        aria-label={t.notes.search.label}
        placeholder={t.notes.search.placeholder}
        leftSection={<IconSearch size={18} aria-hidden />}
        rightSection={
          typed === '' ? null : <CloseButton aria-label={t.notes.search.clear} onClick={() => setTyped('')} />
        }
        maxLength={500}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setTyped('');
        }}
      />
      <SegmentedControl
        size="sm"
        fullWidth
        aria-label={t.notes.filter.state}
        value={archived ? 'archived' : 'current'}
        onChange={(value) => setArchived(value === 'archived')}
        data={[
          { value: 'current', label: t.notes.filter.current },
          { value: 'archived', label: t.notes.filter.archived },
        ]}
      />
      {tags.length === 0 && tag === null ? null : (
        <TypedSelect
          aria-label={t.notes.filter.tag}
          placeholder={t.notes.filter.allTags}
          leftSection={<IconTag size={18} aria-hidden />}
          clearable
          nothingFoundMessage={t.notes.filter.noTag}
          clearButtonProps={{ 'aria-label': t.notes.filter.allTags }}
          data={tags.map((entry) => ({ value: entry.tag, label: `${entry.tag} (${entry.count})` }))}
          value={tag}
          onChange={setTag}
        />
      )}
      {searching ? (
        <>
          <Text size="sm" c="dimmed" role="status">
            {found.data ? t.notes.search.found(found.data.hits.length) : ''}
          </Text>
          <ul className={classes.lines}>
            {found.data?.hits.map((hit) => (
              <Line
                key={hit.id}
                line={hit}
                current={hit.id === open}
                title={<Marked segments={hit.titleSegments} />}
              >
                <div className={classes.snippet}>
                  <Marked segments={hit.snippet} />
                </div>
              </Line>
            ))}
          </ul>
          {found.data?.hits.length === 0 ? <Text c="dimmed">{t.notes.search.nothing}</Text> : null}
          {found.data?.complete === false ? (
            <Text size="sm" c="dimmed">
              {t.app.search.incomplete}
            </Text>
          ) : null}
        </>
      ) : (
        <Lines key={JSON.stringify(filter)} filter={filter} open={open} />
      )}
    </section>
  );
}

interface LinesProps {
  filter: { archived: boolean; tag?: string };
  open: string | undefined;
}

function Lines({ filter, open }: LinesProps) {
  const [pages, setPages] = useState<string[]>([]);
  return (
    <ul className={classes.lines}>
      {[undefined, ...pages].map((after, index, all) => (
        <LinePage
          key={after ?? 'first'}
          filter={filter}
          after={after}
          open={open}
          last={index === all.length - 1}
          onMore={(next) => setPages([...pages, next])}
        />
      ))}
    </ul>
  );
}

interface LinePageProps extends LinesProps {
  after: string | undefined;
  last: boolean;
  onMore(next: string): void;
}

function LinePage({ filter, after, open, last, onMore }: LinePageProps) {
  const { data } = useEngine('notes.list', { ...filter, limit: 100, ...(after !== undefined && { after }) });
  const next = data?.next;
  return (
    <>
      {data?.notes.map((line) => (
        <Line key={line.id} line={line} current={line.id === open} title={line.title || t.notes.untitled}>
          {line.preview === '' ? null : <div className={classes.preview}>{line.preview}</div>}
        </Line>
      ))}
      {data?.notes.length === 0 && after === undefined ? (
        <li>
          <Text c="dimmed" p="xs">
            {filter.tag !== undefined
              ? t.notes.empty.noTagged
              : filter.archived
                ? t.notes.empty.noArchived
                : t.notes.empty.list}
          </Text>
        </li>
      ) : null}
      {last && next !== undefined ? (
        <li>
          <Button variant="subtle" fullWidth onClick={() => onMore(next)}>
            {t.notes.more}
          </Button>
        </li>
      ) : null}
    </>
  );
}

interface LineProps {
  line: NoteLine;
  current: boolean;
  title: ReactNode;
  children: ReactNode;
}

const Line = ({ line, current, title, children }: LineProps) => (
  <li>
    <a
      className={classes.line}
      href={hrefOf('notes', { note: line.id })}
      aria-current={current ? 'page' : undefined}
      data-note-line
    >
      <div className={classes.lineTitle}>
        {line.pinned ? (
          <IconPinFilled size={14} aria-label={t.notes.pinned} style={{ flex: 'none' }} />
        ) : null}
        <span>{title}</span>
      </div>
      {children}
      <div className={classes.meta}>
        {shortDate(line.date)}
        {line.tags.length > 0 ? ` · ${line.tags.join(', ')}` : ''}
      </div>
    </a>
  </li>
);

/** Runs of text, found ones marked; never HTML. */
function Marked({ segments }: { segments: Segment[] }) {
  if (segments.length === 0) return t.notes.untitled;
  return segments.map(({ text, match }, index) =>
    match ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the runs of one text have no other name than their place
      <mark key={index} className={classes.found}>
        {text}
      </mark>
    ) : (
      text
    ),
  );
}

/** Down and up go from the search box to the lines and along them. */
function moveAmongLines(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const from = event.target as HTMLElement;
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-note-line]')];
  const at = lines.indexOf(from);
  if (at === -1 && !from.matches('input[type=search]')) return;
  const next = event.key === 'ArrowDown' ? at + 1 : at - 1;
  if (next < 0) event.currentTarget.querySelector<HTMLElement>('input[type=search]')?.focus();
  else lines[next]?.focus();
  event.preventDefault();
}

/** What publishing would change, before it does; sessions changed by hand stay unless one asks. */
import { Button, Checkbox, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import type { Difference, DifferenceEntry } from '#shared/domain/quarter/difference.ts';
import { Dialog } from '../../../components/Dialog.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Notice } from '../../../components/Notice.tsx';
import { useCommand, useEngine } from '../../../ground/engine.ts';
import { showDone } from '../../../ground/notices.tsx';
import { capitalised } from '../../../i18n/format.ts';
import { t } from '../../../i18n/index.ts';
import { useQuarter } from '../ground/context.ts';
import classes from '../ground/quarter.module.css';

const words = t.quarter.publish;
/** Longer lists are folded: what matters is how many. */
const SHOWN = 40;

export function PublishDialog({ onClose }: { onClose(): void }) {
  const { view } = useQuarter();
  const { key } = view;
  const { data, error } = useEngine('quarter.difference', { key }, { staleTime: 0, keepPrevious: false });
  const [overwrite, setOverwrite] = useState<readonly string[]>([]);
  const publish = useCommand('quarter.publish');
  const run = async () => {
    const answer = await publish.run({ key, overwrite: [...overwrite] });
    if (!answer.ok) return;
    showDone(words.done(answer.value));
    onClose();
  };
  const nothing = data !== undefined && data.entries.length === 0 && data.closures.length === 0;
  return (
    <Dialog opened size="xl" onClose={onClose} title={words.title(t.quarter.name(key))}>
      {error ? <ErrorNotice error={error} /> : null}
      {data === undefined && !error ? <Loader aria-label={t.app.loading} /> : null}
      {data ? (
        <Stack gap="md">
          <Text>{nothing ? words.none : words.intro}</Text>
          <Changes difference={data} overwrite={overwrite} onOverwrite={setOverwrite} />
          {data.waiting > 0 ? <Notice>{words.waiting(data.waiting)}</Notice> : null}
          {data.same > 0 ? (
            <Text size="sm" c="dimmed">
              {words.same(data.same)}
            </Text>
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} data-autofocus>
              {words.cancel}
            </Button>
            <Button
              leftSection={<IconSend size={18} aria-hidden />}
              loading={publish.busy}
              disabled={nothing}
              onClick={() => void run()}
            >
              {words.confirm}
            </Button>
          </Group>
        </Stack>
      ) : null}
    </Dialog>
  );
}

interface ChangesProps {
  difference: Difference;
  overwrite: readonly string[];
  onOverwrite(ids: readonly string[]): void;
}

function Changes({ difference, overwrite, onOverwrite }: ChangesProps) {
  const free = difference.entries.filter(({ byHand }) => !byHand);
  const byHand = difference.entries.filter((entry) => entry.byHand);
  const of = (kind: DifferenceEntry['kind']) => free.filter((entry) => entry.kind === kind);
  const parts = [
    { kind: 'create' as const, entries: of('create'), title: words.creates },
    { kind: 'change' as const, entries: of('change'), title: words.changes },
    { kind: 'cancel' as const, entries: of('cancel'), title: words.cancels },
  ];
  return (
    <>
      {parts.map(({ kind, entries, title }) =>
        entries.length === 0 ? null : (
          <details key={kind} className={classes.details} open={entries.length <= 8}>
            <summary>{title(entries.length)}</summary>
            <ul className={classes.changes}>
              {entries.slice(0, SHOWN).map((entry) => (
                <li key={entry.booking}>
                  <strong>{entry.title}</strong>, {sentence(entry)}
                </li>
              ))}
              {entries.length > SHOWN ? <li>{words.more(entries.length - SHOWN)}</li> : null}
            </ul>
          </details>
        ),
      )}
      {difference.closures.length > 0 ? (
        <details className={classes.details} open>
          <summary>{words.closures(difference.closures.length)}</summary>
          <ul className={classes.changes}>
            {difference.closures.map(({ date, reason }) => (
              <li key={date}>{capitalised(words.day(date, reason))}</li>
            ))}
          </ul>
        </details>
      ) : null}
      {byHand.length > 0 ? (
        <section aria-labelledby="publish-by-hand">
          <Title order={2} size="h3" id="publish-by-hand">
            {words.byHand(byHand.length)}
          </Title>
          <Text size="sm" c="dimmed" mb="xs">
            {words.byHandHint}
          </Text>
          <Stack gap="sm">
            {byHand.map((entry) => (
              <div key={entry.booking} className={classes.byHand}>
                <Text fw={600}>{entry.title}</Text>
                <Text size="sm">
                  {words.now}
                  {'\u00a0'}: {nowText(entry)}
                </Text>
                <Text size="sm">
                  {words.draft}
                  {'\u00a0'}: {entry.wanted ? words.moment(entry.wanted) : words.absent}
                </Text>
                <Text size="sm" c="dimmed">
                  {words.differs(entry.parts.map((part) => words.parts[part]))}
                </Text>
                <Checkbox
                  mt={4}
                  label={words.overwrite}
                  aria-label={words.overwriteOf(entry.title, entry.date)}
                  checked={overwrite.includes(entry.booking)}
                  onChange={(event) =>
                    onOverwrite(
                      event.currentTarget.checked
                        ? [...overwrite, entry.booking]
                        : overwrite.filter((id) => id !== entry.booking),
                    )
                  }
                />
              </div>
            ))}
          </Stack>
        </section>
      ) : null}
    </>
  );
}

const nowText = ({ present }: DifferenceEntry): string =>
  present === undefined ? words.absent : present.cancelled ? words.cancelled : words.moment(present);

/** Where it moves, or which part of it changes. */
function sentence(entry: DifferenceEntry): string {
  const { kind, present, wanted, parts } = entry;
  if (kind === 'create' && wanted) return words.moment(wanted);
  if (kind === 'change' && wanted)
    return present && parts.includes('slot')
      ? words.moves(nowText(entry), words.moment(wanted))
      : `${words.moment(wanted)} (${words.differs(parts.map((part) => words.parts[part]))})`;
  return present ? words.moment(present) : '';
}

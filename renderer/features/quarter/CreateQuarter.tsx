/** A new quarter: which one, empty or copied from another. */
import { Button, Group, Radio, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { QuarterSummary } from '#shared/contract/quarter.ts';
import { type QuarterKey, quarterOf, shifted } from '#shared/domain/quarter/calendar.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { keepDraft } from '../../ground/drafts.ts';
import { useCommand } from '../../ground/engine.ts';
import { showDone } from '../../ground/notices.tsx';
import { t } from '../../i18n/index.ts';
import { type KeptRemarks, remarksKey } from './Remarks.tsx';

const words = t.quarter.create;
/** How far ahead one composes: the quarter that runs and the six that follow. */
const AHEAD = 6;

export function composable(today: string, made: readonly QuarterSummary[]): QuarterKey[] {
  const now = quarterOf(today);
  const keys = Array.from({ length: AHEAD + 1 }, (_, count) => shifted(now, count));
  return keys.filter(
    (key): key is QuarterKey => key !== undefined && !made.some((quarter) => quarter.key === key),
  );
}

interface CreateQuarterProps {
  quarters: readonly QuarterSummary[];
  today: string;
  onClose(): void;
  onDone(key: QuarterKey): void;
}

export function CreateQuarter({ quarters, today, onClose, onDone }: CreateQuarterProps) {
  const free = composable(today, quarters);
  // One composes ahead: the next quarter rather than the one that runs.
  const [key, setKey] = useState(free.find((one) => one !== quarterOf(today)) ?? free[0] ?? '');
  const earlier = quarters.filter((quarter) => quarter.lineCount > 0);
  const [from, setFrom] = useState<string>(earlier[0]?.key ?? 'empty');
  const create = useCommand('quarter.create');
  const run = async () => {
    const answer = await create.run({ key, ...(from === 'empty' ? {} : { from }) });
    if (!answer.ok) return;
    const { remarks } = answer.value;
    if (remarks.length > 0) {
      const value: KeptRemarks = { remarks, hidden: false };
      keepDraft(remarksKey(key), value);
    }
    showDone(words.done(key));
    onDone(key);
  };
  return (
    <Dialog opened onClose={onClose} title={words.title}>
      {free.length === 0 ? (
        <Text>{words.allMade}</Text>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void run();
          }}
        >
          <Stack>
            <Select
              label={words.which}
              allowDeselect={false}
              data-autofocus
              data={free.map((value) => ({ value, label: t.quarter.name(value) }))}
              value={key}
              onChange={(next) => next && setKey(next)}
            />
            <Radio.Group label={words.from} value={from} onChange={setFrom}>
              <Stack gap={6} mt={6}>
                <Radio value="empty" label={words.empty} />
                {earlier.map((quarter) => (
                  <Radio
                    key={quarter.key}
                    value={quarter.key}
                    label={words.copy(quarter.key)}
                    description={from === quarter.key ? words.copyHint : undefined}
                  />
                ))}
              </Stack>
            </Radio.Group>
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t.app.confirm.cancel}
              </Button>
              <Button type="submit" loading={create.busy}>
                {words.confirm}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}

/** A piece on paper: its preview, the printer, the PDF. */
import { Button, Group, Stack } from '@mantine/core';
import { IconFileTypePdf, IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Programme } from '#shared/domain/programme/model.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Notice } from '../../components/Notice.tsx';
import { showDone } from '../../ground/notices.tsx';
import { t } from '../../i18n/index.ts';
import type { PaperPlan } from './paper/plan.ts';
import { Sheets } from './paper/Sheets.tsx';

const words = t.programme;

interface PaperPieceProps {
  /** Its name, as in the list. */
  name: string;
  programme: Programme;
  /** Printed one after the other, in one go. */
  plans: readonly PaperPlan[];
  /** Choices of this piece. */
  choices?: ReactNode;
}

export function PaperPiece({ name, programme, plans, choices }: PaperPieceProps) {
  const [outcome, setOutcome] = useState<'not-printed' | 'unwritable' | null>(null);
  const { place, from, to } = programme;

  async function print() {
    setOutcome(null);
    const printed = await window.margelle.shell.print().catch(() => false);
    if (!printed) setOutcome('not-printed');
  }
  async function savePdf() {
    setOutcome(null);
    const saved = await window.margelle.shell.savePdf(`${words.fileName(name, place.name, from, to)}.pdf`);
    if (saved.outcome === 'saved') showDone(words.saved(saved.name));
    if (saved.outcome === 'unwritable') setOutcome('unwritable');
  }

  const pdf = (
    <Button
      variant="default"
      leftSection={<IconFileTypePdf size={18} aria-hidden />}
      onClick={() => void savePdf()}
    >
      {words.savePdf}
    </Button>
  );
  return (
    <Stack gap="md">
      <Group gap="sm" justify="space-between" align="flex-end">
        <div>{choices}</div>
        <Group gap="xs">
          <Button leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => void print()}>
            {words.print}
          </Button>
          {pdf}
        </Group>
      </Group>
      <div role="status">
        {outcome === 'not-printed' ? (
          <Notice tone="calm" title={words.notPrinted.title}>
            {words.notPrinted.text}
          </Notice>
        ) : null}
      </div>
      {outcome === 'unwritable' ? <ErrorNotice error={words.unwritable} /> : null}
      <Sheets plans={plans} label={(pages) => words.preview(name, pages)} />
    </Stack>
  );
}

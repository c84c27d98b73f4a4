/** At the foot of a panel: archives after asking, or puts back in service at once. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { t } from '../i18n/index.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';

interface ArchiveButtonProps {
  archived: boolean;
  title: string;
  text: string;
  /** Default: "Archiver". */
  verb?: string;
  busy: boolean;
  onChange(archived: boolean): void;
}

export function ArchiveButton({
  archived,
  title,
  text,
  verb = t.forms.archive,
  busy,
  onChange,
}: ArchiveButtonProps) {
  const [asking, setAsking] = useState(false);
  if (archived)
    return (
      <Button variant="default" loading={busy} onClick={() => onChange(false)}>
        {t.forms.restore}
      </Button>
    );
  return (
    <>
      <Button variant="subtle" color="gray" c="var(--mantine-color-text)" onClick={() => setAsking(true)}>
        {verb}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={title}
        confirm={verb}
        busy={busy}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          onChange(true);
        }}
      >
        {text}
      </ConfirmDialog>
    </>
  );
}

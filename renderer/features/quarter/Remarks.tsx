/** What changed since the quarter that was copied: dismissed once read, still there to read again. */
import { Button, Group, List } from '@mantine/core';
import { IconCopyCheck } from '@tabler/icons-react';
import type { CloneRemark } from '#shared/domain/quarter/clone.ts';
import { Notice } from '../../components/Notice.tsx';
import { useDraft } from '../../ground/drafts.ts';
import { remarkText } from '../../i18n/fr/quarter-decide.ts';
import { t } from '../../i18n/index.ts';
import { useQuarter } from './ground/context.ts';

const words = t.quarter.remarks;

export type KeptRemarks = {
  remarks: CloneRemark[];
  hidden: boolean;
};

/** Kept by this vault, as a half-typed form is: nobody else made the copy. */
export const remarksKey = (quarter: string): string => `quarter.remarks.${quarter}`;

export function Remarks() {
  const { view, go } = useQuarter();
  const kept = useDraft<KeptRemarks>(remarksKey(view.key), { remarks: [], hidden: true });
  const { remarks, hidden } = kept.value;
  if (remarks.length === 0) return null;
  if (hidden)
    return (
      <Button
        variant="subtle"
        size="compact-sm"
        mb="xs"
        leftSection={<IconCopyCheck size={16} aria-hidden />}
        onClick={() => kept.set({ remarks, hidden: false })}
      >
        {words.show(remarks.length)}
      </Button>
    );
  return (
    <div style={{ marginBottom: 'var(--mantine-spacing-sm)' }}>
      <Notice tone="calm" title={words.intro}>
        <List mt={4} size="sm">
          {remarks.map((remark) => {
            const { line } = remark;
            return (
              <List.Item key={JSON.stringify(remark)}>
                {remarkText(remark)}{' '}
                {line && view.lines.some(({ id }) => id === line) ? (
                  <Button variant="subtle" size="compact-xs" onClick={() => go({ line })}>
                    {t.quarter.tray.open}
                  </Button>
                ) : null}
              </List.Item>
            );
          })}
        </List>
        <Group mt="xs">
          <Button size="compact-sm" variant="default" onClick={() => kept.set({ remarks, hidden: true })}>
            {words.hide}
          </Button>
        </Group>
      </Notice>
    </div>
  );
}

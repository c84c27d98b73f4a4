/** Going back to a state that this device had verified, when another one damaged what is shared. */
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconHistory, IconRestore } from '@tabler/icons-react';
import { useState } from 'react';
import type { ValueOf } from '#shared/contract/index.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Line, Lines } from '../../components/Section.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { useCommand, useEngine } from '../../ground/engine.ts';
import { showDone } from '../../ground/notices.tsx';
import { capitalised } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';

const words = t.team.back;
type Point = ValueOf<'team.restorePoints'>[number];

const whatOf = ({ circle, document }: Point): string =>
  circle === 'team' ? words.document(document) : words.ofCircle(circle, document);

export function GoBack() {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Group className="no-print">
        <Button
          variant="subtle"
          leftSection={<IconHistory size={18} stroke={1.5} />}
          onClick={() => setOpened(true)}
        >
          {words.open}
        </Button>
      </Group>
      <SidePanel opened={opened} title={words.title} onClose={() => setOpened(false)}>
        {opened ? <Points onDone={() => setOpened(false)} /> : null}
      </SidePanel>
    </>
  );
}

function Points({ onDone }: { onDone(): void }) {
  const { data: points, error } = useEngine('team.restorePoints', {}, { staleTime: 0 });
  const [asking, setAsking] = useState<Point | null>(null);
  const goBack = useCommand('team.goBack');

  async function take({ id }: Point) {
    const answer = await goBack.run({ id });
    setAsking(null);
    if (!answer.ok) return;
    showDone(words.done(answer.value.changed));
    onDone();
  }

  const groups = Map.groupBy(points ?? [], whatOf);
  return (
    <Stack>
      <Text>{words.detail}</Text>
      {error ? <ErrorNotice error={error} /> : null}
      {points?.length === 0 ? <EmptyState icon={IconHistory} title={words.none} /> : null}
      {[...groups].map(([what, own]) => (
        <section key={what} aria-label={what}>
          <Title order={3} mb={4}>
            {what}
          </Title>
          <Lines>
            {own.map((point) => (
              <Line
                key={point.id}
                actions={
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    leftSection={<IconRestore size={16} />}
                    aria-label={words.takeOf(what, point.at)}
                    onClick={() => setAsking(point)}
                  >
                    {words.take}
                  </Button>
                }
              >
                <Text>{capitalised(words.at(point.at))}</Text>
              </Line>
            ))}
          </Lines>
        </section>
      ))}
      <ConfirmDialog
        opened={asking !== null}
        title={words.confirmTitle}
        confirm={words.take}
        busy={goBack.busy}
        onConfirm={() => asking && void take(asking)}
        onClose={() => setAsking(null)}
      >
        {asking ? words.confirmText(whatOf(asking), asking.at) : ''}
      </ConfirmDialog>
    </Stack>
  );
}

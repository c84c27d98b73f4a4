/** One quarter: its bar, its tabs, and the panels that open over them. */
import { ActionIcon, Anchor, Group, Skeleton, Tabs } from '@mantine/core';
import { IconArrowLeft, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { QuarterSummary } from '#shared/contract/quarter.ts';
import type { QuarterKey } from '#shared/domain/quarter/calendar.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Page } from '../../components/Page.tsx';
import { useCommand, useEngine } from '../../ground/engine.ts';
import { hrefOf, navigate } from '../../ground/route.ts';
import { capitalised } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { ClosuresTab } from './closures/ClosuresTab.tsx';
import { ConflictsTab } from './decide/ConflictsTab.tsx';
import { obstacleRows, trayOf } from './decide/obstacles.ts';
import { TrayTab } from './decide/TrayTab.tsx';
import { FiguresTab } from './figures/FiguresTab.tsx';
import { ReviewTab } from './figures/ReviewTab.tsx';
import { type QuarterContext, QuarterProvider, useQuarter } from './ground/context.ts';
import { type Tab, tabs } from './ground/view-state.ts';
import { Problems } from './Problems.tsx';
import { DraftBar } from './publish/DraftBar.tsx';
import { PublishDialog } from './publish/PublishDialog.tsx';
import { QuarterPanels } from './QuarterPanels.tsx';
import { Remarks } from './Remarks.tsx';
import { SheetTab } from './sheet/SheetTab.tsx';
import { useQuarterCommands } from './use-quarter-commands.ts';
import { useQuarterContext } from './use-quarter-context.ts';

const words = t.quarter;

interface QuarterPageProps {
  quarter: QuarterKey;
  all: readonly QuarterSummary[];
}

export function QuarterPage({ quarter, all }: QuarterPageProps) {
  const { data: view, error } = useEngine('quarter.get', { key: quarter }, { keepPrevious: false });
  const { context, newLine, closeLine } = useQuarterContext(view);
  const keys = all.map(({ key }) => key).sort();
  const at = keys.indexOf(quarter);
  const goTo = (key: QuarterKey | undefined) =>
    key === undefined ? undefined : () => navigate('trimestre', { quarter: key });
  const previous = goTo(keys[at - 1]);
  const next = goTo(at < 0 ? undefined : keys[at + 1]);
  return (
    <Page
      title={capitalised(words.name(quarter))}
      width="full"
      actions={
        <>
          <Anchor href={hrefOf('trimestre')} size="sm">
            <IconArrowLeft size={14} aria-hidden style={{ verticalAlign: '-2px', marginInlineEnd: 4 }} />
            {words.back}
          </Anchor>
          {keys.length > 1 ? (
            <Group gap={4}>
              <Step label={words.commands.previous} go={previous}>
                <IconChevronLeft size={20} />
              </Step>
              <Step label={words.commands.next} go={next}>
                <IconChevronRight size={20} />
              </Step>
            </Group>
          ) : null}
        </>
      }
    >
      {error ? <ErrorNotice error={error} /> : null}
      {context ? (
        <QuarterProvider value={context}>
          <Quarter previous={previous} next={next} />
          <QuarterPanels newLine={newLine} onCloseLine={closeLine} />
        </QuarterProvider>
      ) : error ? null : (
        <Skeleton h={320} aria-hidden />
      )}
    </Page>
  );
}

interface StepProps {
  label: string;
  go: (() => void) | undefined;
  children: ReactNode;
}
const Step = ({ label, go, children }: StepProps) => (
  <ActionIcon variant="default" size={36} aria-label={label} disabled={!go} onClick={go}>
    {children}
  </ActionIcon>
);

const contents: Record<Tab, () => ReactNode> = {
  feuille: SheetTab,
  'a-replacer': TrayTab,
  conflits: ConflictsTab,
  chiffres: FiguresTab,
  fermetures: ClosuresTab,
  bilan: ReviewTab,
};

interface QuarterProps {
  previous: (() => void) | undefined;
  next: (() => void) | undefined;
}

function Quarter({ previous, next }: QuarterProps) {
  const context = useQuarter();
  const { view, state, go, readOnly } = context;
  const [publishing, setPublishing] = useState(false);
  useRemember(context);
  useQuarterCommands({ context, previous, next, publish: () => setPublishing(true) });
  const counts: Partial<Record<Tab, number>> = {
    'a-replacer': trayOf(view.placements).count,
    conflits: obstacleRows(view, { orderBy: 'date', openOnly: true }).length,
    fermetures: view.closures.length,
  };
  return (
    <>
      <DraftBar onPublish={() => setPublishing(true)} />
      <Remarks />
      <Problems />
      <Tabs value={state.tab} onChange={(tab) => go({ tab: tab as Tab })} keepMounted={false}>
        <Tabs.List mb="md" aria-label={words.tabs.label}>
          {tabs.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {words.tabs.withCount(words.tabs[tab], counts[tab] ?? 0)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map((tab) => {
          const Content = contents[tab];
          return (
            <Tabs.Panel key={tab} value={tab}>
              <Content />
            </Tabs.Panel>
          );
        })}
      </Tabs>
      {publishing && !readOnly ? <PublishDialog onClose={() => setPublishing(false)} /> : null}
    </>
  );
}

/** What has just come to "À replacer" is noted, so that it comes back as a proposal on every machine. */
function useRemember({ view, readOnly }: QuarterContext): void {
  /** Refused once, it is not asked again until the screen is opened anew. */
  const refused = useRef(false);
  const { run } = useCommand('quarter.remember', { handles: 'all' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each answer, not for each new function
  useEffect(() => {
    if (readOnly || refused.current || view.unremembered === 0) return;
    void run({ key: view.key }).then((answer) => {
      refused.current = !answer.ok;
    });
  }, [view, readOnly]);
}

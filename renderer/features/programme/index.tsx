/** Programme: choose the days, look at a piece, print it or give it out. All of it from what the planning announces. */
import { Button, Skeleton, Text } from '@mantine/core';
import { IconPalette, IconSpeakerphone } from '@tabler/icons-react';
import { useState } from 'react';
import { PROGRAMME_MAX_DAYS } from '#shared/domain/programme/limits.ts';
import { addDays } from '#shared/domain/time/wall.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Page } from '../../components/Page.tsx';
import { useEngine } from '../../ground/engine.ts';
import { useReadOnly } from '../../ground/read-only.ts';
import { navigate, useRoute } from '../../ground/route.ts';
import { today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { LookPanel } from './LookPanel.tsx';
import { OpenDoor } from './OpenDoor.tsx';
import { PeriodBar } from './PeriodBar.tsx';
import { PieceList } from './PieceList.tsx';
import { PieceView } from './PieceView.tsx';
import classes from './programme.module.css';
import { readViewState, type ViewState, writeViewState } from './view-state.ts';

const words = t.programme;

const problemOf = ({ from, to }: ViewState): string => {
  if (to < from) return words.badRange;
  return to >= addDays(from, PROGRAMME_MAX_DAYS) ? words.tooLong : '';
};

export default function ProgrammeScreen() {
  const { params } = useRoute();
  const state = readViewState(params, today());
  const { from, to, piece } = state;
  const problem = problemOf(state);
  const { data: programme, error } = useEngine('programme.get', { from, to }, { enabled: problem === '' });
  const [dressing, setDressing] = useState(false);
  const readOnly = useReadOnly();
  const show = (next: ViewState) => navigate('programme', writeViewState(next), { replace: true });

  return (
    <Page
      title={words.title}
      detail={words.detail}
      width="full"
      actions={
        <>
          <OpenDoor />
          {readOnly ? null : (
            <Button
              variant="default"
              leftSection={<IconPalette size={18} aria-hidden />}
              disabled={programme === undefined}
              onClick={() => setDressing(true)}
            >
              {words.look.open}
            </Button>
          )}
        </>
      }
    >
      <div className="no-print">
        <PeriodBar state={state} problem={problem} onChange={show} />
        {error ? <ErrorNotice error={error} /> : null}
      </div>
      {programme === undefined && !error ? <Skeleton h="20rem" /> : null}
      {programme !== undefined && problem === '' ? (
        <>
          <Text c="dimmed" size="sm" mb="md" className="no-print">
            <strong>{words.announced(programme.sessions.length)}.</strong> {words.only}
          </Text>
          {programme.sessions.length === 0 ? (
            <EmptyState
              icon={IconSpeakerphone}
              title={words.empty.title}
              example={words.empty.example}
              action={
                <Button variant="default" onClick={() => navigate('planning', { view: 'week', date: from })}>
                  {words.empty.action}
                </Button>
              }
            />
          ) : (
            <div className={classes.layout}>
              <PieceList piece={piece} onChange={(next) => show({ ...state, piece: next })} />
              <PieceView piece={piece} programme={programme} />
            </div>
          )}
        </>
      ) : null}
      {dressing && programme !== undefined ? (
        <LookPanel place={programme.place} onClose={() => setDressing(false)} />
      ) : null}
    </Page>
  );
}

/** Importing in three calm steps: choose a file, look at what it holds, import. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImportPreview, ImportSummary } from '#shared/contract/exchange.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { useCommand } from '../../ground/engine.ts';
import { useGesture } from '../../ground/under-way.ts';
import { t } from '../../i18n/index.ts';
import { Card } from './Card.tsx';
import { ImportDone } from './ImportDone.tsx';
import type { Choices, Period } from './import-wish.ts';
import { PreviewView } from './PreviewView.tsx';
import { useJob } from './use-job.ts';
import { Working } from './Working.tsx';

type Step =
  | { at: 'choose' }
  | { at: 'preview'; preview: ImportPreview; file: string }
  | { at: 'done'; summary: ImportSummary };

export function ImportCard() {
  const texts = t.exchange.import;
  const [step, setStep] = useState<Step>({ at: 'choose' });
  const [stopped, setStopped] = useState(false);
  const job = useJob();
  const read = useCommand('exchange.preview', { handles: 'all' });
  const write = useCommand('exchange.import', { handles: 'all' });
  const refusal = [write.refusal, read.refusal].find((it) => it && it.tag !== 'cancelled_by_user');

  async function open(file: string, period: Period = {}) {
    write.reset();
    setStopped(false);
    const answer = await job.run((name) =>
      read.run({
        file,
        job: name,
        ...(period.from === undefined ? {} : { from: period.from }),
        ...(period.to === undefined ? {} : { to: period.to }),
      }),
    );
    if (answer.ok) setStep({ at: 'preview', preview: answer.value, file });
    else setStopped(answer.error.tag === 'cancelled_by_user');
  }
  async function choose() {
    const file = await window.margelle.shell.chooseFile('open-calendar');
    if (file !== null) await open(file.token);
  }
  async function go(preview: ImportPreview, choices: Choices) {
    setStopped(false);
    const answer = await job.run((name) =>
      write.run({ ...choices, previewId: preview.previewId, job: name }),
    );
    if (answer.ok) setStep({ at: 'done', summary: answer.value });
    else {
      setStopped(answer.error.tag === 'cancelled_by_user');
      if (answer.error.tag === 'import_expired') setStep({ at: 'choose' });
    }
  }
  // One at a time: the preview stands until the next step is drawn.
  const begin = useGesture((it: () => Promise<void>) => it());
  const giveUp = () => {
    read.reset();
    write.reset();
    setStep({ at: 'choose' });
  };

  return (
    <Card title={texts.title}>
      <Stack>
        {refusal ? <ErrorNotice error={refusal} /> : null}
        {stopped ? <Text role="status">{texts.stopped}</Text> : null}
        {job.part !== null ? <Working label={write.busy ? texts.writing : texts.reading} job={job} /> : null}
        {step.at === 'choose' && job.part === null ? (
          <>
            <Text>{texts.how}</Text>
            <Group>
              <Button leftSection={<IconFileImport size={18} aria-hidden />} onClick={() => begin(choose)}>
                {texts.choose}
              </Button>
            </Group>
          </>
        ) : null}
        {step.at === 'preview' ? (
          // Kept while the work goes on, so that stopping comes back to the same choices.
          <div hidden={job.part !== null}>
            <PreviewView
              key={step.preview.previewId}
              preview={step.preview}
              onRead={(period) => begin(() => open(step.file, period))}
              onGo={(choices) => begin(() => go(step.preview, choices))}
              onGiveUp={giveUp}
            />
          </div>
        ) : null}
        {step.at === 'done' ? (
          <ImportDone
            summary={step.summary}
            onTakenBack={giveUp}
            onAgain={() => {
              giveUp();
              begin(choose);
            }}
          />
        ) : null}
      </Stack>
    </Card>
  );
}

/** Importing the official school calendar: choose the file, look at what it holds, then agree. */
import { Button, Checkbox, Group, List, Stack, Text } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import type { SchoolHolidaysPreview } from '#shared/contract/place.ts';
import type { SchoolZone } from '#shared/domain/place/model.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Notice } from '../../components/Notice.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { showSaved } from '../../components/saved.ts';
import { useCommand } from '../../ground/engine.ts';
import { fullDate } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';

interface SchoolImportPanelProps {
  /** Chosen to begin with, when the file has it. */
  zone: SchoolZone | undefined;
  today: string;
  onClose(): void;
}

type Preview = SchoolHolidaysPreview & { file: string };

const SKIPPED_SHOWN = 5;

export function SchoolImportPanel({ zone, today, onClose }: SchoolImportPanelProps) {
  const texts = t.place.school;
  const read = useCommand('place.previewSchoolHolidays', { handles: 'all' });
  const write = useCommand('place.importSchoolHolidays', { handles: 'all' });
  const [preview, setPreview] = useState<Preview | null>(null);
  const [chosen, setChosen] = useState<SchoolZone[]>([]);
  const refusal = write.refusal ?? read.refusal;

  async function choose() {
    const file = await window.margelle.shell.chooseFile('open-table');
    if (file === null) return;
    write.reset();
    setPreview(null);
    const answer = await read.run({ file: file.token });
    if (!answer.ok) return;
    setPreview({ ...answer.value, file: file.token });
    const zones = answer.value.zones.map((one) => one.zone);
    setChosen(zone !== undefined && zones.includes(zone) ? [zone] : zones);
  }

  async function agree({ file }: Preview) {
    const answer = await write.run({ file, zones: chosen });
    if (!answer.ok) return;
    const { written, removed, gestureId } = answer.value;
    showSaved(texts.done(written, removed), gestureId);
    onClose();
  }

  return (
    <SidePanel opened width="36rem" title={texts.importTitle} onClose={onClose}>
      <Stack>
        <Text>{texts.importHow}</Text>
        <Group>
          <Button
            variant={preview === null ? 'filled' : 'default'}
            leftSection={<IconFileImport size={18} />}
            loading={read.busy}
            data-autofocus
            onClick={() => void choose()}
          >
            {preview === null ? texts.choose : texts.chooseAnother}
          </Button>
        </Group>
        {refusal === null ? null : <ErrorNotice error={refusal} />}
        {preview === null ? null : (
          <>
            <PreviewContent preview={preview} chosen={chosen} today={today} onChoose={setChosen} />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>
                {t.forms.cancel}
              </Button>
              <Button disabled={chosen.length === 0} loading={write.busy} onClick={() => void agree(preview)}>
                {texts.confirm}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </SidePanel>
  );
}

interface PreviewContentProps {
  preview: Preview;
  chosen: SchoolZone[];
  today: string;
  onChoose(zones: SchoolZone[]): void;
}

function PreviewContent({ preview, chosen, today, onChoose }: PreviewContentProps) {
  const texts = t.place.school;
  const { name, zones, skipped, ignored } = preview;
  const past = zones.every(({ knownUntil }) => knownUntil < today);
  return (
    <Stack gap="md">
      <Text fw={600}>{texts.preview(name)}</Text>
      {past ? <Notice>{texts.past}</Notice> : null}
      <Checkbox.Group label={texts.zones} value={chosen} onChange={(next) => onChoose(next as SchoolZone[])}>
        <Stack gap="sm" mt={6}>
          {zones.map(({ zone, periods, knownUntil, changed, removed }) => (
            <Checkbox
              key={zone}
              value={zone}
              label={
                <Text component="span" fw={500}>
                  {texts.zoneName(zone)}
                </Text>
              }
              description={[
                texts.periods(periods.length),
                texts.knownUntil(fullDate(knownUntil)),
                texts.changes(changed, removed),
              ].join(' · ')}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      {zones
        .filter(({ zone }) => chosen.includes(zone))
        .map(({ zone, periods }) => (
          <div key={zone}>
            <Text fw={500}>{texts.zoneName(zone)}</Text>
            <List size="sm" spacing={2} style={{ maxHeight: '16rem', overflowY: 'auto' }} tabIndex={0}>
              {periods.map((period) => (
                <List.Item key={`${period.start} ${period.name}`}>
                  {period.name.replaceAll("'", '’')}
                  {', '}
                  <Text span c="dimmed" inherit>
                    {t.place.closures.range(fullDate(period.start), fullDate(period.end)).toLowerCase()}
                  </Text>
                </List.Item>
              ))}
            </List>
          </div>
        ))}
      {skipped.length === 0 ? null : (
        <Notice title={texts.skipped(skipped.length)}>
          <List size="sm">
            {skipped.slice(0, SKIPPED_SHOWN).map(({ line, why }) => (
              <List.Item key={line}>{texts.skippedLine(line, why)}</List.Item>
            ))}
          </List>
          {skipped.length > SKIPPED_SHOWN ? (
            <Text size="sm">{texts.skippedMore(skipped.length - SKIPPED_SHOWN)}</Text>
          ) : null}
        </Notice>
      )}
      {ignored === 0 ? null : (
        <Text size="sm" c="dimmed">
          {texts.ignored(ignored)}
        </Text>
      )}
    </Stack>
  );
}

/** One référente: her name, what she does, when she is there and when she is not. */
import { Fieldset, Select, Switch, Text, TextInput } from '@mantine/core';
import { type HostInput, placeInputs } from '#shared/contract/place.ts';
import type { Absence, Host, Role } from '#shared/domain/place/host.ts';
import type { SpaceColour, WeeklyHours } from '#shared/domain/place/model.ts';
import type { Weekday } from '#shared/domain/time/wall.ts';
import { AbsencesField } from '../../components/AbsencesField.tsx';
import { ArchiveButton } from '../../components/ArchiveButton.tsx';
import { ColourField } from '../../components/ColourField.tsx';
import { PanelForm } from '../../components/PanelForm.tsx';
import { useRoleNames } from '../../components/roles.ts';
import { SidePanel } from '../../components/SidePanel.tsx';
import { showSaved } from '../../components/saved.ts';
import { usePanelForm } from '../../components/usePanelForm.ts';
import { WeekField } from '../../components/WeekField.tsx';
import { useCommand } from '../../ground/engine.ts';
import { t } from '../../i18n/index.ts';

interface HostPanelProps {
  host: Host | undefined;
  onClose(): void;
}

type Values = {
  name: string;
  role: Role;
  colour: SpaceColour | null;
  presence: WeeklyHours;
  absences: Absence[];
};

const NEVER: WeeklyHours = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };

export function HostPanel({ host, onClose }: HostPanelProps) {
  const texts = t.place.team;
  const saveHost = useCommand('place.saveHost');
  const archive = useCommand('place.archiveHost');
  const { form, draft, submit } = usePanelForm<Values, HostInput>({
    draftKey: `place.host.${host?.id ?? 'new'}`,
    initial: {
      name: host?.name ?? '',
      role: host?.role ?? 'volunteer-host',
      colour: host?.colour ?? null,
      presence: host?.presence ?? NEVER,
      absences: host?.absences ?? [],
    },
    schema: placeInputs.host,
    toInput: ({ colour, ...values }) => ({
      ...values,
      ...(host ? { id: host.id } : {}),
      ...(colour === null ? {} : { colour }),
    }),
    async save(input) {
      const answer = await saveHost.run({ host: input });
      if (!answer.ok) return false;
      showSaved(t.forms.saved(input.name.trim()), answer.value.gestureId);
      onClose();
      return true;
    },
  });
  const roles = useRoleNames();
  const { values, errors } = form;
  const problem = (path: string) => (typeof errors[path] === 'string' ? errors[path] : undefined);
  const dayProblem = (day: Weekday) =>
    problem(`presence.${day}`) ??
    Object.keys(errors)
      .filter((path) => path.startsWith(`presence.${day}.`))
      .map(problem)[0];

  async function setArchived({ id, name }: Host, archived: boolean) {
    const answer = await archive.run({ id, archived });
    if (!answer.ok) return;
    showSaved(archived ? t.forms.archivedDone(name) : t.forms.restoredDone(name), answer.value.gestureId);
    onClose();
  }

  return (
    <SidePanel opened width="38rem" title={host?.name ?? texts.new} onClose={onClose}>
      <PanelForm
        draft={draft}
        busy={saveHost.busy}
        onSubmit={submit}
        onCancel={onClose}
        aside={
          host ? (
            <ArchiveButton
              archived={host.archived}
              title={texts.archiveTitle(host.name)}
              text={texts.archiveText}
              busy={archive.busy}
              onChange={(archived) => void setArchived(host, archived)}
            />
          ) : null
        }
      >
        <TextInput label={texts.name} required data-autofocus {...form.getInputProps('name')} />
        <Select
          label={texts.role}
          allowDeselect={false}
          data={roles.choices}
          {...form.getInputProps('role')}
        />
        <Switch
          label={texts.ownColour}
          checked={values.colour !== null}
          onChange={(event) => form.setFieldValue('colour', event.currentTarget.checked ? 'blue' : null)}
        />
        {values.colour === null ? null : (
          <ColourField value={values.colour} onChange={(colour) => form.setFieldValue('colour', colour)} />
        )}
        <Fieldset legend={texts.usualHours}>
          <Text size="sm" c="dimmed" mb="xs">
            {texts.usualHoursHint}
          </Text>
          <WeekField
            value={values.presence}
            onChange={(presence) => form.setFieldValue('presence', presence)}
            problem={dayProblem}
            none="–"
          />
        </Fieldset>
        <AbsencesField
          value={values.absences}
          onChange={(absences) => form.setFieldValue('absences', absences)}
          problem={problem}
        />
      </PanelForm>
    </SidePanel>
  );
}

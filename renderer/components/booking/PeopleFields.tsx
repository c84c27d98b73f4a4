/** Who receives (référentes) and who runs it (intervenante). */
import { MultiSelect, Select } from '@mantine/core';
import { t } from '../../i18n/index.ts';
import { FieldGroup } from './FieldGroup.tsx';
import type { FieldsProps } from './fields.ts';

const words = t.planning.panel;

export function PeopleFields({ form, set, names }: FieldsProps) {
  return (
    <FieldGroup legend={words.who}>
      <MultiSelect
        label={words.hosts}
        placeholder={form.hosts.length === 0 ? words.hostsPlaceholder : ''}
        searchable
        selectFirstOptionOnChange
        data={names.hosts.map(({ id, name }) => ({ value: id, label: name }))}
        value={form.hosts}
        onChange={(hosts) => set((now) => ({ ...now, hosts }))}
      />
      {names.facilitators.length > 0 || form.facilitator ? (
        <Select
          label={words.facilitator}
          placeholder={words.facilitatorPlaceholder}
          searchable
          selectFirstOptionOnChange
          clearable
          data={names.facilitators.map(({ id, name }) => ({ value: id, label: name }))}
          value={form.facilitator}
          onChange={(facilitator) => set((now) => ({ ...now, facilitator }))}
        />
      ) : null}
    </FieldGroup>
  );
}

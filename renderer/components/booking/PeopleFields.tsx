/** Who receives (référentes) and who runs it (intervenante). */
import { t } from '../../i18n/index.ts';
import { TypedMultiSelect, TypedSelect } from '../TypedSelect.tsx';
import { withUnlisted } from './booking-form.ts';
import { FieldGroup } from './FieldGroup.tsx';
import type { FieldsProps } from './fields.ts';

const words = t.planning.panel;

export function PeopleFields({ form, set, names }: FieldsProps) {
  return (
    <FieldGroup legend={words.who}>
      <TypedMultiSelect
        label={words.hosts}
        placeholder={form.hosts.length === 0 ? words.hostsPlaceholder : ''}
        words={form.unlisted?.hosts}
        onWords={(typed) => set((now) => withUnlisted(now, 'hosts', typed))}
        selectFirstOptionOnChange
        data={names.hosts.map(({ id, name }) => ({ value: id, label: name }))}
        value={form.hosts}
        onChange={(hosts) => set((now) => ({ ...now, hosts }))}
      />
      {names.facilitators.length > 0 || form.facilitator ? (
        <TypedSelect
          label={words.facilitator}
          placeholder={words.facilitatorPlaceholder}
          words={form.unlisted?.facilitator}
          onWords={(typed) => set((now) => withUnlisted(now, 'facilitator', typed))}
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

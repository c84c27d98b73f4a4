/** One of the eight colours, each shown with its pattern and its name. */
import { Group, Radio, SimpleGrid, Text } from '@mantine/core';
import { SPACE_COLOURS, type SpaceColour } from '#shared/domain/place/model.ts';
import { t } from '../i18n/index.ts';
import { ColourMark } from './marks.tsx';

interface ColourFieldProps {
  value: SpaceColour;
  onChange(colour: SpaceColour): void;
}

export function ColourField({ value, onChange }: ColourFieldProps) {
  return (
    <Radio.Group label={t.forms.colour} value={value} onChange={(colour) => onChange(colour as SpaceColour)}>
      <SimpleGrid cols={{ base: 2, xs: 4 }} spacing="xs" verticalSpacing="xs" mt={6}>
        {SPACE_COLOURS.map((colour) => (
          <Radio
            key={colour}
            value={colour}
            label={
              <Group gap={6} wrap="nowrap">
                <ColourMark colour={colour} size={18} />
                <Text size="sm" component="span">
                  {t.forms.colours[colour]}
                </Text>
              </Group>
            }
          />
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}

/** One of the eight colours, each shown with its pattern and its name. */
import { Box, Group, Radio, Text } from '@mantine/core';
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
      <Box
        mt={6}
        style={{ display: 'grid', gap: 8, gridTemplateColumns: 'repeat(auto-fill, minmax(8.5rem, 1fr))' }}
      >
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
      </Box>
    </Radio.Group>
  );
}

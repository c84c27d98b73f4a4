import { Title } from '@mantine/core';

/** The title of a part of the preview. */
export const PartTitle = ({ children }: { children: string }) => (
  <Title order={3} mb={4}>
    {children}
  </Title>
);

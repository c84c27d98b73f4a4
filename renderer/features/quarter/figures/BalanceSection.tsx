/** What the programme is made of: categories, free and paid, evenings and Saturdays. Bars with their numbers. */
import { SimpleGrid, Title } from '@mantine/core';
import type { Balance } from '#shared/domain/quarter/figures/balance.ts';
import type { Counted } from '#shared/domain/quarter/figures/placed.ts';
import { useCategories } from '../../../components/categories.ts';
import { Section } from '../../../components/Section.tsx';
import { type Swatch, swatch } from '../../../ground/palette.ts';
import { t } from '../../../i18n/index.ts';
import { DatesBehind } from './DatesBehind.tsx';
import classes from './figures.module.css';

const words = t.quarter.figures.balance;

export function BalanceSection({ balance }: { balance: Balance }) {
  const categories = useCategories();
  const total = balance.sessions.count;
  return (
    <Section title={words.title}>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        <Bars
          title={words.categories}
          total={total}
          bars={balance.byCategory.map(({ category, ...counted }) => ({
            name: categories.find(category)?.name ?? words.noCategory,
            tones: swatch(categories.find(category)?.colour),
            ...counted,
          }))}
        />
        <div>
          <Bars
            title={words.money}
            total={total}
            bars={[
              { name: words.free, tones: swatch('green'), ...balance.free },
              { name: words.paid, tones: swatch('orange'), ...balance.paid },
              ...(balance.unsaid.count === 0
                ? []
                : [{ name: words.unsaid, tones: swatch('grey'), ...balance.unsaid }]),
            ]}
          />
          <Bars
            title={words.moments}
            total={total}
            bars={[
              { name: words.evenings, tones: swatch('blue'), ...balance.evenings },
              { name: words.saturdays, tones: swatch('purple'), ...balance.saturdays },
            ]}
          />
        </div>
      </SimpleGrid>
    </Section>
  );
}

interface BarsProps {
  title: string;
  total: number;
  bars: ({ name: string; tones: Swatch } & Counted)[];
}

const Bars = ({ title, total, bars }: BarsProps) => (
  <div className={classes.bars}>
    <Title order={3} size="h4">
      {title}
    </Title>
    <ul>
      {bars.map(({ name, tones, count, of }) => {
        const share = total === 0 ? 0 : (100 * count) / total;
        return (
          <li key={name}>
            <span>{name}</span>
            <span
              className={classes.bar}
              aria-hidden
              hidden={count === 0}
              style={{
                ['--tone' as string]: tones.line,
                width: `${share}%`,
                background: tones.pattern === 'none' ? tones.fill : `${tones.pattern}, ${tones.fill}`,
                borderColor: tones.line,
              }}
            />
            <span className={classes.value}>
              <DatesBehind placements={of} label={words.share(name, count, share)}>
                {count}
              </DatesBehind>
            </span>
          </li>
        );
      })}
    </ul>
  </div>
);
